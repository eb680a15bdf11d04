package org.chartroom.index.lucene;

import java.util.stream.IntStream;

/**
 * What is newer counts a little more: at most a tenth, half of that after two years. Never enough to lift a page over one
 * that has the words better, see {@link QueryCompiler#ranked}.
 *
 * @param now in ms since 1970
 */
record Recency(long now) {
    private static final double MOST = 0.1;
    private static final double HALF_MS = 2 * 365.25 * 86_400_000;

    /** Steps of about 25 days. */
    private static final int STEP_BITS = 31;
    /** What is left of newness when each step begins; the last stands for all later ones. */
    private static final double[] DECAY = IntStream.range(0, 1_000)
            .mapToDouble(step -> left((double) step * (1L << STEP_BITS)))
            .toArray();

    private static double left(double ageMs) {
        return Math.exp(-Math.log(2) * ageMs / HALF_MS);
    }

    /** @param when of the document, in ms since 1970 */
    double weighed(float score, long when) {
        double base = Math.floor(score / QueryCompiler.TIER) * QueryCompiler.TIER;
        double age = Math.max(0, now - when);
        return score + (score - base) * MOST * left(age);
    }

    /** No less than {@link #weighed}, and worked out faster: for the many that are not among the best. */
    double atMost(float score, long when) {
        double base = Math.floor(score / QueryCompiler.TIER) * QueryCompiler.TIER;
        long steps = Math.max(0, now - when) >>> STEP_BITS;
        return score + (score - base) * MOST * DECAY[(int) Math.min(steps, DECAY.length - 1)];
    }

    /** No date makes more of this score. */
    double most(float score) {
        return atMost(score, now);
    }
}
