package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A note is put right by keyboard: what could harm is walked, mended, or looked at and left; formatting is undone. */
@ExtendWith(Browser.class)
final class EditorWalkTest {
    private static final String SELECTED = """
        (field) => field.value.slice(field.selectionStart, field.selectionEnd)
        """;
    private static final String HAS_FOCUS = """
        (field) => field.getRootNode().activeElement === field
        """;

    @Test
    void whatCouldHarmIsWalkedMendedOrLookedAtBeforeSigning(Walk walk) throws Exception {
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        String id = walk.office.dictated("dictations/dictation-01.opus", "MR100901");
        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.DESK);
        walk.goTo(page, "/dictations/" + id);
        Locator text = page.getByLabel("Text of the dictation");
        text.waitFor();

        Walk.tabTo(page, "Text of the dictation");
        String draft = text.inputValue();
        Walk.press(page, "Control+Home", "F10");
        assertThat(text).not().hasValue(draft);
        String spoken = text.inputValue();
        Walk.sees(page.getByText(Pattern.compile("^Kept ")), Walk.WORK_MS);
        page.waitForTimeout(1_000);
        Walk.press(page, "Control+Home", "F10");
        assertThat(text).not().hasValue(spoken);

        Walk.press(page, "Control+a", "He takes lisinopril 400 mg QD.");
        Locator cards = page.locator("cr-note-margin li.stop");
        Walk.sees(cards, Walk.WORK_MS);
        assertThat(cards).hasCount(2);
        Walk.press(page, "Tab");
        assertThat(text.evaluate(SELECTED)).isEqualTo("400 mg");
        Walk.press(page, "Tab");
        assertThat(text.evaluate(SELECTED)).isEqualTo("QD");
        Walk.sees(page, "Joint Commission");
        Walk.isAccessible(page);
        Walk.press(page, "Alt+Enter");
        assertThat(text).hasValue("He takes lisinopril 400 mg daily.");
        Walk.press(page, "Control+End", "Tab");
        assertThat(text.evaluate(SELECTED)).isEqualTo("400 mg");
        Walk.press(page, "F4", "F4", "F4", "F4", "Escape", "Tab");
        assertThat(text.evaluate(HAS_FOCUS))
                .as("Escape, then Tab, leaves the text")
                .isEqualTo(false);

        Walk.sees(page.getByText("You have played the whole recording."), Walk.WORK_MS);
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "Could harm, and stays as it is");
        Locator sign = page.locator("cr-dialog button.main").getByText("Sign").first();
        Walk.press(page, Office.PASSWORD);
        assertThat(sign).isDisabled();
        Walk.isAccessible(page);
        Walk.press(page, "Shift+Tab", " ");
        assertThat(sign).isEnabled();
        Walk.press(page, "Tab", "Enter");
        Walk.sees(page, "Signed. It is in the chart of");
        walk.isQuiet();
    }

    @Test
    void onAPhoneTheFindingsStandAboveTheText(Walk walk) throws Exception {
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        String id = walk.office.dictated("dictations/dictation-01.opus", "MR100900");
        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.PHONE);
        walk.goTo(page, "/dictations/" + id);
        page.getByLabel("Text of the dictation").fill("He takes lisinopril 400 mg QD.");
        Walk.sees(page.getByText("2 findings"), Walk.WORK_MS);
        Walk.isAccessible(page);
        walk.isQuiet();
    }
}
