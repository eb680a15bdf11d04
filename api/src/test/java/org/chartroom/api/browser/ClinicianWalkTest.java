package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The doctor who dictates, reads, signs and looks things up, without a mouse. */
@ExtendWith(Browser.class)
final class ClinicianWalkTest {
    @Test
    void aDictationIsHandedInEditedSignedAndFound(Walk walk) {
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.DESK);
        assertThat(page).hasURL(Pattern.compile("/dictations"));

        Walk.press(page, "u");
        Walk.sees(page, "Upload a recording");
        Walk.choose(page, "Enter", Office.sample("dictations/dictation-01.opus"));
        Walk.tabTo(page, "Patient");
        Walk.press(page, "Baptiste");
        page.locator("cr-patient-picker li[role=option]").getByText("MR100901").waitFor();
        Walk.press(page, "Enter");
        Walk.isAccessible(page);
        Walk.tabTo(page, "Send to transcription");
        Walk.press(page, "Enter");
        Walk.sees(page, "The dictation is kept.");

        Locator draft = page.getByRole(
                AriaRole.OPTION,
                new Page.GetByRoleOptions().setName(Pattern.compile("Progress note.*Baptiste.*Draft")));
        Walk.sees(draft, Walk.WORK_MS);
        page.locator("main").focus();
        Walk.press(page, "j", "Enter");
        assertThat(page).hasURL(Pattern.compile("/dictations/.+"));
        Walk.sees(page, "Jules");
        Walk.isAccessible(page);

        Walk.tabTo(page, "Text of the dictation");
        Walk.press(page, "Control+End", " Hydrangea allergy noted.");
        Walk.sees(page.getByText(Pattern.compile("^Kept ")), Walk.WORK_MS);
        Walk.sees(page, "Play the whole recording before you sign it");
        Walk.press(page, "F4", "F4", "F4", "F4", "Escape");
        Walk.sees(page.getByText("You have played the whole recording."), Walk.WORK_MS);
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "You sign this progress note for");
        Walk.isAccessible(page);
        Walk.press(page, Office.PASSWORD, "Enter");
        Walk.sees(page, "Signed. It is in the chart of");
        assertThat(page.getByLabel("Text of the dictation")).not().isEditable();

        page.locator("main").focus();
        Walk.press(page, "/", "hydrangea", "Enter");
        Walk.sees(
                page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(Pattern.compile("Progress note.*Baptiste"))),
                Walk.WORK_MS);
        Walk.press(page, "ArrowDown", "Enter");
        assertThat(page).hasURL(Pattern.compile("/dictations/.+q=hydrangea"));
        walk.isQuiet();
    }
}
