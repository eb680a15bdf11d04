package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An e-mail that came in becomes a request for records, without a mouse. */
@ExtendWith(Browser.class)
final class MailedRequestWalkTest {
    @TempDir
    Path folder;

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "mailed-" + name + ".png")));
    }

    @Test
    void anEmailIsMarkedAsARequestAndStandsAtTheReleaseDesk(Walk walk) throws Exception {
        Path mail = Files.writeString(folder.resolve("asks.eml"), """
                From: Thaddeus Ormsby <t.ormsby@mail.example>
                To: office@practice.example
                Subject: My records
                Date: Fri, 27 Nov 2026 09:12:00 -0500
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Good morning,
                please send me a copy of my medical records since 2024.
                Thaddeus Ormsby
                """.replace("\n", "\r\n"));
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        Walk.choose(page, "u", mail);
        Locator arrival = page.getByRole(
                AriaRole.OPTION,
                new Page.GetByRoleOptions().setName(Pattern.compile("asks\\.eml.*(to file|Needs a person)")));
        Walk.sees(arrival, Walk.WORK_MS);

        Page desk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(desk, "/releases");
        Walk.sees(desk, "Open a request");
        Walk.isAccessible(desk);
        picture(desk, "phone");

        desk.locator(".papers a")
                .filter(new Locator.FilterOptions().setHasText("asks.eml"))
                .first()
                .click();
        desk.waitForURL("**/documents/*");
        page.navigate(desk.url());
        Walk.tabTo(page, "It asks for records");
        Walk.press(page, "Enter");
        Walk.sees(page, "The release desk gets a request");
        Walk.isAccessible(page);
        picture(page, "dialog");
        Walk.tabTo(page, "Log the request");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/releases/.+"));
        Walk.sees(page, "Thaddeus Ormsby");
        Walk.isAccessible(page);
        picture(page, "request");
        walk.isQuiet();
    }
}
