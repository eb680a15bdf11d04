package org.chartroom.index.lucene;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/** Matches every page. */
final class AllPart extends PagePart {
    private final int size;
    private final float score;

    /** @param size of the segment, in pages */
    AllPart(int size, float score) {
        this.size = size;
        this.score = score;
    }

    @Override
    int atOrAfter(int page) {
        return page;
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) {}

    @Override
    boolean has(int page) {
        return true;
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
        return size;
    }
}
