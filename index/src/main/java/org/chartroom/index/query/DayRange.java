package org.chartroom.index.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days a person means by {@code 2024}, {@code 2024-03}, {@code 2024-03-05} or {@code 03/05/2024}. */
record DayRange(LocalDate first, LocalDate last) {
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");
    private static final Pattern US = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    /** Empty when it is no date. */
    static Optional<DayRange> of(String text) {
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                int year = Integer.parseInt(iso.group(1));
                if (iso.group(2) == null) {
                    return Optional.of(new DayRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
                }
                YearMonth month = YearMonth.of(year, Integer.parseInt(iso.group(2)));
                if (iso.group(3) == null) {
                    return Optional.of(new DayRange(month.atDay(1), month.atEndOfMonth()));
                }
                return day(month.atDay(Integer.parseInt(iso.group(3))));
            }
            Matcher us = US.matcher(text);
            if (us.matches()) {
                return day(LocalDate.of(
                        Integer.parseInt(us.group(3)), Integer.parseInt(us.group(1)), Integer.parseInt(us.group(2))));
            }
            return Optional.empty();
        } catch (DateTimeException notInTheCalendar) {
            return Optional.empty();
        }
    }

    private static Optional<DayRange> day(LocalDate day) {
        return Optional.of(new DayRange(day, day));
    }
}
