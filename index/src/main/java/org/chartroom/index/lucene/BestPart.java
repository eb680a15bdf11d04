package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/** Parts of which one at least must match; the best counts, the others a little. */
final class BestPart extends PagePart {
    private final List<PagePart> parts;
    private final float tie;
    private final AnyOf any;
    private float[] one = new float[0];
    private double[] sums = new double[0];

    /** @param tie what the others count, 0..1 */
    BestPart(List<PagePart> parts, float tie) {
        this.parts = List.copyOf(parts);
        this.tie = tie;
        this.any = new AnyOf(this.parts);
    }

    @Override
    int atOrAfter(int page) throws IOException {
        return any.atOrAfter(page);
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        any.narrow(from, to, pages);
    }

    @Override
    boolean has(int page) throws IOException {
        for (PagePart part : parts) {
            if (part.has(page)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void score(int from, int to, Places places, float[] scores) throws IOException {
        scoreWhereMatching(from, to, places, scores);
    }

    @Override
    void scoreWhereMatching(int from, int to, Places places, float[] scores) throws IOException {
        parts.getFirst().scoreWhereMatching(from, to, places, scores);
        if (parts.size() == 1) {
            return;
        }
        int count = places.count();
        one = atLeast(count, one);
        sums = atLeast(count, sums);
        for (int i = 0; i < count; i++) {
            sums[i] = scores[i];
        }
        for (int part = 1; part < parts.size(); part++) {
            parts.get(part).scoreWhereMatching(from, to, places, one);
            for (int i = 0; i < count; i++) {
                scores[i] = Math.max(scores[i], one[i]);
                sums[i] += one[i];
            }
        }
        for (int i = 0; i < count; i++) {
            scores[i] = together(scores[i], sums[i]);
        }
    }

    private interface Most {
        float of(PagePart part) throws IOException;
    }

    @Override
    float most() throws IOException {
        return most(PagePart::most);
    }

    @Override
    float most(int page) throws IOException {
        return most(part -> part.most(page));
    }

    private float most(Most most) throws IOException {
        double best = 0;
        double sum = 0;
        for (PagePart part : parts) {
            float one = most.of(part);
            best = Math.max(best, one);
            sum += one;
        }
        return together(best, sum);
    }

    private float together(double best, double sum) {
        return (float) (best + (sum - best) * tie);
    }

    @Override
    long cost() {
        return parts.stream().mapToLong(PagePart::cost).sum();
    }
}
