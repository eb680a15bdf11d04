package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

/** Which pages of a segment are the first of their documents: the pages of a document stand in one block, in order. */
final class Heads {
    private static final OfSegments<String, Heads> KNOWN =
            new OfSegments<>((segment, field) -> new Heads(segment, field));

    private final FixedBitSet first;
    private final boolean single;

    private Heads(LeafReader segment, String field) throws IOException {
        first = new FixedBitSet(segment.maxDoc());
        NumericDocValues ordinals = DocValues.getNumeric(segment, field);
        for (int page = 0; page < segment.maxDoc(); page++) {
            if (!ordinals.advanceExact(page) || ordinals.longValue() == 0) {
                first.set(page);
            }
        }
        single = first.cardinality() == segment.maxDoc();
    }

    static Heads of(LeafReader segment) throws IOException {
        return KNOWN.of(segment, Fields.ORDINAL);
    }

    /** The first page of the document that a page belongs to. */
    int of(int page) {
        return single ? page : first.prevSetBit(page);
    }

    /** The first document's beginning at this page or after it; the segment's end when there is none. */
    int atOrAfter(int page) {
        return page >= first.length() ? first.length() : Math.min(first.nextSetBit(page), first.length());
    }

    /** Counts the documents of pages that come window by window. */
    final class Counting {
        private int last = -1;
        private long documents;

        /** @param pages by their numbers less the window's first */
        void add(int from, int to, FixedBitSet pages) {
            if (single) {
                documents += pages.cardinality();
                return;
            }
            int size = to - from;
            int at = pages.nextSetBit(0, size);
            while (at < size) {
                int head = of(from + at);
                if (head != last) {
                    last = head;
                    documents++;
                }
                at = PagePart.next(pages, at, size);
            }
        }

        long documents() {
            return documents;
        }
    }
}
