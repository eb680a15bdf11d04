package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;

/** Counts documents by their values. Segments may be counted by several threads; each is finished by one at a time. */
final class FacetCounter {
    /** The most values that are told of one facet. */
    static final int MOST_VALUES = 50;
    /** Months of a century: a plot needs them all. */
    private static final int MOST_MONTHS = 1_200;

    private final FacetValues values;
    private final List<Counts> all = new ArrayList<>();

    /** @param facets which are counted */
    FacetCounter(FacetValues values, Set<Facet> facets) {
        this.values = values;
        facets.forEach(facet -> all.add(new Counts(facet, values.of(facet))));
    }

    Segment segment(LeafReader reader) throws IOException {
        return new Segment(reader);
    }

    /** Most frequent first, then by value. */
    Map<Facet, List<FacetCount>> counts() {
        Map<Facet, List<FacetCount>> sorted = new EnumMap<>(Facet.class);
        for (Counts counts : all) {
            sorted.put(counts.facet, counts.best(counts.facet == Facet.MONTH ? MOST_MONTHS : MOST_VALUES));
        }
        return sorted;
    }

    /** How often each value of a facet was met. */
    private static final class Counts {
        private static final Comparator<FacetCount> WORST_FIRST =
                Comparator.comparingLong(FacetCount::count).thenComparing(FacetCount::value, Comparator.reverseOrder());

        private final Facet facet;
        private final FacetValues.Numbers numbers;
        private int[] ofNumber = new int[0];

        private Counts(Facet facet, FacetValues.Numbers numbers) {
            this.facet = facet;
            this.numbers = numbers;
        }

        /** @param numberOf by ordinal */
        private void add(int[] counted, int[] numberOf) {
            int size = numbers.size();
            if (ofNumber.length < size) {
                ofNumber = Arrays.copyOf(ofNumber, size);
            }
            for (int ordinal = 0; ordinal < counted.length; ordinal++) {
                ofNumber[numberOf[ordinal]] += counted[ordinal];
            }
        }

        /** What has the same value counts together, and is called as most of them are. */
        private List<FacetCount> best(int most) {
            int[] ofValue = new int[ofNumber.length];
            int[] named = new int[ofNumber.length];
            numbers.together(ofNumber, ofValue, named);
            PriorityQueue<FacetCount> best = new PriorityQueue<>(WORST_FIRST);
            long least = 1;
            for (int value = 0; value < ofValue.length; value++) {
                if (ofValue[value] < least) {
                    continue;
                }
                FacetValues.Told told = numbers.told(named[value]);
                best.add(new FacetCount(told.value(), told.label(), ofValue[value]));
                if (best.size() > most) {
                    best.poll();
                    FacetCount worst = best.peek();
                    least = worst == null ? 1 : worst.count();
                }
            }
            return best.stream().sorted(WORST_FIRST.reversed()).toList();
        }
    }

    /** Counts by ordinal within a segment. */
    final class Segment {
        private final SortedDocValues[] ordinals;
        private final int[][] numberOf;
        private final int[][] counted;

        private Segment(LeafReader reader) throws IOException {
            ordinals = new SortedDocValues[all.size()];
            numberOf = new int[all.size()][];
            counted = new int[all.size()][];
            for (int i = 0; i < ordinals.length; i++) {
                Facet facet = all.get(i).facet;
                ordinals[i] = DocValues.getSorted(reader, Fields.facet(facet));
                numberOf[i] = values.of(reader, facet);
                counted[i] = new int[numberOf[i].length];
            }
        }

        /** Counts a document by one of its pages; pages come in rising order. */
        void count(int page) throws IOException {
            for (int i = 0; i < ordinals.length; i++) {
                if (ordinals[i].advanceExact(page)) {
                    counted[i][ordinals[i].ordValue()]++;
                }
            }
        }

        /** Adds what was counted; for one thread at a time. */
        void finish() {
            for (int i = 0; i < counted.length; i++) {
                all.get(i).add(counted[i], numberOf[i]);
            }
        }
    }
}
