package org.chartroom.index.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Dates as American offices write them. */
final class SaidDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String DIGIT = "[0-9OoIlSB]";
    private static final Pattern NUMBERS = Pattern.compile("(?<![0-9])(" + DIGIT + "{1,2})\\s?[/.-]\\s?(" + DIGIT
            + "{1,2})\\s?[/.-]\\s?(" + DIGIT + "{4}|" + DIGIT + "{2})(?![0-9])");
    /** A poor copy loses a stroke between them. */
    private static final Pattern RUN_TOGETHER =
            Pattern.compile("(?<![0-9])([01][0-9])[/.-]?([0-3][0-9])[/.-]?((?:19|20)[0-9]{2})(?![0-9])");

    private static final Pattern ISO =
            Pattern.compile("(?<![0-9])([12]" + DIGIT + "{3})-(" + DIGIT + "{2})-(" + DIGIT + "{2})(?![0-9])");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?i)\\b([a-z]{3,9})\\.?\\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\\s+([0-9]{4})\\b");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?i)(?<![0-9])([0-9]{1,2})\\s+([a-z]{3,9})\\.?,?\\s+([0-9]{4})\\b");

    private static final int LEAST_OF_DAMAGED = 7;
    private static final int MOST_OF_DAMAGED = 12;
    private static final int LEAST_DIGITS = 5;
    private static final List<DateTimeFormatter> WRITTEN = Stream.of("MM/dd/yyyy", "M/d/yyyy", "MM/dd/yy")
            .map(form -> DateTimeFormatter.ofPattern(form, Locale.ROOT))
            .toList();
    private static final LevenshteinDistance ONE_SIGN = new LevenshteinDistance(1);

    private SaidDate() {}

    /**
     * A date that was found.
     *
     * @param begin of its first sign in the words
     * @param end behind its last
     */
    record Found(LocalDate date, int begin, int end) {}

    /**
     * The first date in these words.
     *
     * @param latest years of two digits are of the hundred years up to its year
     */
    static Optional<Found> in(String words, LocalDate latest) {
        Matcher iso = ISO.matcher(words);
        if (iso.find()) {
            return found(iso, date(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)), latest));
        }
        Matcher numbers = NUMBERS.matcher(words);
        if (numbers.find()) {
            return found(
                    numbers,
                    date(number(numbers.group(3)), number(numbers.group(1)), number(numbers.group(2)), latest));
        }
        Matcher month = MONTH_FIRST.matcher(words);
        if (month.find()) {
            return found(month, date(number(month.group(3)), month(month.group(1)), number(month.group(2)), latest));
        }
        Matcher day = DAY_FIRST.matcher(words);
        if (day.find()) {
            return found(day, date(number(day.group(3)), month(day.group(2)), number(day.group(1)), latest));
        }
        Matcher together = RUN_TOGETHER.matcher(words);
        return together.find()
                ? found(
                        together,
                        date(number(together.group(3)), number(together.group(1)), number(together.group(2)), latest))
                : Optional.empty();
    }

    /** All dates in these words, however they are written. */
    static Set<LocalDate> all(String words, LocalDate latest) {
        return Stream.of(ISO, NUMBERS, MONTH_FIRST, DAY_FIRST, RUN_TOGETHER)
                .flatMap(way -> way.matcher(words).results())
                .flatMap(one -> in(one.group(), latest).stream())
                .map(Found::date)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A word that was written as a date and of which reading has left none: {@code 06/s08/1943}, {@code 12/16/2O0}. As it stands, with
     * digits where letters look like them.
     */
    static Optional<String> damaged(String word, LocalDate latest) {
        if (word.length() < LEAST_OF_DAMAGED
                || word.length() > MOST_OF_DAMAGED
                || !all(word, latest).isEmpty()) {
            return Optional.empty();
        }
        String digits = digits(word);
        long count = digits.chars().filter(Character::isDigit).count();
        boolean parted = digits.chars()
                        .filter(sign -> sign == '/' || sign == '-' || sign == '.')
                        .count()
                > 0;
        return parted && count >= LEAST_DIGITS ? Optional.of(digits) : Optional.empty();
    }

    /** Whether no more than one sign of this date was lost, mistaken or added in a word that {@link #damaged} gave. */
    static boolean mayBe(String damaged, LocalDate date) {
        String slashes = damaged.replace('-', '/').replace('.', '/');
        return WRITTEN.stream().map(date::format).anyMatch(form -> ONE_SIGN.apply(slashes, form) >= 0);
    }

    /** The date that is all there is in these words. */
    static Optional<Found> only(String words, LocalDate latest) {
        return in(words, latest).filter(found -> found.begin() == 0 && found.end() == words.length());
    }

    private static Optional<Found> found(Matcher matcher, Optional<LocalDate> date) {
        return date.map(each -> new Found(each, matcher.start(), matcher.end()));
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    /** Read with the letters that a poor scan makes of digits. */
    private static int number(String digits) {
        return Integer.parseInt(digits(digits));
    }

    private static String digits(String word) {
        return word.replace('O', '0')
                .replace('o', '0')
                .replace('I', '1')
                .replace('l', '1')
                .replace('S', '5')
                .replace('B', '8');
    }

    private static Optional<LocalDate> date(int year, int month, int day, LocalDate latest) {
        int whole = year;
        if (year < 100) {
            whole = latest.getYear() / 100 * 100 + year;
            whole = whole > latest.getYear() ? whole - 100 : whole;
        }
        try {
            return Optional.of(LocalDate.of(whole, month, day))
                    .filter(date -> date.getYear() > 1880 && !date.isAfter(latest));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
