package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G2: a clinician opens a restricted chart in an emergency and closes it, and a privacy officer looks at it, without a mouse. */
@ExtendWith(Browser.class)
final class EmergencyAccessWalkTest {
    private static final String SUMMARY = "In an emergency";

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "walks", "emergency-" + name + ".png")));
    }

    /** Fills in the panel that has the focus on its first line. */
    private static void opens(Page page, String mrn, String born, String reason) {
        Walk.press(page, mrn);
        page.locator("cr-emergency input[type=date]").fill(born);
        Walk.tabTo(page, "What the emergency is");
        Walk.press(page, reason);
        Walk.tabTo(page, "Open the chart for one hour");
        Walk.press(page, "Enter");
    }

    @Test
    void g2AChartIsOpenedWithAReasonClosedBeforeItsTimeAndLookedAtAfterwards(Walk walk) throws Exception {
        walk.office.restricted("MR470001", "Castellano", "Ada", "1950-01-31");
        String letter = walk.office.page(
                "MR470001", LocalDate.of(2026, 3, 4), "Allergies", "Castellano Ada", "Penicillin: anaphylaxis 2019");

        Page doctor = walk.signedIn(Role.CLINICIAN, Walk.Look.DESK);
        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DARK);
        walk.goTo(doctor, "/documents/" + letter);
        Walk.tabTo(doctor, "Try again");
        Walk.press(doctor, "Tab", "Enter");
        Walk.sees(doctor, "the privacy officer is told at once");
        Walk.isAccessible(doctor);
        picture(doctor, "panel");
        Walk.tabTo(doctor, "Record number (MRN)");
        opens(doctor, "MR470001", "1951-01-31", "Found unconscious, allergies not known");
        Walk.sees(doctor, "There is no");
        doctor.locator("cr-emergency input[type=date]").fill("1950-01-31");
        Walk.tabTo(doctor, "Open the chart for one hour");
        Walk.press(doctor, "Enter");
        Walk.sees(doctor, "open in an emergency: 60 min left");
        Walk.sees(doctor, "Allergies");
        Walk.isAccessible(doctor);
        picture(doctor, "open");

        // The officer's pages say so by themselves.
        Walk.sees(officer.locator("nav .count", new Page.LocatorOptions().setHasText("to look at")), Walk.WORK_MS);
        Walk.tabTo(officer, "Emergencies");
        Walk.press(officer, "Enter");
        Walk.sees(officer.locator("nav.list").getByText("Castellano"), Walk.WORK_MS);
        Walk.press(officer, "j");
        Walk.sees(officer, "Open still, until");
        Walk.sees(officer, "Found unconscious, allergies not known");
        Walk.isAccessible(officer);
        picture(officer, "officer-open");

        walk.goTo(doctor, "/search");
        Walk.sees(doctor, "Restricted chart open, ");
        walk.goTo(doctor, "/documents/" + letter);
        Walk.tabTo(doctor, "Close it now");
        Walk.press(doctor, "Enter");
        Walk.sees(doctor, "is closed to you again");
        assertThat(doctor.url()).endsWith("/patients");
        walk.goTo(doctor, "/documents/" + letter);
        Walk.sees(doctor, SUMMARY);

        officer.reload();
        Walk.sees(officer, "What you found");
        Walk.sees(
                officer.locator("section.one td a", new Page.LocatorOptions().setHasText("Progress note")),
                Walk.WORK_MS);
        Walk.isAccessible(officer);
        picture(officer, "officer");
        Walk.press(officer, "f", " ");
        Walk.tabTo(officer, "In words");
        Walk.press(officer, "She was unconscious in room 2.");
        Walk.tabTo(officer, "Keep the finding");
        Walk.press(officer, "Enter");
        Walk.sees(officer, "What was found");
        Walk.press(officer, "a");
        Walk.sees(officer.locator("nav.list").getByText("There was need"), Walk.WORK_MS);
        picture(officer, "found");
        walk.isQuiet();
    }

    @Test
    void g2OnAPhoneTheChartIsOpenedWhereNobodyIsFound(Walk walk) throws Exception {
        walk.office.restricted("MR470002", "Delacroix", "Jean", "1944-11-02");
        Page doctor = walk.signedIn(Role.CLINICIAN, Walk.Look.PHONE);
        walk.goTo(doctor, "/patients?q=MR470002");
        Walk.sees(doctor, "Nobody found for");
        doctor.getByText(SUMMARY).click();
        Walk.isAccessible(doctor);
        picture(doctor, "phone-panel");
        doctor.locator("cr-emergency input[type=date]").fill("1944-11-02");
        doctor.locator("cr-emergency textarea").fill("Chest pain, was treated here before");
        doctor.getByText("Open the chart for one hour").click();
        Walk.sees(doctor, "open in an emergency");
        Walk.isAccessible(doctor);
        picture(doctor, "phone-open");
        doctor.getByText("Close it now").click();
        Walk.sees(doctor, "is closed to you again");

        Page officer = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.PHONE);
        walk.goTo(officer, "/emergency-access");
        picture(officer, "phone-list");
        officer.locator("nav.list a")
                .filter(new Locator.FilterOptions().setHasText("Delacroix"))
                .click();
        Walk.sees(officer, "Chest pain, was treated here before");
        Walk.isAccessible(officer);
        picture(officer, "phone-officer");
    }
}
