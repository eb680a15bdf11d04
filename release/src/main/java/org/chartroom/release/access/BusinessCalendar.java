package org.chartroom.release.access;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * The days on which the office works. The law counts calendar days: this calendar never moves a due date, it says by when the work
 * has to be done so that the due date is kept.
 *
 * @param closed days of the week on which nobody works
 * @param holidays single days, as the office keeps them
 */
public record BusinessCalendar(Set<DayOfWeek> closed, Set<LocalDate> holidays) {
    /** Monday to Friday, without holidays. */
    public static final BusinessCalendar WEEKDAYS =
            new BusinessCalendar(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of());

    public BusinessCalendar {
        closed = Set.copyOf(closed);
        holidays = Set.copyOf(holidays);
        if (closed.size() > 6) {
            throw new IllegalArgumentException("the office is open on one day of the week at least");
        }
    }

    /** Whether somebody works on that day. */
    public boolean isOpen(LocalDate day) {
        return !closed.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** The last day of work on which something that is due then can be done. */
    public LocalDate lastWorkingDay(LocalDate due) {
        LocalDate day = due;
        while (!isOpen(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** How many days of work are left from today to the due day, both counted; 0 when it is past. */
    public int daysLeft(LocalDate today, LocalDate due) {
        int left = 0;
        for (LocalDate day = today; !day.isAfter(due); day = day.plusDays(1)) {
            left += isOpen(day) ? 1 : 0;
        }
        return left;
    }

    /** How a request stands to its due date, for the queue. */
    public Urgency urgency(LocalDate today, LocalDate due) {
        if (today.isAfter(due)) {
            return Urgency.LATE;
        }
        int left = daysLeft(today, due);
        if (left <= 1) {
            return Urgency.NOW;
        }
        return left <= 5 ? Urgency.SOON : Urgency.IN_TIME;
    }

    /** How a request stands to its due date. */
    public enum Urgency {
        LATE,
        /** This is the last day of work. */
        NOW,
        /** A week of work at most. */
        SOON,
        IN_TIME
    }
}
