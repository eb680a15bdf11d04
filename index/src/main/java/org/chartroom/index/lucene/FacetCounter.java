package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;

/** Counts documents by their values. Segments may be counted by several threads; each is finished by one at a time. */
final class FacetCounter {
    /** The most values that are told of one facet. */
    static final int MOST_VALUES = 50;
    /** Months of a century: a plot needs them all. */
    private static final int MOST_MONTHS = 1_200;

    /** By the facet's place in their enumeration. */
    private final List<Values> counts =
            Stream.of(Facet.values()).map(facet -> new Values()).toList();

    Segment segment(LeafReader reader) throws IOException {
        return new Segment(reader);
    }

    /** Most frequent first, then by value. */
    Map<Facet, List<FacetCount>> counts() {
        Map<Facet, List<FacetCount>> sorted = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            sorted.put(facet, counts.get(facet.ordinal()).best(facet == Facet.MONTH ? MOST_MONTHS : MOST_VALUES));
        }
        return sorted;
    }

    /** A facet's values and how often each was met: an office has tens of thousands of patients, of which few are told. */
    private static final class Values {
        private static final Comparator<FacetCount> WORST_FIRST =
                Comparator.comparingLong(FacetCount::count).thenComparing(FacetCount::value, Comparator.reverseOrder());

        private final BytesRefHash values = new BytesRefHash();
        private final List<BytesRef> labels = new ArrayList<>();
        private int[] counts = new int[16];

        /** @param counted a value, or a value and its label */
        void add(BytesRef counted, int count) {
            int mark = 0;
            while (mark < counted.length && counted.bytes[counted.offset + mark] != PageDocuments.LABEL) {
                mark++;
            }
            int place = values.add(new BytesRef(counted.bytes, counted.offset, mark));
            if (place < 0) {
                place = -place - 1;
            } else {
                int after = Math.min(counted.length, mark + 1);
                labels.add(BytesRef.deepCopyOf(
                        mark == counted.length
                                ? counted
                                : new BytesRef(counted.bytes, counted.offset + after, counted.length - after)));
                counts = ArrayUtil.grow(counts, labels.size());
            }
            counts[place] += count;
        }

        List<FacetCount> best(int most) {
            PriorityQueue<FacetCount> best = new PriorityQueue<>(WORST_FIRST);
            long least = 0;
            BytesRef value = new BytesRef();
            for (int place = 0; place < labels.size(); place++) {
                if (counts[place] < least) {
                    continue;
                }
                String text = values.get(place, value).utf8ToString();
                best.add(new FacetCount(text, labels.get(place).utf8ToString(), counts[place]));
                if (best.size() > most) {
                    best.poll();
                    FacetCount worst = best.peek();
                    least = worst == null ? 0 : worst.count();
                }
            }
            return best.stream().sorted(WORST_FIRST.reversed()).toList();
        }
    }

    /** Counts by ordinal within a segment; the values are looked up once, at its end. */
    final class Segment {
        private final SortedDocValues[] values;
        private final int[][] ordinalCounts;

        private Segment(LeafReader reader) throws IOException {
            Facet[] facets = Facet.values();
            values = new SortedDocValues[facets.length];
            ordinalCounts = new int[facets.length][];
            for (Facet facet : facets) {
                values[facet.ordinal()] = DocValues.getSorted(reader, Fields.facet(facet));
                ordinalCounts[facet.ordinal()] = new int[values[facet.ordinal()].getValueCount()];
            }
        }

        /** Counts a document by one of its pages; pages come in rising order. */
        void count(int page) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (values[i].advanceExact(page)) {
                    ordinalCounts[i][values[i].ordValue()]++;
                }
            }
        }

        /** Adds what was counted; for one thread at a time. */
        void finish() throws IOException {
            for (Facet facet : Facet.values()) {
                int[] counted = ordinalCounts[facet.ordinal()];
                Values all = counts.get(facet.ordinal());
                for (int ordinal = 0; ordinal < counted.length; ordinal++) {
                    if (counted[ordinal] > 0) {
                        all.add(values[facet.ordinal()].lookupOrd(ordinal), counted[ordinal]);
                    }
                }
            }
        }
    }
}
