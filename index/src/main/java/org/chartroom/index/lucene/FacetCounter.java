package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;

/** Counts documents by their values. */
final class FacetCounter {
    /** The most values that are told of one facet. */
    static final int MOST_VALUES = 50;
    /** Months of a century: a plot needs them all. */
    private static final int MOST_MONTHS = 1_200;

    private final Map<Facet, Map<String, FacetCount>> counts = new EnumMap<>(Facet.class);

    Segment segment(LeafReader reader) throws IOException {
        return new Segment(reader);
    }

    /** Most frequent first, then by value. */
    Map<Facet, List<FacetCount>> counts() {
        Map<Facet, List<FacetCount>> sorted = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            List<FacetCount> list =
                    new ArrayList<>(counts.getOrDefault(facet, Map.of()).values());
            list.sort(Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value));
            int most = facet == Facet.MONTH ? MOST_MONTHS : MOST_VALUES;
            sorted.put(facet, list.subList(0, Math.min(most, list.size())));
        }
        return sorted;
    }

    private void add(Facet facet, String counted, int count) {
        int mark = counted.indexOf(PageDocuments.LABEL);
        String value = mark < 0 ? counted : counted.substring(0, mark);
        String label = mark < 0 ? counted : counted.substring(mark + 1);
        counts.computeIfAbsent(facet, none -> new HashMap<>())
                .merge(
                        value,
                        new FacetCount(value, label, count),
                        (a, b) -> new FacetCount(value, a.label(), a.count() + b.count()));
    }

    /** Counts by ordinal within a segment; the strings are looked up once, at its end. */
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

        void finish() throws IOException {
            for (Facet facet : Facet.values()) {
                int[] counted = ordinalCounts[facet.ordinal()];
                for (int ordinal = 0; ordinal < counted.length; ordinal++) {
                    if (counted[ordinal] > 0) {
                        add(facet, values[facet.ordinal()].lookupOrd(ordinal).utf8ToString(), counted[ordinal]);
                    }
                }
            }
        }
    }
}
