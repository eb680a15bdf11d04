package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;
import org.chartroom.index.Viewer;

/**
 * Finds the pages with the passages nearest to a place. Each shelf has graphs of its own, so that pages which the viewer may
 * not see are no way to those they may; where only some charts of a shelf are open, each of their passages is looked at.
 */
final class NearPages {
    /** How many pages are looked for. */
    static final int MOST = 100;

    /**
     * A page.
     *
     * @param page Lucene's number
     * @param passage the nearest, from 0
     * @param nearness 1 for the same, 0 for nothing in common
     * @param tie of its document, the same in whatever order documents came
     */
    record Near(int page, int passage, float nearness, long tie) {}

    private final IndexSearcher searcher;
    private final List<Shelf> shelves;
    private final Viewer viewer;

    NearPages(IndexSearcher searcher, List<Shelf> shelves, Viewer viewer) {
        this.searcher = searcher;
        this.shelves = shelves;
        this.viewer = viewer;
    }

    /**
     * The nearest, nearest first.
     *
     * @param within made by {@link Limits}: of whom and for whom
     * @param least the least nearness
     */
    List<Near> of(float[] place, Query within, double least) throws IOException {
        Map<Integer, Near> best = new HashMap<>();
        for (Shelf shelf : shelves) {
            for (int passage = 0; passage < Passages.MOST; passage++) {
                String field = shelf.field(Fields.place(passage));
                for (int page : shelf.isAllOpenTo(viewer) ? byGraph(field, place, within) : all(field, within)) {
                    Near near = new Near(page, passage, nearness(field, page, place), tie(page));
                    best.merge(page, near, (a, b) -> b.nearness() > a.nearness() ? b : a);
                }
            }
        }
        return best.values().stream()
                .filter(near -> near.nearness() >= least)
                .sorted(Comparator.comparingDouble((Near near) -> -near.nearness())
                        .thenComparingLong(Near::tie)
                        .thenComparing(Near::page))
                .limit(MOST)
                .toList();
    }

    private List<Integer> byGraph(String field, float[] place, Query within) throws IOException {
        List<Integer> pages = new ArrayList<>();
        for (ScoreDoc page : searcher.search(new KnnFloatVectorQuery(field, place, MOST, within), MOST).scoreDocs) {
            pages.add(page.doc);
        }
        return pages;
    }

    private List<Integer> all(String field, Query within) throws IOException {
        List<Integer> pages = new ArrayList<>();
        Weight allowed = searcher.createWeight(searcher.rewrite(within), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FloatVectorValues places = leaf.reader().getFloatVectorValues(field);
            Scorer scorer = places == null ? null : allowed.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            KnnVectorValues.DocIndexIterator there = places.iterator();
            DocIdSetIterator each = scorer.iterator();
            for (int page = each.nextDoc(); page != DocIdSetIterator.NO_MORE_DOCS; page = each.nextDoc()) {
                boolean deleted = leaf.reader().getLiveDocs() != null
                        && !leaf.reader().getLiveDocs().get(page);
                if (there.docID() < page) {
                    there.advance(page);
                }
                if (!deleted && there.docID() == page) {
                    pages.add(leaf.docBase + page);
                }
            }
        }
        return pages;
    }

    /** From what was said, not from what the graph rounds it to. */
    private float nearness(String field, int page, float[] place) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(page, leaves));
        FloatVectorValues places = leaf.reader().getFloatVectorValues(field);
        KnnVectorValues.DocIndexIterator there = places.iterator();
        if (there.advance(page - leaf.docBase) != page - leaf.docBase) {
            throw new IllegalStateException("a page that was found has no place");
        }
        return VectorUtil.dotProduct(place, places.vectorValue(there.index()));
    }

    private long tie(int page) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(page, leaves));
        NumericDocValues ties = DocValues.getNumeric(leaf.reader(), Fields.TIE);
        return ties.advanceExact(page - leaf.docBase) ? ties.longValue() : 0;
    }
}
