package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.chartroom.index.SearchSort;
import org.jspecify.annotations.Nullable;

/**
 * Groups matching pages by document as they come. The pages of a document stand in one block and are visited in order, so
 * that a group is complete as soon as another one begins: no map of documents is needed. Several threads go through the
 * index; what they find meets here.
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
    private final PriorityQueue<Found> best;
    private long total;
    private long complete;

    /**
     * @param bar raised as good ones are found
     * @param facets null when nothing is counted
     */
    DocumentCollector(Bar bar, Optional<Cursor> after, int limit, @Nullable FacetCounter facets) {
        this.bar = bar;
        this.after = after;
        this.limit = limit;
        this.facets = facets;
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
    void search(IndexSearcher searcher, QueryCompiler.Ranked ranked) throws IOException {
        new PageSearch(searcher, ranked, bar).into(segment -> new Share(segment, ranked.loosened()));
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

    /** What one thread finds in a range of a segment's pages. */
    private final class Share implements PageSearch.Share {
        private final boolean loosened;
        private final int docBase;
        private final NumericDocValues ties;
        private final NumericDocValues times;
        private final Dates dates;
        private final FacetCounter.@Nullable Segment counted;
        private final Heads heads;
        private final Heads.Counting documents;
        private final Heads.Counting withAll;
        private final Places places = new Places();
        private int countedHead = -1;
        private int head = -1;
        private int bestPage;
        private float bestScore;

        Share(LeafReaderContext segment, boolean loosened) throws IOException {
            this.loosened = loosened;
            docBase = segment.docBase;
            ties = DocValues.getNumeric(segment.reader(), Fields.TIE);
            times = DocValues.getNumeric(segment.reader(), Fields.WHEN);
            dates = Dates.of(segment.reader());
            counted = facets == null ? null : facets.segment(segment.reader());
            heads = Heads.of(segment.reader());
            documents = heads.new Counting();
            withAll = heads.new Counting();
        }

        @Override
        public void see(PageSearch.Window window) throws IOException {
            documents.add(window.from(), window.to(), window.pages());
            if (loosened) {
                withAll.add(window.from(), window.to(), window.complete());
            }
            if (counted != null) {
                countFacets(window, counted);
            }
            Places worth = window.worth();
            for (int i = 0; i < worth.count(); i++) {
                int page = window.from() + worth.at(i);
                float score = window.score(i);
                if (bar.isReachedBy(score, dates.latest(page))) {
                    found(page, score);
                }
            }
        }

        private void countFacets(PageSearch.Window window, FacetCounter.Segment counting) throws IOException {
            places.fill(window.pages(), window.to() - window.from());
            for (int i = 0; i < places.count(); i++) {
                int page = window.from() + places.at(i);
                int first = heads.of(page);
                if (first != countedHead) {
                    countedHead = first;
                    counting.count(page);
                }
            }
        }

        private void found(int page, float score) throws IOException {
            int first = heads.of(page);
            if (first != head) {
                finishDocument();
                head = first;
                bestPage = page;
                bestScore = score;
            } else if (score > bestScore) {
                bestPage = page;
                bestScore = score;
            }
        }

        @Override
        public void finish() throws IOException {
            finishDocument();
            count(documents.documents(), loosened ? withAll.documents() : documents.documents(), counted);
        }

        private void finishDocument() throws IOException {
            if (head < 0) {
                return;
            }
            // Within a segment this goes forward only: heads rise.
            long when = times.advanceExact(head) ? times.longValue() : Long.MIN_VALUE;
            if (!bar.isReachedBy(bestScore, when)) {
                return;
            }
            double value;
            if (bar.sort() == SearchSort.RELEVANCE) {
                value = bar.recency().weighed(bestScore, when);
            } else {
                value = loosened && bestScore < QueryCompiler.TIER ? when - AGES : when;
            }
            if (value < bar.least()) {
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
