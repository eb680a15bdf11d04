package org.chartroom.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.transcribe.format.NumberWords;

/** The words of a dictation that must not be misheard: numbers, negations and sides, in their order. */
final class CriticalWords {
    private static final Set<String> OTHERS = Set.of(
            "no",
            "not",
            "never",
            "without",
            "denies",
            "negative",
            "positive",
            "left",
            "right",
            "oh",
            "point",
            "half",
            "milligrams",
            "micrograms",
            "units");

    private CriticalWords() {}

    static List<String> of(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9']+"))
                .filter(word -> OTHERS.contains(word)
                        || NumberWords.isNumberWord(word)
                        || word.chars().anyMatch(Character::isDigit))
                .toList();
    }
}
