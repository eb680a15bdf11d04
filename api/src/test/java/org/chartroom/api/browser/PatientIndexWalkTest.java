package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The records clerk, who finds one person with two charts, without a mouse. */
@ExtendWith(Browser.class)
final class PatientIndexWalkTest {
    @TempDir
    Path folder;

    @Test
    void aDuplicateIsMergedAndTakenApartAgain(Walk walk) throws Exception {
        walk.office.patient("WK-1", "Featherstonehaugh", "Cordelia", "1957-11-03", "12 Willow Walk");
        walk.office.patient("WK-2", "Featherstonehaugh", "Cordelia", "1957-11-03", "12 Willow Walk");
        walk.office.offered("WK-2");
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(page, "/patients/duplicates");
        page.locator("section.pair").waitFor();
        for (int i = 0; i < 20 && page.locator("section.pair").textContent().indexOf("WK-") < 0; i++) {
            Walk.press(page, "j");
        }
        assertThat(page.locator("section.pair")).containsText("WK-2");
        Walk.isAccessible(page);

        Walk.press(page, "m");
        Walk.sees(page, "becomes part of the chart of");
        Walk.isAccessible(page);
        Walk.press(page, "registered twice", "Enter");
        Walk.sees(page, "chart, MRN WK-");

        walk.goTo(page, "/patients?q=featherstonehaugh");
        page.getByText("Featherstonehaugh, Cordelia").first().waitFor();
        Walk.press(page, "f", "ArrowDown", "Enter");
        assertThat(page).hasURL(Pattern.compile("/patients/[^/?]+(\\?.*)?$"));
        Walk.sees(page, "This chart is empty");
        Walk.press(page, "a");
        Walk.sees(page, "Charts that are part of this one");
        Walk.isAccessible(page);
        Walk.press(page, "u");
        Walk.press(page, "cousins of one name", "Enter");
        Walk.sees(page, "has a chart of their own again");
        Walk.sees(page, "Taken back by");
        Walk.press(page, "e");
        Walk.tabTo(page, "Add a name");
        Walk.press(page, "Enter");
        Walk.isAccessible(page);
        walk.isQuiet();
    }

    @Test
    void aFileOfPatientsIsTriedAndImported(Walk walk) throws Exception {
        Path file = Files.writeString(
                folder.resolve("patients.csv"),
                "mrn,family,given,dob\nWI-1,Larkmoor,Tess,1990-04-04\nWI-2,Larkmoor,Tom,04/04/1990\n");
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(page, "/patients/import");
        page.locator("#file").setInputFiles(file);
        Walk.tabTo(page, "Try: change nothing");
        Walk.press(page, "Enter");
        Walk.sees(page, "Nothing was changed yet.");
        assertThat(page.locator("#result")).containsText("is no date of this file's form");
        Walk.isAccessible(page);
        page.locator("#file").focus();
        Walk.tabTo(page, "Import 1 patient");
        Walk.press(page, "Enter");
        Walk.sees(page, "This was imported.");
        walk.isQuiet();
    }
}
