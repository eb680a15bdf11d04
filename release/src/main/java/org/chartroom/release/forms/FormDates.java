package org.chartroom.release.forms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.release.Expiry;

/** Days as people write them on forms: month first, as in the United States, or the year first. */
final class FormDates {
    private static final Pattern NUMBERS =
            Pattern.compile("\\b(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{4}|\\d{2})\\b");
    private static final Pattern YEAR_FIRST = Pattern.compile("\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b");
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b([a-z]{3})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b");
    private static final Pattern WITHOUT_END =
            Pattern.compile("(?i)^(none|never|no expiration.*|end of (the )?(research )?(study|treatment).*)$");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Two figures of a year up to here are of this century. */
    private static final int THIS_CENTURY = 60;

    private FormDates() {}

    /** The first day that stands in a text. */
    static Optional<LocalDate> first(String text) {
        String read = digits(text);
        Matcher year = YEAR_FIRST.matcher(read);
        if (year.find()) {
            return day(number(year, 1), number(year, 2), number(year, 3));
        }
        Matcher numbers = NUMBERS.matcher(read);
        if (numbers.find()) {
            int written = number(numbers, 3);
            int whole = numbers.group(3).length() == 4 ? written : written + (written <= THIS_CENTURY ? 2000 : 1900);
            return day(whole, number(numbers, 1), number(numbers, 2));
        }
        Matcher named = NAMED.matcher(read);
        if (named.find()) {
            int month = MONTHS.indexOf(named.group(1).toLowerCase(Locale.ROOT)) + 1;
            return month == 0 ? Optional.empty() : day(number(named, 3), month, number(named, 2));
        }
        return Optional.empty();
    }

    /** When a form ends, by what was filled in. */
    static Expiry expiry(String text) {
        String said = text.strip();
        if (said.isEmpty()) {
            return new Expiry.NotSaid();
        }
        Optional<LocalDate> day = first(said);
        if (day.isPresent()) {
            return new Expiry.OnDate(day.get());
        }
        return WITHOUT_END.matcher(said).matches() ? new Expiry.WithoutEnd(said) : new Expiry.OnEvent(said, false);
    }

    /** With the letters that readers take for figures between figures put right. */
    private static String digits(String text) {
        return text.replaceAll("(?<![A-Za-z])[oO](?=[0-9])|(?<=[0-9/.-])[oO](?=[0-9/. -]|$)", "0")
                .replaceAll("(?<![A-Za-z])[lI](?=[0-9])|(?<=[0-9/.-])[lI](?=[0-9/. -]|$)", "1");
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            return year < 1900 || year > 2199 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
