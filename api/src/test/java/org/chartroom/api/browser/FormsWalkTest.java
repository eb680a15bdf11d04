package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A paper form is marked up, tried and used, without a mouse. */
@ExtendWith(Browser.class)
final class FormsWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    /** A zone by its numbers, left, top, width and height in parts of a hundred. */
    private static void zone(Page page, String name, String field, String... place) {
        Walk.press(page, "Escape");
        page.locator("cr-page-form .zones, cr-page-form h2").first().waitFor();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^New zone")))
                .focus();
        Walk.press(page, "Enter", name);
        Walk.tabTo(page, "Fills the field");
        page.keyboard().type(field);
        for (String label : new String[] {"Left", "Top", "Width", "Height"}) {
            Walk.tabTo(page, label + ", %");
            Walk.press(
                    page,
                    "Control+a",
                    place[label.equals("Left") ? 0 : label.equals("Top") ? 1 : label.equals("Width") ? 2 : 3]);
        }
        Walk.press(page, "Tab");
    }

    @Test
    void aFormIsMarkedUpTriedKeptAndItsValuesConfirmed(Walk walk) throws Exception {
        assumeTrue(Office.canRead(), "no OCR data on this machine; ./chartroom fetch brings it");
        String reference =
                walk.office.arrived("arrivals/packet-00.pdf", "scan").get("id").asText();
        Page page = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        walk.goTo(page, "/admin/forms");
        Walk.sees(page, "No form is marked up yet");
        Walk.isAccessible(page);
        Walk.press(page, "n");
        Walk.sees(page, "Choose the page to mark up");
        Walk.isAccessible(page);
        Walk.tabTo(page, "Mark it up");
        Walk.press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/admin/forms/new\\?document=" + reference));
        Walk.tabTo(page, "Name of the form");
        Walk.press(page, "New patient registration");
        zone(page, "Last name", "Fam", "15.7", "13.6", "42", "2.6");
        zone(page, "Phone", "Phone", "53.4", "19.6", "37.8", "2.6");
        zone(page, "Signature", "Signature", "15.2", "58.6", "42", "3.5");

        Locator first = page.locator("cr-zone-sheet [data-zone='0']");
        first.focus();
        Walk.press(page, "ArrowDown", "Shift+ArrowRight");
        assertThat(first)
                .hasAttribute("aria-label", Pattern.compile("Last name, left 15.7 %, top 13.8 %, 42.2 % wide"));
        Walk.isAccessible(page);
        picture(page, "form-editor");

        Walk.press(page, "t");
        Walk.tabTo(page, "Try it");
        Walk.tabTo(page, "Document to try it on");
        Walk.press(page, "Tab", "Enter");
        Walk.sees(page, "Abernathy");
        Walk.isAccessible(page);
        picture(page, "form-trial");
        Walk.press(page, "Control+Enter");
        Walk.sees(page, "is kept as version 1");
        walk.goTo(page, "/admin/forms");
        Walk.sees(page, "New patient registration");
        picture(page, "forms");

        Page desk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DARK);
        walk.goTo(desk, "/documents/" + reference);
        Walk.sees(desk.locator("cr-patient-picker"), 15_000);
        Walk.press(desk, "/");
        desk.keyboard().type(Office.UNDERHILL);
        Walk.sees(desk.locator("cr-patient-picker [role=option]"), 15_000);
        Walk.press(desk, "Enter");
        desk.locator("cr-page-document #tab-form").waitFor();
        desk.locator("cr-page-document #tab-form").focus();
        Walk.press(desk, "Enter");
        Walk.sees(desk, "Differs");
        Walk.tabTo(desk, "Confirm Phone");
        assertThat(desk.locator("cr-page-viewer .hit")).hasCount(1);
        Walk.press(desk, " ");
        Walk.isAccessible(desk);
        picture(desk, "form-values");
        Walk.press(desk, "Control+Enter");
        Walk.sees(desk, "1 value confirmed");

        Page phone = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.PHONE);
        walk.goTo(phone, "/admin/forms");
        Walk.sees(phone, "New patient registration");
        Walk.isAccessible(phone);
        picture(phone, "forms-phone");
        walk.isQuiet();
    }
}
