package org.chartroom.index.forms;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date as people write it into forms of the United States: month, day, year. */
final class WrittenDate {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})\\D{1,3}(\\d{1,2})\\D{1,3}(\\d{4}|\\d{2})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern EIGHT = Pattern.compile("(\\d{2})(\\d{2})(\\d{4})");
    private static final Pattern WORDS =
            Pattern.compile("(\\p{L}{3,9})\\.?\\s*(\\d{1,2})(?:ST|ND|RD|TH)?,?\\s*(\\d{4})");
    /** Nobody alive was born longer ago. */
    private static final int OLDEST = 120;

    private WrittenDate() {}

    /** @param today the latest day that is not doubtful */
    static Understood of(String words, LocalDate today) {
        List<String> doubts = new ArrayList<>();
        String text = words.strip();
        Matcher named = WORDS.matcher(text.toUpperCase(Locale.ROOT));
        if (named.find()) {
            for (Month month : Month.values()) {
                if (month.name().startsWith(named.group(1))) {
                    return dated(named.group(3), month.getValue(), named.group(2), today, doubts);
                }
            }
        }
        String digits = Digits.read(text);
        if (!digits.equals(text)) {
            doubts.add("letters were read as digits");
        }
        Matcher iso = ISO.matcher(digits);
        if (iso.find()) {
            return dated(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3), today, doubts);
        }
        Matcher numbers = NUMBERS.matcher(digits);
        if (!numbers.find()) {
            numbers = EIGHT.matcher(digits.replaceAll("\\s", ""));
            if (!numbers.matches()) {
                return Understood.nothing("this is no date as it was read");
            }
        }
        int first = Integer.parseInt(numbers.group(1));
        int second = Integer.parseInt(numbers.group(2));
        if (first > 12 && second <= 12) {
            doubts.add("the day seems to stand before the month");
            return dated(numbers.group(3), second, numbers.group(1), today, doubts);
        }
        return dated(numbers.group(3), first, numbers.group(2), today, doubts);
    }

    private static Understood dated(String year, int month, String day, LocalDate today, List<String> doubts) {
        int written = Integer.parseInt(year);
        if (year.length() == 2) {
            doubts.add("the year has two digits");
            written += Year.from(today).getValue() / 100 * 100;
            if (written > today.getYear()) {
                written -= 100;
            }
        }
        LocalDate date;
        try {
            date = LocalDate.of(written, month, Integer.parseInt(day));
        } catch (DateTimeException e) {
            return Understood.nothing("there is no such day");
        }
        if (date.isAfter(today)) {
            doubts.add("the day is yet to come");
        } else if (date.isBefore(today.minusYears(OLDEST))) {
            doubts.add("the day is very long ago");
        }
        return new Understood(date.toString(), doubts);
    }
}
