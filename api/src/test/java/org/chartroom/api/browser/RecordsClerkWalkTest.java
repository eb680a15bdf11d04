package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The records clerk, who is asked for a page and finds the chart, without a mouse. */
@ExtendWith(Browser.class)
final class RecordsClerkWalkTest {
    @Test
    void aPageIsFoundAndItsChartRead(Walk walk) throws Exception {
        walk.office.filed("arrivals/letter-03.png", Office.YARBOROUGH);
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);

        Walk.press(page, "/", "crepitus", "Enter");
        Walk.sees(
                page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Yarborough"))),
                Walk.WORK_MS);
        Walk.isAccessible(page);
        Walk.tabTo(page, "Filed");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("stage=FILED"));
        Walk.press(page, "/", "ArrowDown", "Enter");
        assertThat(page).hasURL(Pattern.compile("/documents/"));
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Patient in hand")))
                .containsText("Yarborough, Maximilian");

        Walk.tabTo(page, "Yarborough, Maximilian");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/patients/"));
        Walk.sees(page.locator("cr-timeline a"), Walk.WORK_MS);
        Walk.sees(page.locator("cr-page-chart .read cr-page-viewer image"), Walk.WORK_MS);
        Walk.isAccessible(page);
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/documents/"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/patients/"));
        walk.isQuiet();
    }

    @Test
    void aQueryThatCannotBeUnderstoodSaysWhereAndWhatWasMeant(Walk walk) {
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.press(page, "/", "\"chest pain", "Enter");
        page.getByRole(AriaRole.ALERT).first().waitFor();
        Walk.isAccessible(page);
    }

    @Test
    void aNewPatientIsOpenedAfterLookingForOneAlike(Walk walk) {
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(page, "/patients");
        Walk.press(page, "n");
        Walk.press(page, "Underhill", "Tab", "Eleanor");
        Walk.sees(page, "may be the same person");
        Walk.isAccessible(page);
        Walk.press(page, "Tab", "Tab", "05051944");
        Walk.tabTo(page, "MRN");
        Walk.press(page, "MR" + System.nanoTime() % 1_000_000);
        Walk.tabTo(page, "Open the chart");
        Walk.press(page, "Enter");
        Walk.sees(page, "This chart is empty");
    }
}
