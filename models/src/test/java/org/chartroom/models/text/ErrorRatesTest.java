package org.chartroom.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorRatesTest {
    @Test
    void theSameTextHasNoErrors() {
        ErrorRates rates = ErrorRates.of("Take one tablet", "Take one tablet");

        assertThat(rates.characters()).isZero();
        assertThat(rates.words()).isZero();
        assertThat(rates.found()).isEqualTo(1);
        assertThat(rates.trueWords()).isEqualTo(3);
        assertThat(rates.trueCharacters()).isEqualTo(15);
    }

    @Test
    void countsChangedAddedAndMissingWords() {
        assertThat(ErrorRates.of("a b c d", "a x c d").words()).isEqualTo(0.25);
        assertThat(ErrorRates.of("a b c d", "a b c d e").words()).isEqualTo(0.25);
        assertThat(ErrorRates.of("a b c d", "").words()).isEqualTo(1);
        assertThat(ErrorRates.of("kitten", "sitting").characters()).isEqualTo(3 / 6.0);
    }

    @Test
    void mayExceedOneWhenMuchIsAdded() {
        assertThat(ErrorRates.of("a", "b c d").words()).isEqualTo(3);
    }

    @Test
    void findsWordsInAnyOrderButNotMoreOftenThanRead() {
        assertThat(ErrorRates.of("a b b", "b a").found()).isEqualTo(2 / 3.0);
    }

    @Test
    void comparesWithoutCaseTypographyAndLineBreaks() {
        assertThat(ErrorRates.of(
                        "The \u201cfollow-up\u201d \u2014 next\u00a0week\u2026",
                        "the \"follow-\n up\"\n\n- NEXT week..."))
                .matches(rates -> rates.characters() == 0 && rates.words() == 0);
    }

    @Test
    void anEmptyTruthIsMatchedByNothingOnly() {
        assertThat(ErrorRates.of("", "").words()).isZero();
        assertThat(ErrorRates.of("", "x y").words()).isEqualTo(2);
    }

    @Test
    void punctuationFillersAndPronunciationsDoNotCountInSpeech() {
        ErrorRates same = ErrorRates.ofSpeech(
                "Ask not \u2018what\u2019 your neighbor's country, can do!",
                "<s> ask not what(2) your neighbor's [NOISE] country can do </s>");
        assertThat(same.words()).isZero();
        assertThat(same.trueWords()).isEqualTo(8);
        assertThat(ErrorRates.ofSpeech("one two three", "want to three").words())
                .isEqualTo(2 / 3.0);
    }
}
