package org.chartroom.index.lucene;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.chartroom.index.SearchSort;

/**
 * Where an answer goes on: after the hit with this value and tie. It names a place in the order, not a number of hits, so
 * that nothing is skipped or shown twice when documents come in between; only scores drift a little then.
 *
 * @param value what the order sorts by first, larger first
 * @param tie breaks ties, smaller first
 */
record Cursor(SearchSort sort, double value, long tie) {
    private static final int BYTES = 1 + Double.BYTES + Long.BYTES;

    String written() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put((byte) sort.ordinal())
                .putDouble(value)
                .putLong(tie)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException when it is not a cursor of an answer in this order */
    static Cursor read(String written, SearchSort sort) {
        byte[] bytes = Base64.getUrlDecoder().decode(written);
        if (bytes.length != BYTES || bytes[0] != sort.ordinal()) {
            throw new IllegalArgumentException("this is no cursor of an answer sorted by " + sort);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        return new Cursor(sort, buffer.getDouble(), buffer.getLong());
    }

    /** Whether a hit with this value and tie comes after this place. */
    boolean isBefore(double otherValue, long otherTie) {
        int order = Double.compare(value, otherValue);
        return order > 0 || (order == 0 && tie < otherTie);
    }
}
