package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/** Parts of which one at least must match; the best counts, the others a little. */
final class BestPart extends PagePart {
    private final List<PagePart> parts;
    private final float tie;
    private final AnyOf any;

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
    void expect(int from, int to, FixedBitSet pages) throws IOException {
        for (PagePart part : parts) {
            part.expect(from, to, pages);
        }
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
    float score(int page) throws IOException {
        float best = 0;
        double sum = 0;
        for (PagePart part : parts) {
            if (part.has(page)) {
                float score = part.score(page);
                best = Math.max(best, score);
                sum += score;
            }
        }
        return (float) (best + (sum - best) * tie);
    }

    @Override
    float most() throws IOException {
        float best = 0;
        double sum = 0;
        for (PagePart part : parts) {
            float most = part.most();
            best = Math.max(best, most);
            sum += most;
        }
        return (float) (best + (sum - best) * tie);
    }

    @Override
    long cost() {
        return parts.stream().mapToLong(PagePart::cost).sum();
    }
}
