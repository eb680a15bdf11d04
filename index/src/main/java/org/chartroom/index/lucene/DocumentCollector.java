package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.chartroom.index.SearchSort;
import org.jspecify.annotations.Nullable;

/**
 * Groups matching pages by document as they come. The pages of a document stand in one block and are visited in order, so
 * that a group is complete as soon as another one begins: no map of documents is needed. Segments are gone through by several
 * threads; what they find meets here.
 */
final class DocumentCollector {
    /**
     * A document found.
     *
     * @param page Lucene's number of its best page
     * @param value what the order sorts by first
     * @param passage which of the page's passages is nearest to what was asked, -1 when it was found by its words
     */
    record Found(int page, float score, double value, long tie, int passage) {
        Found(int page, float score, double value, long tie) {
            this(page, score, value, tie, -1);
        }

        static Found near(NearPages.Near near) {
            return new Found(near.page(), 0, 0, 0, near.passage());
        }

        boolean isMeant() {
            return passage >= 0;
        }
    }

    /** More than any date in ms: what lacks words comes after all that has them, however new. */
    private static final double AGES = 1e16;

    private static final Comparator<Found> WORST_FIRST =
            Comparator.comparingDouble(Found::value).thenComparing(Found::tie, Comparator.reverseOrder());

    private final Bar bar;
    private final Optional<Cursor> after;
    private final int limit;
    private final @Nullable FacetCounter facets;
    private final boolean loosened;
    private final PriorityQueue<Found> best;
    private long total;
    private long complete;

    /**
     * @param bar raised as good ones are found
     * @param facets null when nothing is counted
     * @param loosened whether pages that score less than {@link QueryCompiler#TIER} lack words
     */
    DocumentCollector(Bar bar, Optional<Cursor> after, int limit, @Nullable FacetCounter facets, boolean loosened) {
        this.bar = bar;
        this.after = after;
        this.limit = limit;
        this.facets = facets;
        this.loosened = loosened;
        this.best = new PriorityQueue<>(limit + 1, WORST_FIRST);
    }

    /** How many documents matched. */
    long total() {
        return total;
    }

    /** How many of them have all words on one page. */
    long complete() {
        return complete;
    }

    /** The best ones after the cursor, best first; at most the limit. */
    List<Found> found() {
        List<Found> found = new ArrayList<>(best);
        found.sort(WORST_FIRST.reversed());
        return found;
    }

    /** Goes through all pages that match. */
    void search(IndexSearcher searcher, Query query) throws IOException {
        searcher.search(query, new CollectorManager<Collector, DocumentCollector>() {
            @Override
            public Collector newCollector() {
                return new Slice();
            }

            @Override
            public DocumentCollector reduce(Collection<Collector> slices) {
                return DocumentCollector.this;
            }
        });
    }

    private synchronized void add(Found found) {
        if (best.size() < limit) {
            best.add(found);
        } else if (WORST_FIRST.compare(found, worst()) > 0) {
            best.poll();
            best.add(found);
        }
        if (best.size() == limit) {
            bar.raise(worst().value());
        }
    }

    private Found worst() {
        Found worst = best.peek();
        if (worst == null) {
            throw new IllegalStateException("no worst of none");
        }
        return worst;
    }

    private synchronized void count(long documents, long withAll, FacetCounter.@Nullable Segment counted)
            throws IOException {
        total += documents;
        complete += withAll;
        if (counted != null) {
            counted.finish();
        }
    }

    /** Segments that one thread goes through. */
    private final class Slice implements Collector {
        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
            return new Segment(context);
        }
    }

    private final class Segment implements LeafCollector {
        private final int docBase;
        private final NumericDocValues ordinals;
        private final NumericDocValues ties;
        private final NumericDocValues times;
        private final FacetCounter.@Nullable Segment counted;
        private @Nullable Scorable scorer;
        private int head = -1;
        private int bestPage;
        private float bestScore;
        private long documents;
        private long withAll;

        Segment(LeafReaderContext context) throws IOException {
            docBase = context.docBase;
            ordinals = DocValues.getNumeric(context.reader(), Fields.ORDINAL);
            ties = DocValues.getNumeric(context.reader(), Fields.TIE);
            times = DocValues.getNumeric(context.reader(), Fields.WHEN);
            counted = facets == null ? null : facets.segment(context.reader());
        }

        @Override
        public void setScorer(Scorable scorable) {
            scorer = scorable;
        }

        @Override
        public void collect(int page) throws IOException {
            if (scorer == null) {
                throw new IllegalStateException("a page was collected before its scorer was set");
            }
            int first = ordinals.advanceExact(page) ? page - (int) ordinals.longValue() : page;
            float score = scorer.score();
            if (first != head) {
                finishDocument();
                head = first;
                bestPage = page;
                bestScore = score;
                documents++;
                if (counted != null) {
                    counted.count(page);
                }
            } else if (score > bestScore) {
                bestPage = page;
                bestScore = score;
            }
        }

        @Override
        public void finish() throws IOException {
            finishDocument();
            count(documents, withAll, counted);
        }

        private void finishDocument() throws IOException {
            if (head < 0) {
                return;
            }
            boolean lacking = loosened && bestScore < QueryCompiler.TIER;
            if (!lacking) {
                withAll++;
            }
            if (!bar.isReachedBy(bestScore)) {
                return;
            }
            // Within a segment this goes forward only: heads rise.
            long when = times.advanceExact(head) ? times.longValue() : Long.MIN_VALUE;
            double least = bar.least();
            double value;
            if (bar.sort() == SearchSort.RELEVANCE) {
                if (bar.recency().atMost(bestScore, when) < least) {
                    return;
                }
                value = bar.recency().weighed(bestScore, when);
            } else {
                value = lacking ? when - AGES : when;
            }
            if (value < least) {
                return;
            }
            long tie = ties.advanceExact(head) ? ties.longValue() : 0;
            if (after.isPresent() && !after.get().isBefore(value, tie)) {
                return;
            }
            add(new Found(docBase + bestPage, bestScore, value, tie));
        }
    }
}
