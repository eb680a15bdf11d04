package org.chartroom.index.matching;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers, addresses and dates in the one form in which they are compared. */
final class Normal {
    private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
    private static final Pattern NO_SIGN = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final int NATIONAL_DIGITS = 10;
    private static final int LEAST_DIGITS = 7;
    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    /** The abbreviations of USPS Publication 28, appendices B and C, that occur in most addresses. */
    private static final Map<String, String> ADDRESS_WORDS = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("av", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("boulevard", "blvd"),
            Map.entry("circle", "cir"),
            Map.entry("terrace", "ter"),
            Map.entry("highway", "hwy"),
            Map.entry("parkway", "pkwy"),
            Map.entry("square", "sq"),
            Map.entry("apartment", "apt"),
            Map.entry("unit", "apt"),
            Map.entry("suite", "ste"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"));

    private Normal() {}

    /** The digits of a telephone number without the country's 1; empty when too few to be one. */
    static Optional<String> phone(String written) {
        String digits = NO_DIGIT.matcher(written).replaceAll("");
        if (digits.length() == NATIONAL_DIGITS + 1 && digits.startsWith("1")) {
            digits = digits.substring(1);
        }
        // Numbers of one digit repeated are typed where a form insists on one.
        return digits.length() < LEAST_DIGITS || digits.chars().distinct().count() == 1
                ? Optional.empty()
                : Optional.of(digits);
    }

    /**
     * Letters and digits of a number of a record or a payer, upper case. Letters behind its first digit that readers take for digits,
     * and the digits they stand for, are one.
     */
    static Optional<String> number(String written) {
        StringBuilder plain =
                new StringBuilder(NO_SIGN.matcher(written).replaceAll("").toUpperCase(Locale.ROOT));
        boolean behindDigit = false;
        for (int i = 0; i < plain.length(); i++) {
            char sign = plain.charAt(i);
            if (behindDigit) {
                plain.setCharAt(
                        i,
                        switch (sign) {
                            case 'O', 'Q' -> '0';
                            case 'I', 'L' -> '1';
                            case 'S' -> '5';
                            case 'B' -> '8';
                            default -> sign;
                        });
            }
            behindDigit |= Character.isDigit(sign);
        }
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain.toString());
    }

    /** An address in lower case, its usual words abbreviated. */
    static Optional<String> address(String written) {
        String plain = Arrays.stream(NO_SIGN.split(written.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .map(word -> ADDRESS_WORDS.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
    }

    /**
     * A date of birth that somebody knew. January 1st is what is typed where a form insists on a date, or only the year is known:
     * it tells nobody apart (rule 13 of {@link FilingRules}).
     */
    static Optional<LocalDate> birthDate(Optional<LocalDate> said) {
        return said.filter(date -> !MonthDay.from(date).equals(NEW_YEAR));
    }
}
