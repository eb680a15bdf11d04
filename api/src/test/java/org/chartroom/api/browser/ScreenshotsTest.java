package org.chartroom.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of the README anew, from the samples: {@code ./mvnw -pl api -am test -Dtest=ScreenshotsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dchartroom.screenshots=true}.
 */
@ExtendWith(Browser.class)
@EnabledIfSystemProperty(named = "chartroom.screenshots", matches = "true")
final class ScreenshotsTest {
    private static final Path FOLDER = Path.of(System.getProperty("chartroom.root", "."), "docs", "screenshots");

    @Test
    void thePicturesOfTheReadmeAreTaken(Walk walk) throws Exception {
        Files.createDirectories(FOLDER);
        JsonNode filed = walk.office.filed("arrivals/letter-00.png", Office.UNDERHILL);
        String dictation = walk.office.dictated("dictations/dictation-01.opus", Office.UNDERHILL);
        for (String sample : List.of(
                "arrivals/locked-00.pdf",
                "arrivals/lab-00.pdf",
                "arrivals/card-01.jpg",
                "arrivals/mail-01.eml",
                "arrivals/batch-01.tif",
                "arrivals/fax-00.tif",
                "arrivals/packet-01.pdf")) {
            walk.office.arrived(sample, sample.contains("fax") ? "fax" : "scan");
        }
        Page desk = walk.signedIn(Role.ADMINISTRATOR, Walk.Look.DESK);
        shoot(walk, desk, "/inbox", "inbox");
        shoot(walk, desk, "/documents/" + filed.get("id").asText() + "?q=hyperglycemia", "document");
        shoot(walk, desk, "/search?q=hyperglycemia", "search");
        shoot(walk, desk, "/patients/" + filed.get("patientId").asText(), "chart");
        shoot(walk, desk, "/status", "status");
        String letter =
                walk.office.arrived("arrivals/letter-00.png", "scan").get("id").asText();
        shoot(walk, desk, "/filing?document=" + letter, "filing");
        String packet =
                walk.office.arrived("arrivals/packet-02.pdf", "scan").get("id").asText();
        shoot(walk, desk, "/documents/" + packet + "/pages", "pages");
        Page doctor = walk.signedIn(Role.CLINICIAN, Walk.Look.DARK);
        shoot(walk, doctor, "/dictations/" + dictation, "editor-dark");
        shoot(walk, walk.signedIn(Role.CLINICIAN, Walk.Look.DESK), "/dictations/record", "record");
        Page phone = walk.signedIn(Role.INTAKE, Walk.Look.PHONE);
        shoot(walk, phone, "/inbox", "inbox-phone");
    }

    private static void shoot(Walk walk, Page page, String path, String name) throws IOException {
        walk.goTo(page, path);
        if (path.contains("q=")) {
            Walk.sees(page.locator("rect.hit"), Walk.WORK_MS);
        }
        if (path.startsWith("/filing")) {
            Walk.sees(page.locator("cr-page-filing #type"), Walk.WORK_MS);
        }
        page.waitForTimeout(1_500);
        Path picture = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        assertThat(Files.size(picture)).isPositive();
    }
}
