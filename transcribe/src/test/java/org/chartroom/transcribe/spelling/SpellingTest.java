package org.chartroom.transcribe.spelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.chartroom.transcribe.format.NoteFormatter;
import org.chartroom.transcribe.safety.SafetyLinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that no dictionary has are found, in the time between two keys. */
class SpellingTest {
    private static final Set<String> OWN = Set.of("lisinopril");

    @TempDir
    Path empty;

    private static Path small() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(SpellingTest.class.getResource("en_US.dic"))
                .toURI());
        return Objects.requireNonNull(file.getParent());
    }

    @Test
    void aWordThatNoDictionaryHasIsFoundWithWhatMayBeMeant() throws Exception {
        Spelling spelling = Spelling.open(List.of(empty, small()), OWN).orElseThrow();
        String text = "The patients recieved lisinopril 10mg tablets BID, Baptiste's knee-tablet is swollen.";
        List<Spelling.Unknown> unknown = spelling.unknownIn(text, Set.of("baptiste"));
        assertThat(unknown).extracting(Spelling.Unknown::word).containsExactly("recieved");
        assertThat(text.substring(unknown.getFirst().start(), unknown.getFirst().end()))
                .isEqualTo("recieved");
        assertThat(spelling.suggestionsAtHand("recieved")).isEmpty();
        assertThat(spelling.suggestions("recieved")).first().isEqualTo("received");
        assertThat(spelling.suggestionsAtHand("recieved")).isPresent();
        assertThat(spelling.dictionaries()).containsExactly("en_US");
    }

    @Test
    void aMedicalListAddsItsWords() throws Exception {
        Files.writeString(empty.resolve("en_med_glut.dic"), "2\n    a remark\n\nhydralazine\ncholedocholithiasis\n");
        Spelling spelling = Spelling.open(List.of(empty, small()), OWN).orElseThrow();
        assertThat(spelling.unknownIn("the choledocholithiasis remark", Set.of()))
                .extracting(Spelling.Unknown::word)
                .containsExactly("remark");
        assertThat(spelling.dictionaries()).containsExactly("en_US", "en_med_glut");
    }

    @Test
    void whereThereIsNoDictionaryThereIsNoSpelling() throws IOException {
        assertThat(Spelling.open(List.of(empty), OWN)).isEmpty();
    }

    @Test
    void aNoteOfAThousandWordsIsCheckedWithinAFewKeystrokes() throws IOException {
        assumeTrue(
                Files.isReadable(Spelling.OF_THE_SYSTEM.resolve("en_US.dic")),
                "no Hunspell dictionary on this machine; Debian: apt-get install hunspell-en-us");
        Spelling spelling = Spelling.open(List.of(Spelling.OF_THE_SYSTEM), NoteFormatter.writtenWords())
                .orElseThrow();
        SafetyLinter linter = SafetyLinter.english();
        String sentence =
                "The patient was seen for hypertension and takes lisinopril 10 mg daily with water in the morning"
                        + " before brekfast and reports no dizziness or cough. ";
        String note = sentence.repeat(43);
        assertThat(note.split(" ").length).isGreaterThan(1_000);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 30; i++) {
            long from = System.nanoTime();
            linter.check(note);
            assertThat(spelling.unknownIn(note, Set.of()))
                    .extracting(Spelling.Unknown::word)
                    .contains("brekfast");
            best = Math.min(best, System.nanoTime() - from);
        }
        assertThat(best / 1_000_000.0).as("ms for 1,000 words").isLessThan(50);
    }
}
