package org.chartroom.api.status;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Counts what happens, minute by minute, for the plots of the last day. In memory: it starts anew with the server. */
public final class Meters {
    private static final int MINUTES = 24 * 60;
    private static final int MOST_SAMPLES = 5_000;

    private final Clock clock;
    private final Deque<Minute> minutes = new ArrayDeque<>();
    private long uploadedEver;
    private long pagesReadEver;
    private long failuresEver;

    public Meters(Clock clock) {
        this.clock = clock;
    }

    /** One minute as plots show it; times in ms, 0 where nothing was timed. */
    public record Point(
            Instant at,
            int arrivals,
            int pagesRead,
            int failures,
            int queue,
            double uploadP50Ms,
            double uploadP99Ms,
            double readP50Ms) {}

    private static final class Minute {
        private final Instant at;
        private int arrivals;
        private int pages;
        private int failures;
        private int queue;
        private final List<Long> uploads = new ArrayList<>();
        private final List<Long> reads = new ArrayList<>();

        Minute(Instant at) {
            this.at = at;
        }

        Point point() {
            return new Point(
                    at,
                    arrivals,
                    pages,
                    failures,
                    queue,
                    quantile(uploads, 0.5),
                    quantile(uploads, 0.99),
                    quantile(reads, 0.5));
        }

        private static double quantile(List<Long> nanos, double q) {
            if (nanos.isEmpty()) {
                return 0;
            }
            long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            int at = (int) Math.min(sorted.length - 1, Math.floor(q * sorted.length));
            return sorted[at] / 1_000_000.0;
        }
    }

    /** An upload was answered after {@code nanos}. */
    public synchronized void uploaded(long nanos) {
        Minute now = now();
        now.arrivals++;
        uploadedEver++;
        add(now.uploads, nanos);
    }

    /** That many files were fetched by the house itself. */
    public synchronized void fetched(int files) {
        if (files > 0) {
            now().arrivals += files;
        }
    }

    /** A page was read in {@code millis}. */
    public synchronized void pageRead(long millis) {
        Minute now = now();
        now.pages++;
        pagesReadEver++;
        add(now.reads, millis * 1_000_000);
    }

    /** A piece of work failed. */
    public synchronized void failed() {
        now().failures++;
        failuresEver++;
    }

    /** How long the queue is now. */
    public synchronized void queue(int length) {
        now().queue = length;
    }

    /** The minutes of the last day in which something was counted, oldest first. */
    public synchronized List<Point> points() {
        return minutes.stream().map(Minute::point).toList();
    }

    /** Uploads since the start. */
    public synchronized long uploads() {
        return uploadedEver;
    }

    /** Pages read since the start. */
    public synchronized long pagesRead() {
        return pagesReadEver;
    }

    /** Failed pieces of work since the start. */
    public synchronized long failures() {
        return failuresEver;
    }

    private Minute now() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Minute last = minutes.peekLast();
        if (last == null || last.at.isBefore(at)) {
            last = new Minute(at);
            minutes.addLast(last);
            while (minutes.size() > MINUTES) {
                minutes.removeFirst();
            }
        }
        return last;
    }

    private static void add(List<Long> samples, long sample) {
        if (samples.size() < MOST_SAMPLES) {
            samples.add(sample);
        }
    }
}
