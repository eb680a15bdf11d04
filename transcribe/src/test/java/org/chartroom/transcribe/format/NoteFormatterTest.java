package org.chartroom.transcribe.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteFormatterTest {
    private static final NoteFormatter FORMATTER = NoteFormatter.english();

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void writesWhatIsSpoken(String spoken, String written) {
        assertThat(format(spoken).text()).isEqualTo(written);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("rows")
    void leavesWrittenTextAlone(String spoken, String written) {
        assertThat(format(written).text()).isEqualTo(String.join(" ", written.split("\\s+")));
        assertThat(format(written).edits()).isEmpty();
    }

    @Test
    void everyEditNamesItsRuleAndItsWords() {
        FormattedNote note = format("give five milligrams period");
        assertThat(note.edits())
                .containsExactly(
                        new TextEdit("give", "Give", "case.sentence", 0, 0),
                        new TextEdit("five milligrams", "5 mg", "number.dose", 1, 2),
                        new TextEdit("period", ".", "punctuation.period", 3, 3));
    }

    @Test
    void leavingOneEditOutUndoesIt() {
        List<String> words = List.of("give five milligrams period".split(" "));
        List<TextEdit> edits = new ArrayList<>(FORMATTER.formatWords(words).edits());
        edits.remove(1);
        assertThat(SpokenText.render(words, edits)).isEqualTo("Give five milligrams.");
    }

    @Test
    void sectionsCarryTheirCodesAndTheTextBeforeTheFirstHasNoTitle() {
        FormattedNote note = format("dictated by phone period chief complaint cough period plan colon rest period");
        assertThat(note.sections())
                .containsExactly(
                        new NoteSection("", "", "Dictated by phone."),
                        new NoteSection("Chief Complaint", "10154-3", "Cough."),
                        new NoteSection("Plan", "18776-5", "Rest."));
    }

    @Test
    void nothingSpokenIsNothingWritten() {
        FormattedNote note = FORMATTER.formatWords(List.of());
        assertThat(note.text()).isEmpty();
        assertThat(note.edits()).isEmpty();
        assertThat(note.sections()).isEmpty();
    }

    @Test
    void theTableIsLargeAndHasNoRowTwice() throws IOException {
        List<Object> spoken = rows().map(row -> row.get()[0]).toList();
        assertThat(spoken).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void linesOfAWrittenNoteAreLeftAloneEachByItself(String spoken, String written) {
        for (String line : written.split("\n")) {
            if (!line.isBlank()) {
                assertThat(format(line).text()).isEqualTo(line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two four six eight",
                "one twenty milligram tablet",
                "blood pressure eighty over one twenty",
                "one to two hundred milligrams",
                "medical record number twelve thirty four",
                "give m s o four now",
                "d c the drip",
                "zolpidem at h s",
                "at one point two nurses were present"
            })
    void whatHasTwoReadingsStaysAsSpokenAndIsNamed(String spoken) {
        FormattedNote note = format(spoken);
        assertThat(note.ambiguities()).hasSize(1);
        Ambiguity unclear = note.ambiguities().getFirst();
        assertThat(note.text()).containsIgnoringCase(unclear.words());
        assertThat(unclear.words())
                .isEqualTo(String.join(" ", note.words().subList(unclear.firstWord(), unclear.lastWord() + 1)));
        assertThat(unclear.reason()).endsWith(".");
    }

    @Test
    void whatIsClearIsNotNamedUnclear() throws IOException {
        List<String> named = rows().map(row -> (String) row.get()[0])
                .filter(spoken -> !format(spoken).ambiguities().isEmpty())
                .toList();
        assertThat(named).hasSizeLessThan(20);
    }

    @Test
    void aLongPauseBeforeANewSentenceEndsTheOneBefore() {
        List<SpokenWord> words = List.of(
                new SpokenWord("lungs", 0, 0.4, 1),
                new SpokenWord("clear", 0.5, 0.9, 1),
                new SpokenWord("the", 2.0, 2.1, 1),
                new SpokenWord("patient", 2.2, 2.6, 1),
                new SpokenWord("of", 2.7, 2.8, 1),
                new SpokenWord("the", 4.0, 4.1, 1),
                new SpokenWord("clinic", 4.2, 4.6, 1));
        assertThat(FORMATTER.format(words).text()).isEqualTo("Lungs clear. The patient of the clinic.");
    }

    @Property(tries = 2000)
    void whatWasFormattedIsNotFormattedAgain(@ForAll("utterances") List<String> words) {
        String written = FORMATTER.formatWords(words).text();
        if (!written.isBlank()) {
            List<String> again = List.of(written.strip().split("\\s+"));
            assertThat(FORMATTER.formatWords(again).edits()).isEmpty();
        }
    }

    @Property(tries = 2000)
    void undoingAllEditsGivesTheSpokenWordsBack(@ForAll("utterances") List<String> words) {
        FormattedNote note = FORMATTER.formatWords(words);
        List<String> back = new ArrayList<>();
        int next = 0;
        for (TextEdit edit : note.edits()) {
            assertThat(edit.firstWord()).isGreaterThanOrEqualTo(next);
            back.addAll(words.subList(next, edit.firstWord()));
            back.addAll(List.of(edit.from().split(" ")));
            next = edit.lastWord() + 1;
        }
        back.addAll(words.subList(next, words.size()));
        assertThat(back).isEqualTo(words);
        assertThat(SpokenText.render(words, note.edits())).isEqualTo(note.text());
        assertThat(SpokenText.render(words, List.of())).isEqualTo(String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> utterances() {
        return Arbitraries.of(
                        "one",
                        "two",
                        "nine",
                        "ten",
                        "twelve",
                        "twenty",
                        "eighty",
                        "hundred",
                        "thousand",
                        "million",
                        "oh",
                        "zero",
                        "point",
                        "and",
                        "a",
                        "half",
                        "over",
                        "slash",
                        "out",
                        "of",
                        "to",
                        "milligrams",
                        "per",
                        "kilogram",
                        "percent",
                        "tablets",
                        "days",
                        "year",
                        "old",
                        "first",
                        "third",
                        "twentieth",
                        "january",
                        "may",
                        "monday",
                        "p",
                        "m",
                        "period",
                        "comma",
                        "colon",
                        "new",
                        "line",
                        "paragraph",
                        "next",
                        "section",
                        "plan",
                        "assessment",
                        "chief",
                        "complaint",
                        "scratch",
                        "that",
                        "open",
                        "close",
                        "paren",
                        "blood",
                        "pressure",
                        "pulse",
                        "numeral",
                        "oriented",
                        "times",
                        "i",
                        "aspirin",
                        "patient",
                        "the",
                        "is",
                        "q",
                        "hours",
                        "l",
                        "c",
                        "grade",
                        "stage",
                        "temperature",
                        "by",
                        "plus",
                        "minus",
                        "fifths",
                        "nineties",
                        "hyphen",
                        "number",
                        "doctor",
                        "smith",
                        "h",
                        "s")
                .list()
                .ofMaxSize(25);
    }

    static Stream<Arguments> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(NoteFormatterTest.class.getResourceAsStream("notes.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> Arguments.of(cells[0], cells[1].replace("\\n", "\n")))
                    .toList()
                    .stream();
        }
    }

    private static FormattedNote format(String spoken) {
        return FORMATTER.formatWords(List.of(spoken.split("\\s+")));
    }
}
