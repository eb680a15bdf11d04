package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An administrator writes down what the office has decided, and a clerk sees what follows, without a mouse. */
@ExtendWith(Browser.class)
final class RulesWalkTest {
    @TempDir
    Path folder;

    @Test
    void theRulesOfReviewsAndChartsAreChangedAndNobodyWritesOverAnother(Walk walk) {
        Page page = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        walk.goTo(page, "/admin");
        Walk.tabTo(page, "Review rules");
        Walk.press(page, "Enter");
        Walk.sees(page, "Time for an answer");
        Locator rules = page.locator("cr-page-review-rules .line.rule[role=group]");
        rules.first().waitFor();
        int before = rules.count();
        Walk.isAccessible(page);
        Walk.press(page, "n");
        assertThat(page.locator("cr-page-review-rules .line.rule select.type").last())
                .isFocused();
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "Choose the type of each rule, or take the rule out.");
        Walk.press(page, "Insurance", "Tab", Office.name(Role.CLINICIAN).substring(0, 8), "Tab", "Urgent");
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "The rules are kept.");
        walk.goTo(page, "/admin/review-rules");
        Locator made = page.getByLabel("Insurance card: on the list of");
        assertThat(made.locator("option:checked")).hasText(Office.name(Role.CLINICIAN));
        Walk.isAccessible(page);

        Page other = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DARK);
        walk.goTo(other, "/admin/review-rules");
        assertThat(other.locator("cr-page-review-rules .line.rule[role=group]")).hasCount(before + 1);
        other.getByLabel("Take out the rule for Insurance card").focus();
        Walk.press(other, "Enter", "Control+Enter");
        Walk.sees(other, "The rules are kept.");
        Walk.tabTo(page, "Saturday");
        Walk.press(page, " ", "Control+Enter");
        Walk.sees(page.getByRole(AriaRole.ALERT), 15_000);
        assertThat(page.getByText("Not kept yet")).isVisible();

        Page phone = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.PHONE);
        walk.goTo(phone, "/admin/chart-rules");
        Walk.sees(phone, "What a visit leaves behind");
        Walk.isAccessible(phone);
        Walk.press(phone, "n");
        Walk.press(phone, "Sketch of the wound");
        Walk.press(phone, "Control+Enter");
        Walk.sees(phone, "Give “Sketch of the wound” a type of document");
        phone.getByLabel("Sketch of the wound of office visit: add a type").focus();
        Walk.press(phone, "Progress", "Tab", "Control+Enter");
        Walk.sees(phone, "The rules are kept.");
        Walk.isAccessible(phone);
        phone.getByLabel("Take out Sketch of the wound of office visit").focus();
        Walk.press(phone, "Enter", "Control+Enter");
        Walk.sees(phone, "The rules are kept.");
        walk.isQuiet();
    }

    @Test
    void aClerkSeesWhatIsNotSignedAndWhatMovedBetweenCharts(Walk walk) throws Exception {
        Path file = Files.writeString(folder.resolve("moved-letter.txt"), "A letter that lay in the wrong chart\n");
        JsonNode filed = walk.office.filed(file.toString(), Office.YARBOROUGH);
        JsonNode right = walk.office
                .get(Role.INTAKE, "/patients?q=" + Office.UNDERHILL)
                .get("items")
                .get(0);
        walk.office.edited(
                Role.RECORDS_CLERK,
                filed.get("id").asText(),
                "file",
                Map.of(
                        "patientId",
                        right.get("id").asText(),
                        "type",
                        filed.get("type"),
                        "date",
                        "2026-03-10",
                        "reason",
                        "the address is hers"));
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        for (String chart :
                List.of(right.get("id").asText(), filed.get("patientId").asText())) {
            walk.goTo(page, "/patients/" + chart);
            Walk.sees(
                    page.getByText(Pattern.compile("moved-letter.txt (came in from|moved out to) the chart of")),
                    15_000);
            Walk.sees(page, "“the address is hers”");
            Walk.isAccessible(page);
        }
        walk.goTo(page, "/preparation");
        Walk.tabTo(page, "Not signed");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/preparation/unsigned"));
        Walk.sees(page, "No form lacks a signature");
        Walk.press(page, "n");
        Walk.sees(page.getByText(Pattern.compile("Every note is signed|Dictated")), 15_000);
        Walk.isAccessible(page);
        walk.isQuiet();
    }
}
