package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/**
 * About when the documents of a segment's pages are of, two bytes a page: where a word stands on every other page, most are told from it
 * without their dates being read.
 */
final class Dates {
    /** Steps of about 25 days. */
    private static final int STEP_BITS = 31;

    private static final OfSegments<String, Dates> KNOWN =
            new OfSegments<>((segment, field) -> new Dates(segment, field));

    private final short[] steps;

    private Dates(LeafReader segment, String field) throws IOException {
        steps = new short[segment.maxDoc()];
        NumericDocValues dates = DocValues.getNumeric(segment, field);
        for (int page = 0; page < steps.length; page++) {
            long step = dates.advanceExact(page) ? dates.longValue() >> STEP_BITS : Short.MAX_VALUE;
            steps[page] = (short) Math.clamp(step, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    static Dates of(LeafReader segment) throws IOException {
        return KNOWN.of(segment, Fields.WHEN);
    }

    /** No earlier than the page's document is, in ms since 1970; about a month later at most where it has a date before the year 4200. */
    long latest(int page) {
        short step = steps[page];
        return step == Short.MAX_VALUE ? Long.MAX_VALUE : (step + 1L << STEP_BITS) - 1;
    }
}
