package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every page and component. */
@ExtendWith(Browser.class)
final class PagesTest {
    @ParameterizedTest
    @EnumSource(Walk.Look.class)
    void everyPageIsAccessibleInEveryLook(Walk.Look look, Walk walk) throws Exception {
        String document =
                walk.office.arrived("arrivals/fax-00.tif", "fax").get("id").asText();
        Page page = walk.signedIn(Role.ADMINISTRATOR, look);
        for (String path : List.of(
                "/inbox",
                "/search?q=patient",
                "/patients",
                "/dictations",
                "/status",
                "/admin",
                "/documents/" + document,
                "/nowhere")) {
            walk.goTo(page, path);
            page.waitForTimeout(600);
            Walk.isAccessible(page);
        }
        Page door = walk.open(look, "/sign-in");
        Walk.isAccessible(door);
        walk.isQuiet();
    }

    @Test
    void everyComponentHasAStoryThatIsAccessible(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        for (String component : List.of(
                "cr-audio-editor",
                "cr-chip",
                "cr-dialog",
                "cr-history",
                "cr-note-margin",
                "cr-page-grid",
                "cr-page-viewer",
                "cr-patient-cards",
                "cr-plot",
                "cr-progress",
                "cr-queue",
                "cr-signature",
                "cr-table",
                "cr-timeline",
                "cr-toast",
                "cr-zone-sheet")) {
            walk.goTo(page, "/dev/components/" + component);
            Locator story =
                    page.locator("cr-page-components .stage " + component).first();
            story.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            if (component.equals("cr-dialog")) {
                Walk.tabTo(page, "Open the dialog");
                Walk.press(page, "Enter");
                Walk.sees(page, "The letter leaves the chart");
            }
            page.waitForTimeout(300);
            Walk.isAccessible(page);
        }
        walk.isQuiet();
    }

    @Test
    void tenThousandRowsAreDrawnAFewAtATimeAndTheEndIsOneKeyAway(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/dev/components/cr-queue");
        Walk.tabTo(page, "Made-up faxes");
        page.keyboard().press("End");
        Walk.sees(page, "Fax 10000");
        assertThat(page.locator("cr-queue .option").count()).isLessThan(60);
    }

    @Test
    void aLockedScreenHidesThePageAndKeepsWhatWasTyped(Walk walk) {
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        walk.goTo(page, "/patients");
        Walk.press(page, "n");
        Walk.press(page, "Typed before the lock");
        page.evaluate("() => document.querySelector('cr-app').shadowRoot.querySelector('cr-lock').lock()");
        Walk.sees(page, "your work is kept as you left it");
        Walk.isAccessible(page);
        Walk.press(page, "wrong", "Enter");
        page.getByRole(AriaRole.ALERT).first().waitFor();
        Walk.press(page, Office.PASSWORD, "Enter");
        assertThat(page.getByLabel("Family name")).hasValue("Typed before the lock");
    }

    @Test
    void aRoleSeesOnlyItsPages(Walk walk) {
        Page page = walk.signedIn(Role.TRANSCRIPTIONIST, Walk.Look.DESK);
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main")))
                .not()
                .containsText(Pattern.compile("Inbox|Admin|Status"));
        walk.goTo(page, "/admin");
        Walk.sees(page, "Your role does not use this page");
    }

    @Test
    void theKeysOfAPageAreShownAtAQuestionMark(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        page.keyboard().press("?");
        Walk.sees(page, "Only what needs a person");
        Walk.isAccessible(page);
    }

    @Test
    void theSecondOfTwoKeysIsTheNextOneOrNone(Walk walk) {
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.press(page, "g", "p", "s");
        page.locator("cr-page-patients h1").waitFor();
        assertThat(page).hasURL(Pattern.compile("/patients$"));
        Walk.press(page, "g", "n", "?");
        Walk.sees(page, "Go to patients");
        assertThat(page.getByLabel("Family name")).isHidden();
        Walk.press(page, "Escape", "n");
        assertThat(page.getByLabel("Family name")).isVisible();
    }

    @Test
    void aDialogIsOverInTheMomentThatEscapeIsPressed(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/dev/components/cr-dialog");
        Walk.tabTo(page, "Open the dialog");
        Walk.press(page, "Enter");
        Walk.sees(page, "The letter leaves the chart");
        Locator dialog = page.locator("cr-page-components .stage cr-dialog");
        dialog.evaluate(
                "it => it.shadowRoot.querySelector('dialog').addEventListener('cancel', () => { it.stillOpen = it.open; })");
        Walk.press(page, "Escape");
        assertThat(dialog.evaluate("it => it.stillOpen")).isEqualTo(false);
        Walk.press(page, "Enter");
        Walk.sees(page, "The letter leaves the chart");
    }

    @Test
    void theFirstPageIsUsableSoon(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/inbox");
        double ms = ((Number) page.evaluate("() => performance.now()")).doubleValue();
        assertThat(ms).as("ms until the inbox can be used").isLessThan(6_000);
    }
}
