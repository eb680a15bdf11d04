package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;

/** Matches what another part does; all of it counts the same. */
final class ConstantPart extends PagePart {
    private final PagePart matches;
    private final float score;

    ConstantPart(PagePart matches, float score) {
        this.matches = matches;
        this.score = score;
    }

    @Override
    int atOrAfter(int page) throws IOException {
        return matches.atOrAfter(page);
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        matches.narrow(from, to, pages);
    }

    @Override
    boolean has(int page) throws IOException {
        return matches.has(page);
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
        return matches.cost();
    }
}
