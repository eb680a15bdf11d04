package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages are laid differently by keyboard, and every step is taken back. */
@ExtendWith(Browser.class)
final class PageEditsWalkTest {
    /** Three pages: the first two are of one patient, the third of another. */
    private static final String OF_TWO_PATIENTS = "arrivals/fax-06.tif";

    private static Locator leaf(Page page, String name) {
        return page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    private static Locator leaves(Page page) {
        return page.locator("cr-page-grid [role=option]");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aFaxOfTwoPatientsIsSplitItsPagesTurnedTakenOutAndBroughtBackAndAllOfItTakenBack(Walk walk) throws Exception {
        JsonNode fax = walk.office.arrived(OF_TWO_PATIENTS, "fax");
        String id = fax.get("id").asText();
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/documents/" + id);
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit pages")))
                .isVisible();
        Walk.press(page, "e");
        assertThat(page).hasURL(Pattern.compile("/documents/" + id + "/pages$"));
        assertThat(leaves(page)).hasCount(3);
        assertThat(button(page, "Nothing to undo")).isDisabled();
        Walk.isAccessible(page);
        assertThat(page.locator("cr-page-edit-pages .tools").boundingBox().height)
                .as("the tools are one row")
                .isLessThan(60);

        Walk.press(page, "ArrowRight", "c");
        Walk.sees(page, "Split after page 2: what came after is a document of its own, in the inbox.");
        assertThat(leaves(page)).hasCount(2);
        assertThat(button(page, "Undo the split")).isVisible();

        Walk.press(page, "r");
        Walk.sees(page, "Turned page 2 right.");
        assertThat(leaf(page, "Page 2, turned 90 degrees")).isVisible();

        Walk.press(page, ",");
        Walk.sees(page, "Moved page 2: now page 1.");
        assertThat(leaf(page, "Page 1, turned 90 degrees, sheet 2")).isVisible();

        Walk.press(page, "Delete");
        Walk.sees(page, "It is blank");
        Walk.press(page, "ArrowDown", "Tab", "a cover sheet");
        Walk.isAccessible(page);
        Walk.press(page, "Enter");
        Walk.sees(page, "Took out page 1.");
        assertThat(leaves(page)).hasCount(1);

        assertThat(button(page, "Bring back 1…")).isEnabled();
        Walk.press(page, "b");
        Walk.sees(page, "Taken out by " + Office.name(Role.INTAKE) + ": a cover sheet");
        Walk.isAccessible(page);
        Walk.press(page, "Enter");
        Walk.sees(page, "Brought back 1 page.");
        assertThat(leaves(page)).hasCount(2);

        Walk.press(page, "m");
        Locator other = page.locator("cr-other-document input");
        assertThat(other).hasCount(1);
        assertThat(other).isFocused();
        Walk.isAccessible(page);
        Walk.press(page, " ");
        Walk.tabTo(page, "Merge");
        Walk.press(page, "Enter");
        Walk.sees(page, "Merged: 1 page came to the end.");
        assertThat(leaves(page)).hasCount(3);

        Walk.press(page, "h");
        Walk.sees(page, "Took out page 1: a cover sheet");
        Walk.isAccessible(page);
        Walk.press(page, "Escape");

        for (String back : List.of("the merge", "bringing back", "taking out", "the order", "the turn", "the split")) {
            assertThat(button(page, "Undo " + back)).isVisible();
            Walk.press(page, "Control+z");
            Walk.sees(page, "Took back " + back + ".");
        }
        assertThat(button(page, "Nothing to undo")).isDisabled();
        assertThat(leaves(page)).hasCount(3);
        JsonNode now = walk.office.get(Role.INTAKE, "/documents/" + id);
        assertThat(now.get("pagesDetail")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(now.get("pagesDetail").get(i).get("image"))
                    .isEqualTo(fax.get("pagesDetail").get(i).get("image"));
        }
        Walk.press(page, "e");
        assertThat(page).hasURL(Pattern.compile("/documents/" + id + "$"));
    }

    @Test
    void pagesAreChosenByKeyboardAndMovedTogetherOrLaidByDragging(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DARK);
        walk.goTo(page, "/documents/" + id + "/pages");
        assertThat(leaves(page)).hasCount(3);

        Walk.press(page, "ArrowRight", "Shift+ArrowRight");
        Walk.sees(page, "2 of 3 chosen");
        Walk.isAccessible(page);
        Walk.press(page, ",");
        Walk.sees(page, "Moved pages 2 and 3: now pages 1 and 2.");
        assertThat(leaf(page, "Page 3, sheet 1")).isVisible();
        Walk.press(page, "Escape");
        assertThat(page.locator("cr-page-grid [aria-selected=true]")).hasCount(1);

        leaf(page, "Page 3, sheet 1")
                .dragTo(leaf(page, "Page 1, sheet 2"), new Locator.DragToOptions().setTargetPosition(4, 40));
        Walk.sees(page, "Moved page 3: now page 1.");
        Walk.isAccessible(page);
    }

    @Test
    void aPageIsReadAgainAnotherWayWithProgressAndComparedAndTheFormerReadingBroughtBack(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/documents/" + id + "/pages");
        assertThat(leaves(page)).hasCount(3);

        Walk.press(page, "ArrowRight", "a");
        Walk.sees(page, "How the text lies");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Read page 2 again");
        Walk.isAccessible(page);
        Walk.press(page, "ArrowDown", "Tab", "ArrowDown");
        assertThat(page.getByLabel("As it is")).isChecked();
        Walk.press(page, "Enter");
        Walk.sees(page, "Reading 1 page again");
        Walk.isAccessible(page);
        Walk.sees(page.getByText("read more surely than before"), Walk.WORK_MS);
        assertThat(page.locator("cr-read-again tbody tr")).hasCount(1);
        assertThat(page.locator("cr-read-again tbody th")).hasText("2");
        assertThat(page.locator("cr-read-again tbody td"))
                .hasText(new Pattern[] {Pattern.compile("^\\d+ %$"), Pattern.compile("^\\s*\\d+ %$")});
        Walk.isAccessible(page);
        JsonNode edit = walk.office
                .get(Role.INTAKE, "/documents/" + id + "/versions")
                .get("items")
                .get(0);
        assertThat(edit.get("note").asText()).startsWith("page 2, as a form, not cleared, in eng, ");
        assertThat(edit.get("by").asText()).isEqualTo(Office.name(Role.INTAKE));

        Walk.tabTo(page, "Bring the former reading back");
        Walk.press(page, "Enter");
        Walk.sees(page, "Took back reading again.");
        assertThat(button(page, "Nothing to undo")).isDisabled();
        assertThat(leaves(page)).hasCount(3);
    }

    @Test
    void pagesAreReadAgainOnAPhoneWhileSomebodyGoesOnAndWhatCameOfItIsTold(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(page, "/documents/" + id + "/pages");
        assertThat(leaves(page)).hasCount(3);
        assertThat(heading(page)).as("the heading is one row").isLessThan(70);
        button(page, "Read again in another way…").click();
        page.getByText("As a card or label").click();
        Walk.isAccessible(page);
        page.locator("cr-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Read again"))
                .click();
        page.locator("cr-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .last()
                .click();
        Walk.sees(page.getByText("Read again: page 1."), Walk.WORK_MS);
        assertThat(button(page, "Undo reading again")).isVisible();
        assertThat(heading(page)).as("the heading is one row").isLessThan(70);
        Walk.isAccessible(page);
    }

    private static double heading(Page page) {
        return page.locator("cr-page-edit-pages .head").boundingBox().height;
    }

    @Test
    void aPageIsLaidAtAPlaceByItsNumberAndMovedToAnotherDocument(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        walk.office.edited(Role.INTAKE, id, "split", Map.of("after", List.of(2)));
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DARK);
        walk.goTo(page, "/documents/" + id + "/pages");
        assertThat(leaves(page)).hasCount(2);

        Walk.press(page, "n");
        Walk.sees(page, "Before page number (3 for the end)");
        Walk.isAccessible(page);
        Walk.press(page, "3", "Enter");
        Walk.sees(page, "Moved page 1: now page 2.");
        assertThat(leaf(page, "Page 2, sheet 1")).isVisible();

        Walk.press(page, "t");
        Locator other = page.locator("cr-other-document input");
        assertThat(other).hasCount(1);
        assertThat(other).isFocused();
        Walk.isAccessible(page);
        Walk.press(page, " ", "Tab", "ArrowDown");
        assertThat(page.getByLabel("At its beginning")).isChecked();
        Walk.tabTo(page, "Move");
        Walk.press(page, "Enter");
        Walk.sees(page, "Moved page 2 to “");
        assertThat(leaves(page)).hasCount(1);

        Walk.press(page, "Control+z");
        Walk.sees(page, "Took back the move.");
        assertThat(leaves(page)).hasCount(2);
        assertThat(leaf(page, "Page 2, sheet 1")).isVisible();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsShownAndTheStepRefusedInWords(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.PHONE);
        // This person's stream is down, so the page cannot know.
        page.route("**/api/v1/events", Route::abort);
        walk.goTo(page, "/documents/" + id + "/pages");
        assertThat(leaves(page)).hasCount(3);
        Walk.isAccessible(page);
        walk.office.edited(Role.RECORDS_CLERK, id, "drop", Map.of("pages", List.of(3), "as", "blank"));

        button(page, "Turn right").click();

        assertThat(page.locator("cr-page-edit-pages cr-problem")).containsText("changed");
        Walk.sees(page, "The pages are shown as they are now.");
        assertThat(leaves(page)).hasCount(2);
        Walk.isAccessible(page);
        button(page, "Turn right").click();
        Walk.sees(page, "Turned page 1 right.");
    }

    @Test
    void whoDoesNotFileDoesNotEditPages(Walk walk) throws Exception {
        String id = walk.office.arrived(OF_TWO_PATIENTS, "fax").get("id").asText();
        Page page = walk.signedIn(Role.PRIVACY_OFFICER, Walk.Look.DESK);
        walk.goTo(page, "/documents/" + id);
        page.locator("cr-page-document cr-page-viewer").waitFor();
        assertThat(page.getByText("Edit pages")).hasCount(0);
        walk.goTo(page, "/documents/" + id + "/pages");
        Walk.sees(page, "Your role does not edit pages");
    }
}
