package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import org.chartroom.index.Facet;

/**
 * Numbers for the values that documents are counted by, the same in all segments, so that a search adds up numbers and reads only
 * the values it tells: an office has tens of thousands of patients, each in most segments. Numbers are given once a segment; a value
 * keeps its own for as long as the index is open. For several threads.
 */
final class FacetValues {
    private final Map<Facet, Numbers> numbers = new EnumMap<>(Facet.class);
    private final OfSegments<Facet, int[]> ofSegments = new OfSegments<>(this::numbered);

    FacetValues() {
        for (Facet facet : Facet.values()) {
            numbers.put(facet, new Numbers());
        }
    }

    /** By ordinal within the segment; not to be changed. */
    int[] of(LeafReader segment, Facet facet) throws IOException {
        return ofSegments.of(segment, facet);
    }

    private int[] numbered(LeafReader segment, Facet facet) throws IOException {
        SortedDocValues values = DocValues.getSorted(segment, Fields.facet(facet));
        int[] numbered = new int[values.getValueCount()];
        Numbers all = of(facet);
        TermsEnum each = values.termsEnum();
        for (int ordinal = 0; ordinal < numbered.length; ordinal++) {
            BytesRef value = each.next();
            if (value == null) {
                throw new IllegalStateException("a segment has fewer values than it says");
            }
            numbered[ordinal] = all.number(value);
        }
        return numbered;
    }

    Numbers of(Facet facet) {
        Numbers found = numbers.get(facet);
        if (found == null) {
            throw new IllegalStateException("no numbers for " + facet);
        }
        return found;
    }

    /** What was counted, as it is told: a value, and what it is called. */
    record Told(String value, String label) {}

    /** The values of one facet. Those of the same value that are called differently have different numbers. */
    static final class Numbers {
        private final BytesRefHash counted = new BytesRefHash();
        private final BytesRefHash values = new BytesRefHash();
        /** By number: the value's place among the values. */
        private int[] valueOf = new int[16];

        private synchronized int number(BytesRef value) {
            int number = counted.add(value);
            if (number < 0) {
                return -number - 1;
            }
            int place = values.add(new BytesRef(value.bytes, value.offset, mark(value)));
            valueOf = ArrayUtil.grow(valueOf, number + 1);
            valueOf[number] = place < 0 ? -place - 1 : place;
            return number;
        }

        /** How many numbers there are; later ones are not in what was counted before. */
        synchronized int size() {
            return counted.size();
        }

        /**
         * Adds up what has the same value.
         *
         * @param ofNumber what was counted, by number
         * @param ofValue by value, all 0; as long as the numbers, of which there are no fewer than values
         * @param named by value: a number that was counted most
         */
        synchronized void together(int[] ofNumber, int[] ofValue, int[] named) {
            for (int number = 0; number < ofNumber.length; number++) {
                int value = valueOf[number];
                if (ofValue[value] == 0 || ofNumber[number] > ofNumber[named[value]]) {
                    named[value] = number;
                }
                ofValue[value] += ofNumber[number];
            }
        }

        synchronized Told told(int number) {
            BytesRef found = counted.get(number, new BytesRef());
            int mark = mark(found);
            int after = Math.min(found.length, mark + 1);
            String value = new BytesRef(found.bytes, found.offset, mark).utf8ToString();
            return new Told(
                    value,
                    mark == found.length
                            ? value
                            : new BytesRef(found.bytes, found.offset + after, found.length - after).utf8ToString());
        }

        /** Where the value ends and what it is called begins; the end where it is only a value. */
        private static int mark(BytesRef counted) {
            int mark = 0;
            while (mark < counted.length && counted.bytes[counted.offset + mark] != PageDocuments.LABEL) {
                mark++;
            }
            return mark;
        }
    }
}
