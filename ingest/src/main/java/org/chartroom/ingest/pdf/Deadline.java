package org.chartroom.ingest.pdf;

import java.time.Duration;

/** The moment by which work on a page must be done; asked between drawing operators, where files can loop for hours. */
record Deadline(long nanoTime) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Throws when the time is up. */
    void check() {
        if (System.nanoTime() - nanoTime > 0) {
            throw new DeadlineException();
        }
    }
}
