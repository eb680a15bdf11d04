package org.chartroom.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A morning at the filing desk, without a mouse. */
@ExtendWith(Browser.class)
final class FilingDeskWalkTest {
    private static final Path PICTURES = Path.of(System.getProperty("chartroom.pictures", ""));

    /** What a person takes for at once, ms. */
    private static final double AT_ONCE = 1_000;

    private static final double FILED = 2_000;

    @TempDir
    Path folder;

    private static void picture(Page page, String name) {
        if (!PICTURES.toString().isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }
    }

    /** Takes in a paper that cannot wait: it stands before what other walks left in the queue. Its id. */
    private String paper(Walk walk, String name, String... lines) throws Exception {
        return paper(walk, Priority.STAT, name, lines);
    }

    private String paper(Walk walk, Priority priority, String name, String... lines) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".txt"), String.join("\n", lines) + "\n");
        return walk.office
                .arrived(file.toString(), "scan&priority=" + priority)
                .get("id")
                .asText();
    }

    /** How long something took on the page each time, ms. */
    private static List<Double> spans(Page page, String what) {
        return ((List<?>) page.evaluate(
                        "what => performance.getEntriesByName('chartroom.' + what).map(e => e.duration)", what))
                .stream().map(span -> ((Number) span).doubleValue()).toList();
    }

    /** Leaves the times of the walk beside its pictures. */
    private static void noteTimes(Page page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "walks"));
        StringBuilder lines = new StringBuilder();
        for (String what : List.of("queue", "filed", "next", "file-and-next")) {
            lines.append(what);
            spans(page, what).forEach(span -> lines.append(String.format(Locale.ROOT, " %.0f", span)));
            lines.append(" ms\n");
        }
        Files.writeString(folder.resolve("filing-times.txt"), lines);
    }

    /** Waits until this paper is the one that is decided on, with what its pages say. */
    private static void decides(Page page, String name) {
        page.locator("cr-page-filing #decision h2").getByText(name).waitFor();
        page.locator("cr-page-filing #type").waitFor();
    }

    @Test
    void papersAreFiledCalledAboutSentAwayAndLookedAtTwice(Walk walk) throws Exception {
        paper(
                walk,
                "desk-lab",
                "LABORATORY REPORT",
                "Patient: Underhill, Eleanor",
                "DOB: 08/06/1998  MRN: " + Office.UNDERHILL,
                "Date of Service: 02/03/2026");
        paper(
                walk,
                "desk-consult",
                "CONSULTATION REPORT",
                "Patient: Baptiste, Jules",
                "DOB: 11/30/1978  MRN: MR100901",
                "Date of Service: 02/04/2026");
        paper(walk, "desk-stray", "Harbour Dental", "Re: your fax of Monday");
        paper(walk, "desk-question", "Results as discussed", "Please add to the file");
        String two = paper(
                walk,
                "desk-two",
                "Patient: Underhill, Eleanor  DOB: 08/06/1998  MRN: " + Office.UNDERHILL,
                "Also for MRN: MR100901");
        Page page = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        Walk.press(page, "g", "f");
        assertThat(page).hasURL(Pattern.compile("/filing"));
        decides(page, "desk-lab");
        Walk.sees(page, "Same: family name, given name, birth date, record number");
        Walk.sees(page.locator("cr-page-viewer rect.id"), 15_000);
        Walk.isAccessible(page);
        picture(page, "filing");

        Walk.press(page, "1", "Enter");
        Walk.sees(page, "Filed in the chart of Underhill, Eleanor");
        decides(page, "desk-consult");
        Walk.sees(page, "Nearly: birth date.");
        Walk.sees(page.locator("cr-patient-cards q").getByText("11/30/1978"), 15_000);
        Walk.press(page, "1", "t", "Consult", "Escape", "d", "02052026", "Enter");
        Walk.sees(page, "Filed in the chart of Baptiste, Jules");
        decides(page, "desk-stray");
        page.locator("main").focus();
        Walk.press(page, "u");
        decides(page, "desk-consult");
        Walk.press(page, "1", "Enter");
        decides(page, "desk-stray");

        Walk.press(page, "m");
        Walk.sees(page, "leaves the queue");
        Walk.isAccessible(page);
        picture(page, "filing-not-ours");
        page.keyboard().press("Control+a");
        Walk.press(page, "Harbour Dental", "Enter");
        decides(page, "desk-question");
        Walk.press(page, "c");
        page.keyboard().press("Control+a");
        Walk.press(page, "Dr. Fernhollow", "Tab", "555-0142", "Enter");
        decides(page, "desk-two");
        picture(page, "filing-danger");

        Walk.press(page, "1", "t", "Consult", "Escape", "d", "02062026", "Enter");
        Walk.sees(page, "I have looked at the pages");
        Walk.isAccessible(page);
        Walk.press(page, " ");
        assertThat(page.getByLabel("I have looked at the pages")).isChecked();
        Walk.tabTo(page, "File it all the same");
        Walk.press(page, "Enter");
        Walk.sees(page.getByText(Pattern.compile("Second look \\(\\d+\\)")), 15_000);

        assertThat(spans(page, "file-and-next")).hasSizeGreaterThan(2).allMatch(span -> span < FILED);
        // A busy machine is slow now and then; what was read ahead is there at once all the same.
        assertThat(spans(page, "next")).anyMatch(span -> span < AT_ONCE);
        noteTimes(page);

        walk.goTo(page, "/filing?view=second-look&document=" + two);
        Walk.sees(page, "The filing is your own");
        Walk.isAccessible(page);
        Page clerk = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.DARK);
        walk.goTo(clerk, "/filing?view=second-look&document=" + two);
        Walk.sees(clerk, "It was filed though a danger was named");
        Walk.isAccessible(clerk);
        picture(clerk, "filing-second-look");
        Walk.press(clerk, "y");
        Walk.sees(clerk, "Confirmed.");
        walk.goTo(clerk, "/filing?view=misdirected");
        Walk.sees(clerk, "was not told yet");
        Walk.isAccessible(clerk);
        Walk.press(clerk, "b");
        Walk.sees(clerk, "Back in the queue.");
        walk.isQuiet();
    }

    @Test
    void twoPeopleOnOnePaperSeeEachOtherAndOneTakesItOverKnowingly(Walk walk) throws Exception {
        String id = paper(walk, Priority.ROUTINE, "desk-wanted", "A letter that two people want");
        Page first = walk.signedIn(Role.INTAKE, Walk.Look.DESK);
        walk.goTo(first, "/filing?document=" + id);
        decides(first, "desk-wanted");
        Page second = walk.signedIn(Role.RECORDS_CLERK, Walk.Look.PHONE);
        walk.goTo(second, "/filing?document=" + id);
        Walk.sees(second, Office.name(Role.INTAKE) + " has it open");
        Walk.isAccessible(second);
        picture(second, "filing-phone");
        Walk.press(second, "o");
        Walk.sees(second, "If you take it over");
        Walk.tabTo(second, "Take it over");
        Walk.press(second, "Enter");
        Walk.sees(first, Office.name(Role.RECORDS_CLERK) + " has it open");
        walk.isQuiet();
    }
}
