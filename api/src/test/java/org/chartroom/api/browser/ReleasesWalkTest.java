package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request is logged, says what blocks it and why, and is put aside without its clock stopping, all without a mouse. */
@ExtendWith(Browser.class)
final class ReleasesWalkTest {
    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "releases-" + name + ".png")));
    }

    @Test
    void aRequestSaysWhatBlocksItAndWhy(Walk walk) throws Exception {
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.tabTo(clerk, "Releases");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "No request waits");
        Walk.press(clerk, "n");
        Walk.sees(clerk, "Who asks, as written");
        Walk.press(clerk, "Ada Lovering");
        Walk.tabTo(clerk, "Address, e-mail or fax number");
        Walk.press(clerk, "1 Elm St", "Tab", "1 Elm St");
        Walk.isAccessible(clerk);
        picture(clerk, "log");
        Walk.tabTo(clerk, "Log it");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Nobody has said whose records they are.");
        Walk.sees(clerk, "working days left");
        Walk.isAccessible(clerk);
        picture(clerk, "desk");
        Walk.tabTo(clerk, "Put aside…");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "The time to answer goes on: the request is due on");
        Walk.tabTo(clerk, "Put aside");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Take up again");
        assertThat(clerk.url()).contains("/releases/");

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.PHONE);
        walk.goTo(officer, "/releases");
        Walk.sees(officer, "Ada Lovering");
        Walk.sees(officer, "Pended");
        Walk.isAccessible(officer);
        picture(officer, "phone");

        Page recipient = walk.open(Walk.Look.PHONE, "/pickup#nothing");
        Walk.press(recipient, "Tab", "12345678", "Enter");
        Walk.sees(recipient, "Nothing waits at this address any more");
        Walk.isAccessible(recipient);
        picture(recipient, "pickup");
        walk.isQuiet();
    }
}
