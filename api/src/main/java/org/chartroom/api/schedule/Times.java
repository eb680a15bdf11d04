package org.chartroom.api.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Days and times as lists write them: ISO 8601, or as in the United States (month first). */
final class Times {
    private static final List<DateTimeFormatter> DAYS =
            List.of(form("uuuu-M-d"), form("M/d/uuuu"), form("M-d-uuuu"), form("uuuuMMdd"));
    private static final List<DateTimeFormatter> CLOCKS =
            List.of(form("H:mm[:ss]"), form("h:mm[:ss] a"), form("h:mma"), form("h a"), form("HHmm"));

    private Times() {}

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static Optional<LocalDate> day(String text) {
        return first(DAYS, text.strip(), LocalDate::from);
    }

    static Optional<LocalTime> clock(String text) {
        return first(CLOCKS, text.strip(), LocalTime::from);
    }

    /** Both in one, in the office's zone where none is said. */
    static Optional<Instant> moment(String written, ZoneId zone) {
        String text = written.strip();
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            int gap = Math.max(text.indexOf('T'), text.indexOf(' '));
            if (gap < 0) {
                return Optional.empty();
            }
            return day(text.substring(0, gap))
                    .flatMap(day -> clock(text.substring(gap + 1))
                            .map(clock ->
                                    LocalDateTime.of(day, clock).atZone(zone).toInstant()));
        }
    }

    private static <T> Optional<T> first(List<DateTimeFormatter> forms, String text, TemporalQuery<T> query) {
        for (DateTimeFormatter form : forms) {
            try {
                TemporalAccessor parsed = form.parse(text);
                return Optional.of(query.queryFrom(parsed));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }
}
