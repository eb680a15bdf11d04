package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The person at the scanner, without a mouse. */
@ExtendWith(Browser.class)
final class IntakeWalkTest {
    private static final String INBOX = "**/api/v1/arrivals?*limit=200*";

    @Test
    void aScanIsTakenInFoundWithTheHitOnThePageAndFiled(Walk walk) {
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        assertThat(page).hasURL(Pattern.compile("/inbox"));

        Walk.choose(page, "u", Office.sample("arrivals/letter-00.png"));
        Locator arrival = page.getByRole(
                AriaRole.OPTION,
                new Page.GetByRoleOptions().setName(Pattern.compile("letter-00\\.png.*(1 to file|Needs a person)")));
        Walk.sees(arrival, Walk.WORK_MS);

        Walk.press(page, "/", "Underhill hyperglycemia", "Enter");
        Walk.sees(page.locator("cr-page-search cr-queue .option"), Walk.WORK_MS);
        Walk.sees(page.locator("cr-page-search .preview rect.hit"), Walk.WORK_MS);
        Walk.press(page, "ArrowDown", "Enter");
        assertThat(page).hasURL(Pattern.compile("/documents/.+q=Underhill"));
        Walk.sees(page.locator("cr-page-document rect.hit"), Walk.WORK_MS);
        assertThat(isOnThePage(page.locator("cr-page-document rect.hit").first()))
                .isTrue();
        Walk.isAccessible(page);

        page.locator("main").focus();
        Walk.press(page, "/", Office.UNDERHILL);
        Walk.sees(page, "By what the pages say");
        Walk.sees(page, "Same: family name, given name, birth date, record number");
        page.locator("cr-patient-picker li[role=option]")
                .getByText("born 6 Aug 1998")
                .waitFor();
        Walk.press(page, "Enter");
        Walk.sees(page, "MRN " + Office.UNDERHILL);
        Walk.press(page, "Consult", "Tab", "03102026", "Control+Enter");
        Walk.sees(page, "Filed in the chart of Underhill");
        Walk.isAccessible(page);

        page.locator("main").focus();
        Walk.press(page, "Control+z");
        Walk.sees(page, "Taken out of the chart again.");
        walk.isQuiet();
    }

    @Test
    void whatIsSearchedForWhileTheInboxIsStillLoadingIsNotForgotten(Walk walk) throws Exception {
        walk.office.arrived("arrivals/letter-00.png", "scan");
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        List<Route> inbox = held(page, INBOX);
        walk.goTo(page, "/inbox");
        page.waitForCondition(() -> !inbox.isEmpty());
        List<Route> search = held(page, "**/cr-page-search*.js");

        Walk.press(page, "/", "Underhill", "Enter");
        page.waitForCondition(() -> !search.isEmpty());
        page.unroute(INBOX);
        inbox.forEach(Route::resume);
        page.locator("cr-page-inbox cr-queue .option").first().waitFor();
        search.forEach(Route::resume);

        page.locator("cr-page-search [role=status]").waitFor();
        assertThat(page).hasURL(Pattern.compile("/search\\?q=Underhill$"));
    }

    /** Calls that get no answer until they are resumed. */
    private static List<Route> held(Page page, String address) {
        List<Route> held = new ArrayList<>();
        page.route(address, held::add);
        return held;
    }

    @Test
    void aLockedFileIsHeldAndAsksForItsPassword(Walk walk) throws Exception {
        String id =
                walk.office.arrived("arrivals/locked-00.pdf", "scan").get("id").asText();
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/documents/" + id);

        Walk.sees(page, "locked with a password");
        Walk.tabTo(page, "Password of the file");
        Walk.press(page, "not the password", "Enter");
        Walk.sees(page, "The file is being read with that password.");
        Walk.sees(page.getByText("Needs a person"), Walk.WORK_MS);
        Walk.sees(page, "locked with a password");
    }

    private static boolean isOnThePage(Locator hit) {
        return (boolean) hit.evaluate("""
                rect => { const page = rect.ownerSVGElement.viewBox.baseVal, b = rect.getBBox();
                  return b.width > 10 && b.height > 5 && b.x >= 0 && b.y >= 0 && b.x + b.width <= page.width && b.y + b.height <= page.height; }
                """);
    }
}
