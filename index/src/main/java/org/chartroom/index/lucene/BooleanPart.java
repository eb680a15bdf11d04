package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Parts of which some must match, some must not, and of others a number. */
final class BooleanPart extends PagePart {
    /** Whatever must match, that with the fewest pages first. */
    private final List<PagePart> required;

    private final List<PagePart> scored;
    private final List<PagePart> optional;
    private final List<PagePart> forbidden;
    private final int least;
    private final FixedBitSet one = new FixedBitSet(WINDOW);
    private final AnyOf any;
    private byte[] times = new byte[0];
    private float[] scoreOfOne = new float[0];
    private double[] sums = new double[0];

    /**
     * @param must match and count
     * @param filters must match
     * @param optional count where they match
     * @param least how many of these must match, at most 127
     */
    BooleanPart(
            List<PagePart> must, List<PagePart> filters, List<PagePart> optional, List<PagePart> forbidden, int least) {
        this.required = Stream.concat(must.stream(), filters.stream())
                .sorted(Comparator.comparingLong(PagePart::cost))
                .toList();
        this.scored = List.copyOf(must);
        this.optional = List.copyOf(optional);
        this.forbidden = List.copyOf(forbidden);
        this.least = least;
        this.any = new AnyOf(this.optional);
    }

    @Override
    int atOrAfter(int page) throws IOException {
        int first = page;
        for (PagePart part : required) {
            first = part.atOrAfter(first);
            if (first == DocIdSetIterator.NO_MORE_DOCS) {
                return first;
            }
        }
        return least == 0 ? first : any.atOrAfter(first);
    }

    @Override
    void narrow(int from, int to, FixedBitSet pages) throws IOException {
        for (PagePart part : required) {
            part.narrow(from, to, pages);
            if (pages.scanIsEmpty()) {
                return;
            }
        }
        if (least == 1) {
            any.narrow(from, to, pages);
        } else if (least > 1) {
            narrowToSome(from, to, pages);
        }
        for (PagePart part : forbidden) {
            if (pages.scanIsEmpty()) {
                return;
            }
            copy(pages, one);
            part.narrow(from, to, one);
            pages.andNot(one);
        }
    }

    private void narrowToSome(int from, int to, FixedBitSet pages) throws IOException {
        int size = to - from;
        times = times.length >= size ? times : new byte[size];
        Arrays.fill(times, (byte) 0);
        for (PagePart part : optional) {
            copy(pages, one);
            part.narrow(from, to, one);
            for (int at = one.nextSetBit(0, size); at < size; at = next(one, at, size)) {
                times[at]++;
            }
        }
        for (int at = pages.nextSetBit(0, size); at < size; at = next(pages, at, size)) {
            if (times[at] < least) {
                pages.clear(at);
            }
        }
    }

    @Override
    boolean has(int page) throws IOException {
        for (PagePart part : required) {
            if (!part.has(page)) {
                return false;
            }
        }
        for (PagePart part : forbidden) {
            if (part.has(page)) {
                return false;
            }
        }
        int found = 0;
        for (int i = 0; found < least && i < optional.size(); i++) {
            if (optional.get(i).has(page)) {
                found++;
            }
        }
        return found >= least;
    }

    @Override
    void score(int from, int to, Places places, float[] scores) throws IOException {
        if (scored.size() == 1 && optional.isEmpty()) {
            scored.getFirst().score(from, to, places, scores);
            return;
        }
        int count = places.count();
        scoreOfOne = atLeast(count, scoreOfOne);
        sums = atLeast(count, sums);
        Arrays.fill(sums, 0, count, 0);
        for (PagePart part : scored) {
            part.score(from, to, places, scoreOfOne);
            add(count);
        }
        for (PagePart part : optional) {
            part.scoreWhereMatching(from, to, places, scoreOfOne);
            add(count);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = (float) sums[i];
        }
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += scoreOfOne[i];
        }
    }

    @Override
    float most() throws IOException {
        double sum = 0;
        for (PagePart part : scored) {
            sum += part.most();
        }
        for (PagePart part : optional) {
            sum += part.most();
        }
        return (float) sum;
    }

    @Override
    long cost() {
        List<Long> costs = new ArrayList<>();
        required.forEach(part -> costs.add(part.cost()));
        if (least > 0) {
            costs.add(optional.stream().mapToLong(PagePart::cost).sum());
        }
        return costs.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }
}
