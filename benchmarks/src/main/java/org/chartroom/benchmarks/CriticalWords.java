package org.chartroom.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The words of a dictation that must not be misheard: numbers, negations and sides, in their order. */
final class CriticalWords {
    private static final Set<String> CRITICAL = Set.of(
            "no",
            "not",
            "never",
            "without",
            "denies",
            "negative",
            "positive",
            "left",
            "right",
            "zero",
            "oh",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "thousand",
            "point",
            "half",
            "milligrams",
            "micrograms",
            "units");

    private CriticalWords() {}

    static List<String> of(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9']+"))
                .filter(word -> CRITICAL.contains(word) || word.chars().anyMatch(Character::isDigit))
                .toList();
    }
}
