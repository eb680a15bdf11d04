package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tomorrow's charts are prepared and a call is written down, without a mouse. */
@ExtendWith(Browser.class)
final class PreparationWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    @TempDir
    Path folder;

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    @Test
    void theChartsOfADayArePreparedAndACallIsWrittenDown(Walk walk) throws Exception {
        walk.office.filed("arrivals/message-00.txt", Office.UNDERHILL);
        walk.office.filed("arrivals/letter-01.pdf", Office.UNDERHILL);
        Path list = Files.writeString(folder.resolve("list.csv"), """
                ID,Patient,MRN,DOB,Date,Time,Minutes,Provider,Reason
                W1,"Underhill, Eleanor",%s,1998-08-06,2027-05-03,09:30,30,Dr. Castlemaine,Follow-up
                W2,"Underhill, Eleanor",MR100900,1961-02-20,2027-05-03,10:00,30,Dr. Castlemaine,Check-up
                """.formatted(Office.UNDERHILL));
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(page, "/preparation?date=2027-05-03");
        Walk.sees(page, "No visit is planned for 3 May 2027");
        Walk.press(page, "i");
        Walk.choose(page, "Enter", list);
        Walk.sees(page, "This would happen:");
        Walk.sees(page, "has another birth date");
        Walk.isAccessible(page);
        picture(page, "import");
        Walk.tabTo(page, "Take 1 line");
        Walk.press(page, "Enter");
        Walk.sees(page, "Done:");
        Walk.press(page, "Escape");
        Walk.sees(page, "0 of 1 visit prepared");
        Walk.isAccessible(page);
        picture(page, "day");

        Walk.press(page, "Enter");
        Walk.sees(page, "To ask the patient for");
        Walk.isAccessible(page);
        picture(page, "packet");
        Walk.press(page, "m");
        Walk.sees(page, "The chart of Underhill, Eleanor is prepared.");
        Walk.press(page, "c");
        assertThat(page).hasURL(Pattern.compile("/patients/"));
        Walk.sees(page.locator("cr-timeline a"), Walk.WORK_MS);

        Walk.press(page, "n");
        Walk.tabTo(page, "About");
        Walk.press(page, "Asks for her letter");
        Walk.tabTo(page, "To be followed up by");
        Walk.press(page, "05032027");
        Walk.isAccessible(page);
        picture(page, "communication");
        Walk.tabTo(page, "Keep it");
        Walk.press(page, "Enter");
        Walk.sees(page, "Phone call: Asks for her letter");
        Walk.sees(page, "number not shown");
        Walk.isAccessible(page);
        picture(page, "chart");
        Walk.press(page, "j", "s");
        assertThat(page).hasURL(Pattern.compile("left=.+&right=.+"));
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Left paper")))
                .isVisible();
        Walk.sees(page.locator("cr-page-chart .pair cr-page-viewer image"), Walk.WORK_MS);
        Walk.isAccessible(page);
        picture(page, "beside");

        walk.goTo(page, "/preparation?date=2027-05-03");
        Walk.sees(page, "New since");
        walk.goTo(page, "/preparation/follow-ups");
        Walk.sees(page, "Asks for her letter");
        Walk.isAccessible(page);
        Walk.press(page, "Enter");
        Walk.tabTo(page, "What came of it");
        Walk.press(page, "Sent it.");
        picture(page, "follow-up");
        Walk.tabTo(page, "Done");
        Walk.press(page, "Enter");
        Walk.sees(page, "Nothing is to be followed up");

        Page phone = walk.signedIn(Role.CLINICIAN, Walk.Look.PHONE);
        walk.goTo(phone, "/preparation?date=2027-05-03");
        Walk.sees(phone, "Underhill, Eleanor");
        Walk.isAccessible(phone);
        picture(phone, "day-phone");
        phone.getByText("Underhill, Eleanor").first().click();
        Walk.sees(phone, "To ask the patient for");
        Walk.isAccessible(phone);
        picture(phone, "packet-phone");
        phone.getByText("Chart", new Page.GetByTextOptions().setExact(false))
                .last()
                .click();
        picture(phone, "chart-phone");
        walk.isQuiet();
    }
}
