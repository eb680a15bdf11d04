package org.chartroom.index.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A diagnosis is found by what people call it. */
final class TermIndexTest {
    @TempDir
    static Path folder;

    static TermIndex common;

    @BeforeAll
    static void open() {
        common = TermIndex.of(List.of());
    }

    @AfterAll
    static void close() {
        common.close();
    }

    @ParameterizedTest
    @CsvSource({
        "heart attack, I21.9",
        "prior heart attack, I25.2",
        "high blood pressure, I10",
        "htn, I10",
        "diabetes type 2, E11.9",
        "type two diabetes with neuropathy, E11.40",
        "afib, I48.91",
        "copd, J44.9",
        "gallstones, K80.20",
        "hypothyr, E03.9",
        "carpal tunnel left, G56.02",
        "right knee pain, M25.561",
        "shingles, B02.9",
        "e119, E11.9",
        "E11.9, E11.9",
        "uti, N39.0",
        "stroke, I63.9",
        "kidney stone, N20.0"
    })
    void isAmongTheFirstThree(String words, String code) {
        assertThat(common.find(words, 3)).extracting(hit -> hit.term().code()).contains(code);
    }

    @Test
    void isSaidInPlainWordsWithWhatIsNearIt() {
        TermIndex.Hit hit = common.find("heart attack", 1).getFirst();
        assertThat(hit.meant()).isEqualTo("myocardial infarction");
        assertThat(hit.meaning()).contains("coronary artery");
        assertThat(hit.near()).extracting(Term::code).contains("I21.4");
    }

    @Test
    void isNotMadeUp() {
        assertThat(common.find("zzyzx", 5)).isEmpty();
        assertThat(common.find("", 5)).isEmpty();
        assertThat(common.find("( ) AND [ * \" :", 5)).isEmpty();
    }

    @Test
    void comesFromTheWholeClassificationWhereItIsThereWithCodesToUseFirst() throws IOException {
        Path file = folder.resolve("order.txt");
        Files.writeString(file, """
            00001 E11     0 Type 2 diabetes mellitus                                     Type 2 diabetes mellitus
            00002 E119    1 Type 2 diabetes mellitus without complications               Type 2 diabetes mellitus without complications
            00003 E1165   1 Type 2 diabetes mellitus with hyperglycemia                  Type 2 diabetes mellitus with hyperglycemia
            00004 S52501A 1 Unsp fracture of the lower end of right radius, init         Unspecified fracture of the lower end of right radius, initial encounter for closed fracture
            """);
        try (TermIndex all = TermIndex.of(TermTables.orderFile(file))) {
            assertThat(all.size()).isEqualTo(4);
            assertThat(all.find("type 2 diabetes mellitus", 5))
                    .extracting(hit -> hit.term().code())
                    .containsExactly("E11.9", "E11.65", "E11");
            assertThat(all.find("fracture radius", 1).getFirst().term().code()).isEqualTo("S52.501A");
        }
    }

    @Test
    void isNotTakenFromAnotherFile() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "no terms here\n");
        assertThatThrownBy(() -> TermTables.orderFile(other)).isInstanceOf(IOException.class);
    }

    @Test
    void hasOneTitleOnTheShortList() {
        Set<String> codes = new HashSet<>();
        for (Term term : TermTables.common()) {
            assertThat(codes.add(term.code())).as(term.code()).isTrue();
            assertThat(term.code()).matches("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?");
        }
    }
}
