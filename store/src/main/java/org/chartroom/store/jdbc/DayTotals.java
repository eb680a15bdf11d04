package org.chartroom.store.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Reconciliation;

/** Sums up pages by day and channel. Days are cut here: a database does not know when an office's day begins. */
final class DayTotals {
    private record Key(LocalDate day, Channel channel) {}

    private static final class Counts {
        private int arrivals;
        private int received;
        private int pending;
        private final int[] pages = new int[Disposition.values().length];
    }

    private final ZoneId zone;
    private final Map<Key, Counts> counts =
            new TreeMap<>(Comparator.comparing(Key::day).reversed().thenComparing(Key::channel));

    DayTotals(ZoneId zone) {
        this.zone = zone;
    }

    private Counts of(Instant at, Channel channel) {
        return counts.computeIfAbsent(new Key(LocalDate.ofInstant(at, zone), channel), key -> new Counts());
    }

    boolean arrival(Instant at, Channel channel, int received, int pending) {
        Counts line = of(at, channel);
        line.arrivals++;
        line.received += received;
        line.pending += pending;
        return true;
    }

    boolean pages(Instant at, Channel channel, Disposition disposition, int pages) {
        of(at, channel).pages[disposition.ordinal()] += pages;
        return true;
    }

    List<Reconciliation> lines() {
        List<Reconciliation> lines = new ArrayList<>(counts.size());
        counts.forEach((key, line) -> lines.add(new Reconciliation(
                key.day(),
                key.channel(),
                line.arrivals,
                line.received,
                line.pages[Disposition.DOCUMENT.ordinal()],
                line.pages[Disposition.SEPARATOR.ordinal()],
                line.pages[Disposition.BLANK.ordinal()],
                line.pages[Disposition.REJECTED.ordinal()],
                line.pending)));
        return lines;
    }
}
