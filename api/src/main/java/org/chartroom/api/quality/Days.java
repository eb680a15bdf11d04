package org.chartroom.api.quality;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Days of the office that a list is asked for, both ends included.
 *
 * @param zone where the office is
 */
record Days(LocalDate first, LocalDate last, ZoneId zone) {
    private static final int USUAL = 7;
    private static final int MOST = 92;

    /** As asked for; the last seven days when nobody said. */
    static Days of(@Nullable String from, @Nullable String to, Clock clock, ZoneId zone) {
        LocalDate last = to == null || to.isBlank() ? LocalDate.ofInstant(clock.instant(), zone) : day(to);
        LocalDate first = from == null || from.isBlank() ? last.minusDays(USUAL - 1L) : day(from);
        if (first.isAfter(last) || first.plusDays(MOST).isBefore(last)) {
            throw ProblemException.badRequest("from must be a day before to, at most " + MOST + " days.");
        }
        return new Days(first, last, zone);
    }

    Instant start() {
        return first.atStartOfDay(zone).toInstant();
    }

    Instant end() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static LocalDate day(String given) {
        try {
            return LocalDate.parse(given);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("from and to are days such as 2026-01-31.");
        }
    }
}
