package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A query of Lucene's that has no parts, or none that are looked at apart. It is gone through for which pages match, and again, where
 * that is asked, for how well; but where that a page matches is seen only by its positions, these are read once.
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
    private final boolean scored;
    private final @Nullable RowMost row;
    private final FixedBitSet own = new FixedBitSet(WINDOW);
    private @Nullable Iteration windows;
    private @Nullable Iteration singles;
    private @Nullable Iteration scoring;
    /** Whether {@link #windows} has left the beginning. */
    private boolean ahead;
    /** The beginning of the window of whose pages {@link #asked} tells which were asked about; -1 before the first. */
    private int askedFrom = -1;

    private final FixedBitSet asked = new FixedBitSet(WINDOW);
    private float[] scoreOfAsked = new float[0];

    /**
     * @param cost about how many pages match
     * @param scored whether it is asked how well pages match
     * @param row what it adds at most where it is words in a row
     */
    LeafPart(Scorers scorers, long cost, boolean scored, @Nullable RowMost row) {
        this.scorers = scorers;
        this.cost = cost;
        this.scored = scored;
        this.row = row;
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

    /** To go on with: what is scored of the window that is gone through then needs another one. */
    private Iteration ahead() throws IOException {
        if (!ahead) {
            ahead = true;
            scoring = null;
        }
        return windows();
    }

    /** Another one only where the first is ahead. */
    private Iteration scoring() throws IOException {
        Iteration found = scoring;
        if (found == null) {
            found = ahead ? new Iteration(scorers.next()) : windows();
            scoring = found;
        }
        return found;
    }

    /** Where one part of a query is within another, both ask about the same pages, and it is begun anew. */
    private Iteration singles(int page) throws IOException {
        Iteration found = singles;
        if (found == null || page < found.asked) {
            found = new Iteration(scorers.next());
            singles = found;
        }
        return found;
    }

    @Override
    int atOrAfter(int page) throws IOException {
        DocIdSetIterator pages = ahead().pages;
        return pages.docID() < page ? pages.advance(page) : pages.docID();
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        Iteration all = ahead();
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
        boolean scoring = scored && all.sure != null;
        if (scoring) {
            remember(from, to, pages);
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
            } else if (scoring) {
                scoreOfAsked[at] = all.scorer.score();
            }
            int next = Math.max(at + 1, Math.min(found - from, size));
            at = next < size ? pages.nextSetBit(next, size) : size;
        }
    }

    /** Of what is read to be sure of a page, its score needs the most. */
    private void remember(int from, int to, FixedBitSet pages) {
        askedFrom = from;
        copy(pages, asked);
        scoreOfAsked = atLeast(to - from, scoreOfAsked);
        Arrays.fill(scoreOfAsked, 0, to - from, 0);
    }

    @Override
    boolean has(int page) throws IOException {
        return singles(page).has(page);
    }

    @Override
    void score(int from, int to, Places places, float[] scores) throws IOException {
        scoreWhereMatching(from, to, places, scores);
    }

    @Override
    void scoreWhereMatching(int from, int to, Places places, float[] scores) throws IOException {
        for (int i = 0; i < places.count(); i++) {
            int at = places.at(i);
            if (from == askedFrom && asked.get(at)) {
                scores[i] = scoreOfAsked[at];
            } else {
                scores[i] = scoring().has(from + at) ? scoring().scorer.score() : 0;
            }
        }
    }

    @Override
    float most() throws IOException {
        return windows().scorer.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
    }

    @Override
    float most(int page) throws IOException {
        return row == null ? most() : row.of(page);
    }

    @Override
    long cost() {
        return cost;
    }
}
