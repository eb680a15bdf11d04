package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A search is built row by row, kept with an alert, and tells what comes in, without a mouse. */
@ExtendWith(Browser.class)
final class SavedSearchesWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    @Test
    void aSearchIsBuiltKeptAndTellsWhatComesIn(Walk walk) throws Exception {
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        page.keyboard().press("g");
        page.keyboard().press("s");
        Walk.sees(page, "Search everything that was read or said");
        Walk.press(page, "b");
        assertThat(page.getByLabel("All of the words, row 1")).isFocused();
        Walk.press(page, "dietitian");
        assertThat(page.getByLabel("Search all documents")).hasValue("dietitian");
        Walk.tabTo(page, "Add a row");
        Walk.press(page, "Enter");
        assertThat(page.getByLabel("What, row 2")).isFocused();
        page.keyboard().type("Came a");
        Walk.press(page, "Tab", "ArrowDown", "Tab", "Fax");
        assertThat(page.getByLabel("Search all documents")).hasValue("dietitian -kind:fax");
        Walk.isAccessible(page);
        picture(page, "builder");
        Walk.tabTo(page, "To the results");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("q=dietitian"));

        Walk.press(page, "Escape", "/", "dietitian AND", "Enter");
        Walk.sees(page, "There is nothing after AND.");
        picture(page, "error");
        Walk.isAccessible(page);
        Walk.press(page, "Escape", "/", "dietitian -kind:fax", "Enter");
        assertThat(page.getByText("There is nothing after AND.")).isHidden();
        page.locator("#main").focus();
        Walk.press(page, "s");
        assertThat(page.getByLabel("Name")).isFocused();
        Walk.press(page, "Dietitians", "Tab", " ", "Tab", " ");
        picture(page, "keep");
        Walk.isAccessible(page);
        Walk.tabTo(page, "Keep it");
        Walk.press(page, "Enter");
        Walk.sees(page, "“Dietitians” is kept");
        page.locator("#main").focus();
        Walk.press(page, "v");
        Walk.sees(page, "Nothing new matched yet");
        Walk.isAccessible(page);

        walk.office.filed("arrivals/dietitian-00.rtf", "MR100901");
        Walk.sees(
                page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("New: "))),
                Walk.WORK_MS);
        Walk.sees(page, "new for saved searches");
        picture(page, "alert");
        Walk.isAccessible(page);
        Walk.press(page, "m");
        Walk.sees(page, "Nothing new");
        Walk.press(page, "m");
        Walk.sees(page, "1 new record");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/documents/.*q=dietitian"));
        page.goBack();
        Walk.sees(page, "Nothing new");
        page.setViewportSize(390, 844);
        picture(page, "alert-390");
        Walk.isAccessible(page);
        walk.isQuiet();
    }
}
