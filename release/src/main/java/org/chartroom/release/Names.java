package org.chartroom.release;

import java.util.Locale;

/** Compares names of recipients as they are written: letters and digits count, case and everything between them does not. */
final class Names {
    private Names() {}

    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
