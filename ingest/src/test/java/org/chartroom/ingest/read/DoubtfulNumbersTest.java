package org.chartroom.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a number is looked at again, and when what is seen then counts. */
final class DoubtfulNumbersTest {
    private static final Box PLACE = new Box(10, 20, 90, 21);

    private static Word word(String text, double confidence) {
        return new Word(text, PLACE, confidence, 3);
    }

    @ParameterizedTest(name = "{0} ({1}), then {2} ({3}) → {4}: {5}")
    @CsvSource({
        "MR654411, 0.36, MR654111, 0.86, MR654111, surer and as long",
        "MR654411, 0.36, MR654111, 0.50, MR654411, hardly surer",
        "MR654411, 0.36, MR65411, 0.90, MR654411, a digit would be lost",
        "4.0-11.0, 0.47, A.0-11.0, 0.72, 4.0-11.0, a digit would become a letter",
        "MR654411, 0.94, MR654111, 0.99, MR654411, the first look was sure enough",
        "5:50, 0.91, 5.50, 0.96, 5.50, half the doubt is left",
        "1.50, 0.91, 7.50, 0.93, 1.50, more than half the doubt is left",
        "50), 0.51, 7.50, 0.96, 7.50, surely more than was seen first",
        "750, 0.56, 7.50, 0.96, 7.50, a point was lost",
        "5:50), 0.67, 5.50, 0.96, 5.50, no letter and no digit is lost",
        "750, 0.56, 7.50, 0.85, 750, not sure that it is the same place",
        "L4-5, 0.56, 4-5, 0.96, L4-5, a letter would be lost",
        "Castle, 0.10, Castie, 0.95, Castle, no number",
        "1, 0.10, 7, 0.95, 1, a digit alone is as often a bullet or a rule",
    })
    void theSecondLookCountsWhenItIsSurerAndNoLessOfANumber(
            String first, double doubt, String second, double sure, String kept, String why) {
        List<Word> read = DoubtfulNumbers.readAgain(
                List.of(word(first, doubt)), box -> Optional.of(new Word(second, new Box(0, 0, 5, 5), sure, 0)));
        assertThat(read).as(why).singleElement().satisfies(word -> {
            assertThat(word.text()).isEqualTo(kept);
            assertThat(word.box()).isEqualTo(PLACE);
            assertThat(word.line()).isEqualTo(3);
        });
    }

    @Test
    void whereNothingIsSeenTheSecondTimeTheFirstReadingStays() {
        assertThat(DoubtfulNumbers.readAgain(List.of(word("12345", 0.2)), box -> Optional.empty()))
                .containsExactly(word("12345", 0.2));
    }

    @Test
    void aPageFullOfDoubtIsNotLookedAtWordByWord() {
        List<Box> looks = new ArrayList<>();
        List<Word> words = Collections.nCopies(31, word("12345", 0.2));
        assertThat(DoubtfulNumbers.readAgain(words, box -> {
                    looks.add(box);
                    return Optional.empty();
                }))
                .isEqualTo(words);
        assertThat(looks).isEmpty();
    }
}
