package org.chartroom.index.lucene;

import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Matches pages that were gathered before; all of them count the same. */
final class SetPart extends PagePart {
    private final FixedBitSet gathered;
    private final long cost;
    private final float score;

    /** @param gathered of the whole segment; not to be changed */
    SetPart(FixedBitSet gathered, long cost, float score) {
        this.gathered = gathered;
        this.cost = cost;
        this.score = score;
    }

    @Override
    int atOrAfter(int page) {
        return page < gathered.length() ? gathered.nextSetBit(page) : DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) {
        FixedBitSet.andRange(gathered, from, pages, 0, to - from);
    }

    @Override
    boolean has(int page) {
        return gathered.get(page);
    }

    @Override
    void score(int from, int to, Places places, float[] scores) {
        Arrays.fill(scores, 0, places.count(), score);
    }

    @Override
    float most() {
        return score;
    }

    @Override
    long cost() {
        return cost;
    }
}
