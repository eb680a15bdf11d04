package org.chartroom.store.keys;

import java.util.HexFormat;

/**
 * Which of the office's keys; worked out from the key itself, so that no key goes under another's id. Says nothing about the
 * key.
 *
 * @param value never 0, which in an envelope says that it is not sealed
 */
public record KeyId(int value) implements Comparable<KeyId> {
    public KeyId {
        if (value == 0) {
            throw new IllegalArgumentException("0 is the id of no key");
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException when it is not eight hexadecimal digits, or only zeros
     */
    public static KeyId parse(String text) {
        if (text.length() != Integer.BYTES * 2) {
            throw new IllegalArgumentException("the id of a key has 8 hexadecimal digits");
        }
        return new KeyId(HexFormat.fromHexDigits(text));
    }

    @Override
    public int compareTo(KeyId other) {
        return Integer.compareUnsigned(value, other.value);
    }

    /** Eight hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
