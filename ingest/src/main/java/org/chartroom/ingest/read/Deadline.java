package org.chartroom.ingest.read;

import java.time.Duration;

/** When work on a page ends, done or not. */
record Deadline(long nanoTime) {
    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean passed() {
        return !leaves(0);
    }

    boolean leaves(long nanos) {
        return nanoTime - System.nanoTime() > nanos;
    }

    /** What is left, at least one millisecond. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanoTime - System.nanoTime()));
    }
}
