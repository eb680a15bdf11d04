package org.chartroom.transcribe.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.transcribe.format.NoteFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetyLinterTest {
    private static final SafetyLinter LINTER = SafetyLinter.english();

    @ParameterizedTest(name = "{0}")
    @MethodSource("findings")
    void findsWhatCouldHarm(String text, String rule, String found, String severity, String suggestion, String fix) {
        int start = text.indexOf(found);
        Finding finding = LINTER.check(text).stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not among " + LINTER.check(text)));
        assertThat(finding.found()).isEqualTo(found);
        assertThat(text.substring(finding.start(), finding.end())).isEqualTo(found);
        assertThat(finding.start()).isEqualTo(start);
        assertThat(finding.severity()).isEqualTo(Severity.valueOf(severity));
        assertThat(finding.suggestion()).isEqualTo(suggestion);
        assertThat(finding.autoFix()).isEqualTo(fix.equals("auto"));
        assertThat(finding.reason()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clean")
    void findsNothingInCleanText(String text) {
        assertThat(LINTER.check(text)).isEmpty();
        assertThat(LINTER.fix(text)).isEqualTo(text);
    }

    @Test
    void findsNothingInCleanTextWhenItIsOneNote() throws IOException {
        String note = clean().map(row -> (String) row.get()[0]).collect(Collectors.joining("\n"));
        assertThat(LINTER.check(note)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixed")
    void putsRightOnlyWhatCanMeanOneThing(String draft, String fixed) {
        assertThat(LINTER.fix(draft)).isEqualTo(fixed);
        assertThat(LINTER.fix(fixed)).isEqualTo(fixed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("findings")
    void whatWasPutRightIsNotFoundAgain(
            String text, String rule, String found, String severity, String suggestion, String fix) {
        String fixed = LINTER.fix(text);
        assertThat(LINTER.check(fixed)).noneMatch(Finding::autoFix);
        assertThat(fixed.equals(text)).isEqualTo(LINTER.check(text).stream().noneMatch(Finding::autoFix));
    }

    @Test
    void everyNotationHasAProof() throws IOException {
        Set<String> proven =
                findings().map(row -> (String) row.get()[1]).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = ShippedTable.rows(SafetyLinterTest.class, "notations.tsv").stream()
                .map(row -> row.get(0))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(proven).containsAll(known);
    }

    @Test
    void nothingTheFormatterWritesHasToBePutRight() throws IOException {
        NoteFormatter formatter = NoteFormatter.english();
        List<String> put = rows("/org/chartroom/transcribe/format/notes.tsv")
                .map(row ->
                        formatter.formatWords(List.of(row.get(0).split(" "))).text())
                .filter(text -> LINTER.check(text).stream().anyMatch(Finding::autoFix))
                .toList();
        assertThat(put).isEmpty();
    }

    @Test
    void aTypedEditIsJudgedByTheSentenceAroundItAndAlone() {
        String text = "Aspirin QD. Morphine sulfate was changed to MS 4 mg IV.";
        int typed = text.indexOf("MS 4");
        assertThat(LINTER.checkEdit(text, typed, typed + 2))
                .extracting(Finding::found)
                .containsExactly("MS");
        assertThat(LINTER.checkEdit(text, 0, 7)).isEmpty();
        assertThatThrownBy(() -> LINTER.checkEdit(text, 5, 500)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findingsComeInTheOrderOfTheTextAndDoNotOverlap() {
        List<Finding> found =
                LINTER.check("Lisinopril 10mg QD, heparin 5000U SQ, digoxin .125 mg qhs, knee pain with ____.");
        assertThat(found).hasSizeGreaterThan(6);
        for (int at = 1; at < found.size(); at++) {
            assertThat(found.get(at).start())
                    .isGreaterThanOrEqualTo(found.get(at - 1).end());
        }
    }

    @Test
    void aDoseThatIsWrittenInAnotherUnitIsTheSameDose() {
        assertThat(LINTER.check("Levothyroxine 0.112 mg daily.")).isEmpty();
        assertThat(LINTER.check("Levothyroxine 112 mcg daily.")).isEmpty();
        assertThat(LINTER.check("Amoxicillin 1 g now.")).isEmpty();
        assertThat(LINTER.check("Vancomycin 1 mg IV.")).hasSize(1);
    }

    @Test
    void anEmptyTextHasNoFindings() {
        assertThat(LINTER.check("")).isEmpty();
        assertThat(LINTER.fix("")).isEmpty();
    }

    static Stream<Arguments> findings() throws IOException {
        return rows("findings.tsv").map(row -> Arguments.of(row.toArray()));
    }

    static Stream<Arguments> clean() throws IOException {
        return rows("clean.tsv").map(row -> Arguments.of(row.toArray()));
    }

    static Stream<Arguments> fixed() throws IOException {
        return rows("fixed.tsv").map(row -> Arguments.of(row.toArray()));
    }

    private static Stream<List<String>> rows(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SafetyLinterTest.class.getResourceAsStream(name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList()
                    .stream();
        }
    }
}
