package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Intake, who says where the paper lies and scans it again when somebody asks, without a mouse. */
@ExtendWith(Browser.class)
final class PaperWalkTest {
    @Test
    void thePaperOfAnArrivalIsLoggedAndScannedAgainWhenAskedFor(Walk walk) throws Exception {
        JsonNode document = walk.office.arrived("arrivals/lab-02.pdf", "scan");
        String id = document.get("id").asText();
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(page, "/inbox/" + document.get("arrivalId").asText());
        Walk.sees(page, "Log where the paper lies…");
        Walk.tabTo(page, "Log where the paper lies…");
        Walk.press(page, "Enter");
        assertThat(page.locator("cr-paper-place #place")).isFocused();
        Walk.isAccessible(page);
        Walk.press(page, "Box 12", "Enter");
        Walk.sees(page, "The paper lies in Box 12.");
        Walk.sees(page, "may be shredded from");
        Walk.isAccessible(page);

        walk.goTo(page, "/documents/" + id);
        page.locator("cr-page-document cr-page-viewer").waitFor();
        Walk.press(page, "s");
        Walk.sees(page, "What is here stays as it is.");
        Walk.isAccessible(page);
        Walk.tabTo(page, "What is wrong");
        Walk.press(page, "cut off on the right", "Enter");
        Walk.sees(page, "Intake is asked to scan");

        walk.office.arrived("arrivals/lab-03.pdf", "scan");
        walk.goTo(page, "/paper");
        Walk.sees(page, "cut off on the right");
        Walk.sees(page, "Box 12");
        Walk.press(page, "j");
        Walk.isAccessible(page);
        Walk.press(page, "c");
        Walk.sees(page, "What answers it");
        assertThat(page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^lab-03"))))
                .isChecked();
        Walk.isAccessible(page);
        Walk.tabTo(page, "Note (why");
        Walk.press(page, "Enter");
        Walk.sees(page, "Closed: it was scanned again.");
        Walk.sees(page, "Nothing is to be scanned again");

        Page phone = walk.signedIn(Role.INTAKE, Walk.Look.PHONE);
        walk.goTo(phone, "/paper?show=kept");
        Walk.sees(phone, "Box 12");
        Walk.isAccessible(phone);
    }
}
