package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Leaves the pages that any of some parts matches; each is only asked about those that none before it had. For one thread. */
final class AnyOf {
    private final List<PagePart> parts;
    private final FixedBitSet one = new FixedBitSet(PagePart.WINDOW);
    private final FixedBitSet any = new FixedBitSet(PagePart.WINDOW);

    AnyOf(List<PagePart> parts) {
        this.parts = List.copyOf(parts);
    }

    /** As {@link PagePart#atOrAfter}. */
    int atOrAfter(int page) throws IOException {
        int first = DocIdSetIterator.NO_MORE_DOCS;
        for (PagePart part : parts) {
            first = Math.min(first, part.atOrAfter(page));
        }
        return first;
    }

    /** As {@link PagePart#narrow}. */
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        if (parts.size() == 1) {
            parts.getFirst().narrow(from, to, pages);
            return;
        }
        any.clear();
        for (PagePart part : parts) {
            PagePart.copy(pages, one);
            one.andNot(any);
            if (one.scanIsEmpty()) {
                break;
            }
            part.narrow(from, to, one);
            any.or(one);
        }
        pages.and(any);
    }
}
