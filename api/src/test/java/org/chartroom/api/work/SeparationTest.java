package org.chartroom.api.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparationTest {
    /** c content, d doubtful content, u content without text, b blank, s separator, r rejected. */
    private static List<PageResult> pages(String letters) {
        List<PageResult> pages = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            PageEnd end = switch (letter) {
                case 'b' -> PageEnd.BLANK;
                case 's' -> PageEnd.SEPARATOR;
                case 'r' -> PageEnd.REJECTED;
                default -> PageEnd.CONTENT;
            };
            boolean problem = letter == 'r' || letter == 'u';
            pages.add(new PageResult(
                    pages.size() + 1,
                    end,
                    "",
                    0.5,
                    letter == 'd' ? "faint" : "",
                    problem ? Optional.of(PageProblem.CORRUPT) : Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    0));
        }
        return pages;
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "c, 1",
        "ccc, 1 2 3",
        "cbc, 1 3",
        "csc, 1|3",
        "scc, 2 3",
        "ccs, 1 2",
        "cssc, 1|4",
        "sbs, ''",
        "b, ''",
        "r, ''",
        "crc, 1 3",
        "scbscs, 2|5",
        "bcbsbcb, 2|6"
    })
    void separatorsCutAndBlanksFallOut(String letters, String expected) {
        assertThat(Separation.documents(pages(letters)).stream()
                        .map(document -> document.stream()
                                .map(page -> Integer.toString(page.sourcePage()))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("|")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "c, READ, ''",
        "cb, READ, ''",
        "cd, NEEDS_PERSON, Page 2: faint",
        "cu, NEEDS_PERSON, Page 2: the page is damaged",
        "cr, NEEDS_PERSON, Page 2: the page is damaged",
        "dcr, NEEDS_PERSON, Page 3: the page is damaged (and 1 more)",
        "rr, QUARANTINED, None of its 2 pages could be taken. Page 1: the page is damaged",
        "br, QUARANTINED, None of its 2 pages could be taken. Page 2: the page is damaged",
        "bsb, NEEDS_PERSON, All of its 3 pages are blank or separator sheets",
        "'', NEEDS_PERSON, The file has no pages"
    })
    void noDocumentIsSilentlyNothing(String letters, Stage stage, String reason) {
        List<PageResult> all = pages(letters);
        List<List<PageResult>> documents = Separation.documents(all);
        List<PageResult> rejected =
                all.stream().filter(page -> page.end() == PageEnd.REJECTED).toList();
        Verdict verdict = documents.isEmpty()
                ? Verdict.ofNothing(all, false)
                : Verdict.ofPages(documents.getFirst(), rejected, false);
        assertThat(verdict).isEqualTo(new Verdict(stage, reason));
    }
}
