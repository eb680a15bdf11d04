package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.LocalDate;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A packet is handed over at the desk: signed with the typed name by keys alone, or drawn on a phone. */
@ExtendWith(Browser.class)
final class PickupWalkTest {
    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "pickup-" + name + ".png")));
    }

    /** @param born as it stands on the page, month first */
    private static String approved(Walk walk, String mrn, String given, String family, String born) throws Exception {
        String[] day = born.split("/");
        walk.office.patient(mrn, family, given, day[2] + "-" + day[0] + "-" + day[1], mrn + " Elm St");
        walk.office.page(
                mrn,
                LocalDate.of(2026, 3, 2),
                "Visit of March",
                "Patient: " + given + " " + family,
                "DOB: " + born,
                "MRN: " + mrn,
                "Progress note");
        return walk.office.approvedRelease(mrn, given + " " + family, mrn + " Elm St");
    }

    @Test
    void whoTakesAPacketSignsWithTheTypedNameByKeysAlone(Walk walk) throws Exception {
        String release = approved(walk, "MR710001", "Philippa", "Ostermann", "04/17/1983");
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(clerk, "/releases/" + release + "?at=packet");
        Walk.sees(clerk, "The office sends no records by mail");
        Walk.tabTo(clerk, "A download page");
        Walk.press(clerk, "ArrowDown");
        Walk.sees(clerk, "Who takes it, name as they write it");
        Walk.isAccessible(clerk);
        Walk.tabTo(clerk, "Who takes it");
        Walk.press(clerk, "Philippa Ostermann");
        Walk.tabTo(clerk, "What was seen");
        Walk.press(clerk, "driver's licence");
        Walk.tabTo(clerk, "on the screen");
        Walk.press(clerk, "ArrowDown");
        Walk.tabTo(clerk, "They read the statement and agree");
        Walk.press(clerk, " ");
        picture(clerk, "typed");
        Walk.tabTo(clerk, "They signed: hand it over");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Signed with the typed name.");
        Walk.sees(clerk, "Delivered");
        Walk.isAccessible(clerk);
        picture(clerk, "taken");
        walk.isQuiet();
    }

    @Test
    void whoTakesAPacketSignsOnTheScreenOfAPhone(Walk walk) throws Exception {
        String release = approved(walk, "MR710002", "Wendelin", "Achterberg", "09/30/1958");
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(clerk, "/releases/" + release + "?at=packet");
        Walk.tabTo(clerk, "A download page");
        Walk.press(clerk, "ArrowDown");
        Walk.tabTo(clerk, "Who takes it");
        Walk.press(clerk, "Wendelin Achterberg");
        Walk.tabTo(clerk, "What was seen");
        Walk.press(clerk, "driver's licence");
        Walk.tabTo(clerk, "They read the statement and agree");
        Walk.press(clerk, " ");
        Walk.tabTo(clerk, "They signed: hand it over");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "Nothing is drawn yet.");
        Locator sheet = clerk.locator("cr-signature canvas");
        sheet.scrollIntoViewIfNeeded();
        BoundingBox box = sheet.boundingBox();
        clerk.mouse().move(box.x + 20, box.y + 60);
        clerk.mouse().down();
        clerk.mouse().move(box.x + 90, box.y + 20);
        clerk.mouse().move(box.x + 150, box.y + 70);
        clerk.mouse().move(box.x + 240, box.y + 30);
        clerk.mouse().up();
        Walk.isAccessible(clerk);
        picture(clerk, "drawn-phone");
        Walk.tabTo(clerk, "They signed: hand it over");
        Walk.press(clerk, "Enter");
        clerk.locator("img.signature").waitFor();
        assertThat(clerk.locator("img.signature").getAttribute("alt")).isEqualTo("Signature of Wendelin Achterberg");
        picture(clerk, "taken-phone");
        walk.isQuiet();
    }
}
