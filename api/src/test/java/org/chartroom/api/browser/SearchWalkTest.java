package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the search offers beside its results, without a mouse. */
@ExtendWith(Browser.class)
final class SearchWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    @Test
    void aBrandFindsTheDrugASpellingIsOfferedAndTheAnswerComesByPatient(Walk walk) throws Exception {
        walk.office.filed("arrivals/message-00.txt", Office.UNDERHILL);
        Page page = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DESK);
        Walk.press(page, "/", "zestril refill", "Enter");
        Walk.sees(
                page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Underhill"))),
                Walk.WORK_MS);
        Walk.sees(page, "Also looked for lisinopril");
        Walk.isAccessible(page);
        picture(page, "also");
        Walk.tabTo(page, "Only as typed");
        Walk.press(page, "Enter");
        Walk.sees(page, "Nothing found yet");

        Walk.press(page, "/", "lisinoprl", "Enter");
        Walk.sees(page, "Did you mean");
        picture(page, "mean");
        Walk.tabTo(page, "lisinopril");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("q=lisinopril$"));
        Walk.tabTo(page, "By patient");
        Walk.press(page, "Enter");
        Walk.sees(
                page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("1 document"))),
                Walk.WORK_MS);
        Walk.isAccessible(page);
        picture(page, "by-patient");
        Walk.press(page, "/", "ArrowDown", "Enter");
        assertThat(page).hasURL(Pattern.compile("patient="));

        Walk.press(page, "/", "underh");
        Walk.sees(page, "Nothing found yet");
        page.getByLabel("How it could go on").waitFor();
        Walk.tabTo(page, "Underhill, Eleanor");
        Locator filters = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Filters"));
        assertThat(filters).containsText("Underhill, Eleanor");
        picture(page, "goes-on");
        page.setViewportSize(390, 844);
        Walk.isAccessible(page);
        picture(page, "goes-on-390");
        page.setViewportSize(1440, 900);
        walk.goTo(page, "/search?q=nothing&patient=" + patientOf(page));
        Walk.sees(page, "Nothing found yet");
        assertThat(filters).containsText("Underhill, Eleanor");

        // Faster than the page is shown anew.
        walk.goTo(page, "/search?q=lisinoprl");
        Walk.sees(page, "Did you mean");
        page.evaluate("() => { const all = (root) => [...root.querySelectorAll('*')]"
                + ".flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);"
                + " const named = (tag, name) => all(document).find((e) => e.matches(tag) && e.textContent.trim() === name);"
                + " const patients = named('button', 'By patient');"
                + " named('a', 'lisinopril').click(); patients.click(); }");
        assertThat(page).hasURL(Pattern.compile("q=lisinopril&by=patient$"));
        walk.isQuiet();
    }

    private static String patientOf(Page page) {
        Matcher patient = Pattern.compile("patient=([^&]+)").matcher(page.url());
        if (!patient.find()) {
            throw new AssertionError("no patient in " + page.url());
        }
        return patient.group(1);
    }
}
