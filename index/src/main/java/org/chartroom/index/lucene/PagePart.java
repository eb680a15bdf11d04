package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * What a part of a query says of the pages of a segment: of a window of pages at once, which of them match, and of single
 * pages, how well. Windows come in rising order, and so do pages; a page is asked about after the window that it is in. For
 * one thread.
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
        float score(int page) {
            return 0;
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

    /**
     * Tells which pages of a window will be asked about, so that many may be prepared at once.
     *
     * @param pages by their numbers less the first's
     */
    void expect(int from, int to, FixedBitSet pages) throws IOException {}

    /** Whether a page matches. */
    abstract boolean has(int page) throws IOException;

    /** Of a page that matches. */
    abstract float score(int page) throws IOException;

    /** No page scores more. */
    abstract float most() throws IOException;

    /** About how many pages match. */
    abstract long cost();
}
