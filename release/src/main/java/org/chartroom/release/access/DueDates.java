package org.chartroom.release.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.release.RuleBook;
import org.chartroom.release.Surroundings;

/** By when a request is to be answered. Nothing stops the clock, a pend does not either. */
public final class DueDates {
    private DueDates() {}

    /** The last day on which an answer is in time. */
    public static LocalDate due(ReleaseRequest request, RuleBook book, ZoneId zone) {
        return request.extendedTo().orElseGet(() -> first(request, book, zone));
    }

    /** The last day without an extension: calendar days from the day of receipt where the office is. */
    public static LocalDate first(ReleaseRequest request, RuleBook book, ZoneId zone) {
        return after(request.receipt().at(), book.clock(book.of(request.type()).clock()), zone);
    }

    /** The last day of a clock that started at a moment. */
    public static LocalDate after(Instant start, RuleBook.ClockRules clock, ZoneId zone) {
        return LocalDate.ofInstant(start, zone).plusDays(clock.days());
    }

    /**
     * Why the time cannot be extended to a day; empty when it can.
     *
     * @param reason what the patient is told in writing
     * @param told the day on which they are
     */
    public static Optional<Reason> extensionRefusal(
            ReleaseRequest request, LocalDate to, String reason, LocalDate told, Surroundings now) {
        RuleBook.ClockRules clock =
                now.book().clock(now.book().of(request.type()).clock());
        LocalDate first = first(request, now.book(), now.zone());
        if (request.extendedTo().isPresent()) {
            return refused("The time was extended before; there is no second extension.");
        }
        if (clock.extension() == 0) {
            return refused("There is no extension for a request like this.");
        }
        if (told.isAfter(first)) {
            return refused("The time ran out on " + first + "; an extension has to be told before.");
        }
        if (reason.isBlank()) {
            return refused("The letter has to say why it takes longer.");
        }
        if (!to.isAfter(first) || to.isAfter(first.plusDays(clock.extension()))) {
            return refused(
                    "The new day lies after " + first + " and not after " + first.plusDays(clock.extension()) + ".");
        }
        return Optional.empty();
    }

    private static Optional<Reason> refused(String words) {
        return Optional.of(new Reason(Statement.C2, words));
    }
}
