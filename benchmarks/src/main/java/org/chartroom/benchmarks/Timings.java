package org.chartroom.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** How long many runs of one thing took. */
final class Timings {
    private final long[] sortedNanos;

    Timings(Collection<Long> nanos) {
        this.sortedNanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    int count() {
        return sortedNanos.length;
    }

    /**
     * The nearest-rank percentile in ms, to the microsecond.
     *
     * @param share 0..1
     * @throws IllegalStateException when nothing was timed
     */
    double ms(double share) {
        if (sortedNanos.length == 0) {
            throw new IllegalStateException("nothing was timed");
        }
        int rank = Math.clamp((int) Math.ceil(share * sortedNanos.length) - 1, 0, sortedNanos.length - 1);
        return Math.round(sortedNanos[rank] / 1_000.0) / 1_000.0;
    }

    @Override
    public String toString() {
        return "Timings" + Arrays.toString(sortedNanos);
    }
}
