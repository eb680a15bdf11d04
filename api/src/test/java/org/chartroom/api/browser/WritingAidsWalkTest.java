package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A note is written with templates, macros and codes, without a mouse. */
@ExtendWith(Browser.class)
final class WritingAidsWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    @Test
    void aNoteIsWrittenWithATemplateAMacroAndACode(Walk walk) throws Exception {
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        String id = walk.office.dictated("dictations/dictation-01.opus", "MR100901", "History and physical");
        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.DESK);
        walk.goTo(page, "/dictations/" + id);
        Walk.sees(page, "Start this history and physical with the template");
        Walk.isAccessible(page);
        picture(page, "aids-offer");

        Walk.tabTo(page, "Start with it");
        Walk.press(page, "Enter");
        Locator text = page.getByLabel("Text of the dictation");
        assertThat(text).hasValue(Pattern.compile("^Chief Complaint:\\n\\[complaint"));
        page.keyboard().type("Chest pain");
        assertThat(text).hasValue(Pattern.compile("^Chief Complaint:\\nChest pain\\n"));
        page.keyboard().press("F9");
        page.keyboard().type("A 60-year-old man");
        assertThat(text).hasValue(Pattern.compile("A 60-year-old man with \\[main problem\\]"));
        page.keyboard().press("Shift+F9");
        Walk.sees(page, "filled with what they usually are");
        assertThat(text).hasValue(Pattern.compile("No known drug allergies\\."));
        picture(page, "aids-fields");

        Walk.press(page, "Control+End");
        page.keyboard().type(" .nad ");
        assertThat(text).hasValue(Pattern.compile("Alert and in no acute distress\\. $"));
        page.keyboard().press("Alt+i");
        page.keyboard().type("heart attack");
        Walk.sees(page, "Acute myocardial infarction, unspecified");
        Walk.isAccessible(page);
        picture(page, "aids-terms");
        for (int i = 0;
                i < 8
                        && !page.locator("cr-writing-aids [aria-selected=true]")
                                .innerText()
                                .contains("I21.9");
                i++) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
        assertThat(text).hasValue(Pattern.compile("Acute myocardial infarction, unspecified \\(I21\\.9\\)$"));

        page.keyboard().press("Control+Enter");
        Walk.sees(page, "blanks are left in the text");
        page.keyboard().press("Escape");
        walk.isQuiet();
    }

    @Test
    void textsAndFiguresAreReadAndKeptByKeyboard(Walk walk) {
        Page page = walk.signedIn(Role.CLINICIAN, Walk.Look.DESK);
        walk.goTo(page, "/dictations/texts");
        Walk.sees(page, "Came with Chartroom");
        Walk.isAccessible(page);
        picture(page, "texts");
        Walk.press(page, "n");
        Walk.tabTo(page, "Name");
        Walk.press(page, "walkgait", "Tab", "Tab", "walking gait", "Tab", "Gait steady.");
        Walk.isAccessible(page);
        picture(page, "texts-new");
        Walk.tabTo(page, "Keep it");
        Walk.press(page, "Enter");
        Walk.sees(page, "walkgait is kept.");

        walk.goTo(page, "/dictations/figures");
        Walk.sees(page, "Quality");
        Walk.isAccessible(page);
        picture(page, "figures");
        Page phone = walk.signedIn(Role.CLINICIAN, Walk.Look.PHONE);
        walk.goTo(phone, "/dictations/texts");
        Walk.sees(phone, "Vocabulary");
        Walk.isAccessible(phone);
        picture(phone, "texts-phone");
        walk.isQuiet();
    }

    @Test
    void workIsReviewedForItsQuality(Walk walk) throws Exception {
        assumeTrue(Office.canHear(), "no speech engine on this machine; ./chartroom fetch brings one");
        String id = walk.office.dictated("dictations/dictation-01.opus", "MR100901");
        walk.office.handedIn(id);
        Page page = walk.signedIn(Role.TRANSCRIPTIONIST, Walk.Look.DARK);
        walk.goTo(page, "/dictations/" + id);
        Walk.tabTo(page, "Review the quality");
        Walk.press(page, "Enter");
        Walk.tabTo(page, "How bad it is");
        Walk.tabTo(page, "What should stand there");
        page.keyboard().type("knee");
        Walk.tabTo(page, "Mark the error");
        Walk.press(page, "Enter");
        Walk.sees(page.locator("cr-quality-review ins"), 15_000);
        Walk.isAccessible(page);
        picture(page, "quality");
        Walk.tabTo(page, "Keep the review");
        Walk.press(page, "Enter");
        Walk.sees(page, "97 of 100, below the 98 that pass");
        walk.isQuiet();
    }
}
