package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A result goes to a clinician, who answers it, by keyboard alone; what is late shows on a second person's list. */
@ExtendWith(Browser.class)
final class ReviewsWalkTest {
    private static final String RESULT = "arrivals/lab-00.pdf";

    private static Locator rows(Page page) {
        return page.locator("cr-page-reviews cr-queue [role=option]");
    }

    private static String clinician(Walk walk) {
        for (JsonNode each :
                walk.office.get(Role.CLINICIAN, "/reviews/clinicians").get("items")) {
            if (each.get("displayName").asText().equals(Office.name(Role.CLINICIAN))) {
                return each.get("id").asText();
            }
        }
        throw new AssertionError("the clinician is not among those a document can be routed to");
    }

    @Test
    void aResultIsRoutedSeenAndAcknowledged(Walk walk) throws Exception {
        String id = walk.office.filed(RESULT, Office.UNDERHILL).get("id").asText();
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(clerk, "/documents/" + id);
        clerk.locator("cr-page-viewer image").first().waitFor();
        Walk.press(clerk, "r");
        Walk.sees(clerk, "Route to a clinician");
        assertThat(clerk.locator("cr-route #to")).isFocused();
        assertThat(clerk.locator("cr-route #to option")).not().hasCount(1);
        Walk.isAccessible(clerk);
        Walk.press(clerk, "ArrowDown");
        Walk.tabTo(clerk, "Why (may be left open)");
        Walk.press(clerk, "potassium is high");
        Walk.tabTo(clerk, "Route");
        Walk.press(clerk, "Enter");
        Walk.sees(clerk, "It is on the list of " + Office.name(Role.CLINICIAN) + ".");
        Walk.sees(clerk, "Not seen yet.");
        Walk.isAccessible(clerk);

        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.DARK);
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To review")))
                .containsText("to review");
        Walk.press(page, "g", "r");
        assertThat(page).hasURL(Pattern.compile("/reviews"));
        assertThat(rows(page).first()).containsText("potassium is high");
        page.locator("cr-page-reviews cr-page-viewer image").first().waitFor();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Patient in hand")))
                .containsText("Underhill");
        Walk.isAccessible(page);
        Walk.press(page, "a");
        Walk.sees(page, "You have read it; it leaves your list.");
        Walk.isAccessible(page);
        Walk.press(page, "repeat in a week", "Enter");
        Walk.sees(page, "Acknowledged for Underhill, Eleanor.");
        assertThat(page.getByText("potassium is high")).hasCount(0);

        Walk.sees(clerk, "repeat in a week");
        Walk.sees(clerk.getByText(Pattern.compile("Seen by " + Office.name(Role.CLINICIAN))), 15_000);
        Walk.press(clerk, "h");
        Walk.sees(clerk.locator("cr-history").getByText("Acknowledged"), 15_000);
    }

    @Test
    void whatIsOverdueStandsFirstAndOnTheListOfASecondPersonWhoForwardsIt(Walk walk) throws Exception {
        String patient = Office.YARBOROUGH;
        String id = walk.office.filed("arrivals/lab-01.pdf", patient).get("id").asText();
        walk.office.edited(
                Role.INTAKE,
                id,
                "route",
                Map.of(
                        "to",
                        clinician(walk),
                        "due",
                        Instant.now().plusMillis(900).toString(),
                        "priority",
                        "STAT"));
        Thread.sleep(1_000);
        walk.office.lookAfterReviews();

        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.PHONE);
        walk.goTo(page, "/reviews");
        assertThat(rows(page).first()).containsText("Overdue, escalated");
        assertThat(rows(page).first()).containsText("late");
        Walk.isAccessible(page);
        rows(page).first().click();
        Walk.sees(page, "had not answered in time");
        Walk.isAccessible(page);

        Page second = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(second, "/reviews");
        assertThat(second.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To review")))
                .containsText("1 overdue");
        assertThat(rows(second).first()).containsText("For " + Office.name(Role.CLINICIAN));
        Walk.sees(second, "It is on the lists of " + Office.name(Role.CLINICIAN) + " and " + Office.name(Role.INTAKE));
        Walk.isAccessible(second);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acted on…"))
                .click();
        Walk.press(page, "called the patient", "Enter");
        Walk.sees(page, "Nothing waits for you");
        assertThat(rows(second)).hasCount(0);
    }
}
