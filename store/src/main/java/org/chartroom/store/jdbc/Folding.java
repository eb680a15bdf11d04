package org.chartroom.store.jdbc;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How names are compared when somebody looks for a patient: without case, accents and punctuation. */
final class Folding {
    /** Sorts after every text that goes on with a letter: the end of a range of words with one start. */
    static final String AFTER_EVERY_LETTER = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;-]+");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Folding() {}

    static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return plain.replace("'", "").replace("\u2019", "").strip().toLowerCase(Locale.ROOT);
    }

    /** The words of a name or of what somebody typed, folded; dates and numbers stay whole. */
    static List<String> words(String text) {
        return Arrays.stream(fold(text).split("[\\s,;]+"))
                .flatMap(word -> isoDate(word) != null || hasDigit(word)
                        ? java.util.stream.Stream.of(word)
                        : Arrays.stream(BETWEEN_WORDS.split(word)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The digits of a telephone number without the country's 1, as kept to be found by; empty when it is too short for one. */
    static Optional<String> phone(String written) {
        String digits = NO_DIGIT.matcher(written).replaceAll("");
        if (digits.length() == 11 && digits.startsWith("1")) {
            digits = digits.substring(1);
        }
        return digits.length() < 7 || digits.length() > 15 ? Optional.empty() : Optional.of(digits);
    }

    /** The telephone number that all of what somebody typed may be. */
    static Optional<String> typedPhone(String words) {
        return words.chars().anyMatch(Character::isLetter) || isoDate(words.strip()) != null
                ? Optional.empty()
                : phone(words);
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    /** The date that a word is, in ISO 8601, or null when it is none. */
    static @Nullable String isoDate(String word) {
        if (ISO_DATE.matcher(word).matches()) {
            return word;
        }
        Matcher us = US_DATE.matcher(word);
        if (!us.matches()) {
            return null;
        }
        try {
            return LocalDate.of(
                            Integer.parseInt(us.group(3)), Integer.parseInt(us.group(1)), Integer.parseInt(us.group(2)))
                    .toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
