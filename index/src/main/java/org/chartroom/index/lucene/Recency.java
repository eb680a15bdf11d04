package org.chartroom.index.lucene;

/**
 * What is newer counts a little more: at most a tenth, half of that after two years. Never enough to lift a page over one
 * that has the words better, see {@link QueryCompiler#ranked}.
 *
 * @param now in ms since 1970
 */
record Recency(long now) {
    private static final double MOST = 0.1;
    private static final double HALF_MS = 2 * 365.25 * 86_400_000;

    /** @param when of the document, in ms since 1970 */
    double weighed(float score, long when) {
        double base = Math.floor(score / QueryCompiler.TIER) * QueryCompiler.TIER;
        double age = Math.max(0, now - when);
        return score + (score - base) * MOST * Math.exp(-Math.log(2) * age / HALF_MS);
    }

    /** No date makes more of this score. */
    double most(float score) {
        return weighed(score, now);
    }
}
