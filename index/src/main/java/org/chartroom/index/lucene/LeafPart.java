package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A query of Lucene's that has no parts, or none that are looked at apart. It is gone through twice: once for which pages match,
 * and once, where that is asked, for how well.
 */
final class LeafPart extends PagePart {
    /** Makes one scorer after another of the same pages. */
    interface Scorers {
        Scorer next() throws IOException;
    }

    /** Of fewer pages each is looked for by itself. */
    private static final int FEW = WINDOW / 16;

    private final Scorers scorers;
    private final long cost;
    private final FixedBitSet own = new FixedBitSet(WINDOW);
    private @Nullable Iteration windows;
    private @Nullable Iteration singles;

    /** @param cost about how many pages match */
    LeafPart(Scorers scorers, long cost) {
        this.scorers = scorers;
        this.cost = cost;
    }

    /** One way through the pages that match. */
    private static final class Iteration {
        private final Scorer scorer;
        private final @Nullable TwoPhaseIterator sure;
        private final DocIdSetIterator pages;
        private int asked = -1;
        private boolean matches;

        Iteration(Scorer scorer) {
            this.scorer = scorer;
            this.sure = scorer.twoPhaseIterator();
            this.pages = sure == null ? scorer.iterator() : sure.approximation();
        }

        boolean has(int page) throws IOException {
            if (page != asked) {
                asked = page;
                int at = pages.docID() < page ? pages.advance(page) : pages.docID();
                matches = at == page && (sure == null || sure.matches());
            }
            return matches;
        }
    }

    private Iteration windows() throws IOException {
        Iteration found = windows;
        if (found == null) {
            found = new Iteration(scorers.next());
            windows = found;
        }
        return found;
    }

    private Iteration singles() throws IOException {
        Iteration found = singles;
        if (found == null) {
            found = new Iteration(scorers.next());
            singles = found;
        }
        return found;
    }

    @Override
    int atOrAfter(int page) throws IOException {
        DocIdSetIterator pages = windows().pages;
        return pages.docID() < page ? pages.advance(page) : pages.docID();
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        Iteration all = windows();
        if (all.sure == null && pages.cardinality() > FEW) {
            if (all.pages.docID() < from) {
                all.pages.advance(from);
            }
            own.clear();
            if (all.pages.docID() < to) {
                all.pages.intoBitSet(to, own, from);
            }
            pages.and(own);
            return;
        }
        int size = to - from;
        int at = pages.nextSetBit(0, size);
        while (at < size) {
            int page = from + at;
            int found = all.pages.docID() < page ? all.pages.advance(page) : all.pages.docID();
            if (found > page) {
                pages.clear(at, Math.min(found - from, size));
            } else if (all.sure != null && !all.sure.matches()) {
                pages.clear(at);
            }
            int next = Math.max(at + 1, Math.min(found - from, size));
            at = next < size ? pages.nextSetBit(next, size) : size;
        }
    }

    @Override
    boolean has(int page) throws IOException {
        return singles().has(page);
    }

    @Override
    float score(int page) throws IOException {
        Iteration all = singles();
        if (!all.has(page)) {
            throw new IllegalStateException("a page was to be scored that does not match");
        }
        return all.scorer.score();
    }

    @Override
    float most() throws IOException {
        return singles().scorer.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
    }

    @Override
    long cost() {
        return cost;
    }
}
