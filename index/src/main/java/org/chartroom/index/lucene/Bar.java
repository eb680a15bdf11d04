package org.chartroom.index.lucene;

import org.chartroom.index.SearchSort;

/**
 * What a page's score must reach to be shown: rises while a search goes through the pages. Whoever scores may leave out the
 * rest of the work on a page that cannot reach it. For several threads.
 */
final class Bar {
    private final SearchSort sort;
    private final Recency recency;
    private volatile double least = Double.NEGATIVE_INFINITY;

    Bar(SearchSort sort, Recency recency) {
        this.sort = sort;
        this.recency = recency;
    }

    /** One that everything reaches. */
    static Bar none() {
        return new Bar(SearchSort.NEWEST, new Recency(0));
    }

    /** Whether a page with this score or less, however new, may be among those shown. */
    boolean isReachedBy(double score) {
        return sort != SearchSort.RELEVANCE || recency.most((float) score) >= least;
    }

    /**
     * Whether a page with this score or less may be among those shown.
     *
     * @param latest in ms since 1970; its document is not newer
     */
    boolean isReachedBy(float score, long latest) {
        return (sort == SearchSort.RELEVANCE ? recency.atMost(score, latest) : latest) >= least;
    }

    /** What the last of those shown is worth, as the order has it. */
    double least() {
        return least;
    }

    /** @param worth no less than before */
    void raise(double worth) {
        least = worth;
    }

    SearchSort sort() {
        return sort;
    }

    Recency recency() {
        return recency;
    }
}
