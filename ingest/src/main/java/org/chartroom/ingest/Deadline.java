package org.chartroom.ingest;

import java.time.Duration;

/** The moment by which work on a page must be done; asked between its steps, for some files keep a program busy for hours. */
public record Deadline(long nanoTime) {
    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Throws when the time is up. */
    public void check() {
        if (passed()) {
            throw new DeadlineException();
        }
    }

    /** Whether the time is up. */
    public boolean passed() {
        return !leaves(0);
    }

    /** Whether more than so many nanoseconds are left. */
    public boolean leaves(long nanos) {
        return nanoTime - System.nanoTime() > nanos;
    }

    /** What is left, at least one millisecond. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanoTime - System.nanoTime()));
    }
}
