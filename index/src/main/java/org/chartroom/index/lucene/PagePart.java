package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * What a part of a query says of the pages of a segment, of a window of pages at once: which of them match, and how well. Windows come in
 * rising order. Asking of each page by itself would take several times as long where a word stands on every other page. For one thread.
 */
abstract class PagePart {
    /** How many pages a window has. */
    static final int WINDOW = 4_096;

    /** Matches nothing. */
    static final PagePart NONE = new PagePart() {
        @Override
        int atOrAfter(int page) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }

        @Override
        void narrow(int from, int to, FixedBitSet pages) {
            pages.clear();
        }

        @Override
        boolean has(int page) {
            return false;
        }

        @Override
        void score(int from, int to, Places places, float[] scores) {
            Arrays.fill(scores, 0, places.count(), 0);
        }

        @Override
        float most() {
            return 0;
        }

        @Override
        long cost() {
            return 0;
        }
    };

    /** The next page of a window after this one; the size where there is none. */
    static int next(FixedBitSet pages, int at, int size) {
        return at + 1 < size ? pages.nextSetBit(at + 1, size) : size;
    }

    /** The same array, or where it is too small another one. */
    static float[] atLeast(int size, float[] scores) {
        return scores.length >= size ? scores : new float[size];
    }

    static double[] atLeast(int size, double[] sums) {
        return sums.length >= size ? sums : new double[size];
    }

    static void copy(FixedBitSet from, FixedBitSet to) {
        System.arraycopy(from.getBits(), 0, to.getBits(), 0, to.getBits().length);
    }

    /**
     * A page from this one on before which none matches; perhaps none there either. The next window begins at it or after it.
     *
     * @return {@link DocIdSetIterator#NO_MORE_DOCS} where no page is left
     */
    abstract int atOrAfter(int page) throws IOException;

    /**
     * Leaves only those that match.
     *
     * @param from the window's first page
     * @param to the page after its last
     * @param pages by their numbers less the first's; others need not be looked at
     */
    abstract void narrow(int from, int to, FixedBitSet pages) throws IOException;

    /** Whether a page matches. Quickest of pages in rising order. */
    abstract boolean has(int page) throws IOException;

    /**
     * Tells how well pages match that do. Once a window, after {@link #narrow} if that is asked at all; or of single pages, in rising order.
     *
     * @param from the window's first page
     * @param to the page after its last
     * @param places which pages
     * @param scores filled from its beginning with one for each of them; what is behind may be changed
     */
    abstract void score(int from, int to, Places places, float[] scores) throws IOException;

    /** The same of pages of which some do not match: these score 0. */
    void scoreWhereMatching(int from, int to, Places places, float[] scores) throws IOException {
        int count = places.count();
        Places matching = new Places();
        matching.clear(count);
        for (int i = 0; i < count; i++) {
            if (has(from + places.at(i))) {
                matching.add(places.at(i));
            }
        }
        if (matching.count() > 0) {
            score(from, to, matching, scores);
        }
        // From behind, so that none is overwritten before it is where it belongs.
        int last = matching.count() - 1;
        for (int i = count - 1; i >= 0; i--) {
            boolean matches = last >= 0 && matching.at(last) == places.at(i);
            scores[i] = matches ? scores[last] : 0;
            last = matches ? last - 1 : last;
        }
    }

    /** No page scores more. */
    abstract float most() throws IOException;

    /** This page does not score more; quickly told, of pages in rising order. */
    float most(int page) throws IOException {
        return most();
    }

    /** About how many pages match. */
    abstract long cost();
}
