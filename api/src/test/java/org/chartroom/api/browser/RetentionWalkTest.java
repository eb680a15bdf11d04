package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is due is held or destroyed by two persons, without a mouse. */
@ExtendWith(Browser.class)
final class RetentionWalkTest {
    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "retention-" + name + ".png")));
    }

    @Test
    void oneRecordIsHeldAndAnotherGoesWhenTwoPersonsWantIt(Walk walk) throws Exception {
        walk.office.isUnder("US", "US-CA");
        walk.office.keptFrom(LocalDate.of(2014, 5, 6), "Oldham", "MR300001");
        walk.office.keptFrom(LocalDate.of(2015, 2, 3), "Quarrie", "MR300002");

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DESK);
        Walk.tabTo(officer, "Retention");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "2 documents are due by");
        Walk.press(officer, "h");
        Walk.sees(officer, "Every part you fill in has to fit");
        Walk.press(officer, "MR300001");
        officer.locator("cr-patient-picker [role=option]").getByText("MR300001").waitFor();
        Walk.press(officer, "Enter");
        Walk.tabTo(officer, "Matter");
        Walk.press(officer, "Audit of 2026", "Tab", "A letter came");
        Walk.isAccessible(officer);
        Walk.tabTo(officer, "Set the hold");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "holds keep 1 of them");
        Walk.press(officer, "a", "p");
        Walk.sees(officer, "1 document with 0 pages of 1 patient will be proposed");
        Walk.press(officer, "Due since 2022");
        Walk.tabTo(officer, "Propose");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "Waits for a second person");
        Walk.isAccessible(officer);
        picture(officer, "officer");

        Page second = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.PHONE);
        walk.goTo(second, "/retention");
        Walk.sees(second, "Waits for a second person");
        picture(second, "phone");
        Walk.tabTo(second, "Confirm…");
        Walk.press(second, "Enter");
        Walk.sees(second, "will be destroyed for good");
        Walk.press(second, Office.PASSWORD);
        picture(second, "confirm");
        Walk.tabTo(second, "Destroy for good");
        Walk.press(second, "Enter");
        Walk.sees(second, "Carried out");
        Walk.isAccessible(second);
        walk.isQuiet();
        assertThat(second.url()).endsWith("/retention");
    }
}
