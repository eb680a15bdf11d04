package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The administrator, who wants to know whether everything works, without a mouse. */
@ExtendWith(Browser.class)
final class AdministratorWalkTest {
    @Test
    void theStatusShowsWorkersPlotsWithTheirNumbersAndTheReconciliation(Walk walk) throws Exception {
        walk.office.arrived("arrivals/letter-00.png", "scan");
        Page page = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        Walk.tabTo(page, "Status");
        Walk.press(page, "Enter");
        Walk.sees(page, "worker of the walks");
        Walk.sees(page, "All accounted for");
        Walk.tabTo(page, "Throughput as a table");
        Walk.press(page, "Enter");
        Walk.sees(page, "pages read (per minute)");
        Walk.isAccessible(page);
        Walk.press(page, "2");
        Walk.isAccessible(page);
        walk.isQuiet();
    }

    @Test
    void theReconciliationOfADayLeadsToItsArrivalsAndWhereTheirPagesWent(Walk walk) throws Exception {
        walk.office.arrived("arrivals/letter-00.png", "scan");
        Page page = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        walk.goTo(page, "/status");
        Walk.tabTo(page, "Reconciliation by day and channel");
        Walk.press(page, "Enter");
        Walk.sees(page, "Comes out");
        Walk.press(page, "j", "Enter");
        Walk.sees(page, "Every page that came in is accounted for.");
        Walk.sees(page, "letter-00.png");
        Walk.isAccessible(page);
        walk.isQuiet();
    }

    @Test
    void anAccountIsMadeAndSwitchedOff(Walk walk) {
        Page page = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        String login = "temp" + System.nanoTime() % 1_000_000;
        walk.goTo(page, "/admin");
        Walk.press(page, "n");
        Walk.press(page, "Tessa Temp", "Tab", login, "Tab", "a long enough password", "Tab");
        Walk.press(page, "Tab", " ");
        Walk.isAccessible(page);
        Walk.tabTo(page, "Add the user");
        Walk.press(page, "Enter");
        Walk.sees(page, "Tessa Temp can sign in as " + login);
        assertThat(page.getByText(login).first()).isVisible();
    }
}
