package org.chartroom.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** How long many runs of one thing took. */
final class Timings {
    private final long[] sortedNanos;

    Timings(Collection<Long> nanos) {
        this.sortedNanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /**
     * Of several questions, each as if it had been asked equally often: its runs are spread over so many by rank.
     *
     * @param questions ns of the runs of each, at least one
     */
    static Timings alike(Collection<? extends Collection<Long>> questions, int runs) {
        List<Long> all = new ArrayList<>();
        for (Collection<Long> question : questions) {
            List<Long> sorted = question.stream().sorted().toList();
            for (int i = 0; i < runs; i++) {
                all.add(sorted.get((int) ((long) i * sorted.size() / runs)));
            }
        }
        return new Timings(all);
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
