package org.chartroom.index.lucene;

import org.jspecify.annotations.Nullable;

/**
 * The forms of the words met last, without locks: most words of a text are among few thousand. For one thread.
 *
 * <p>The letters of a word lie in two numbers in one array, so that looking it up touches no other object: texts are gone
 * through word by word, and a word that has to be fetched from elsewhere in memory costs more than all else that is done with it.
 */
final class RecentForms {
    private static final int BITS = 14;
    private static final int PLACES = 1 << BITS;
    /** What two numbers hold of letters of eight bits; longer words and other letters are rare in English notes. */
    private static final int LONGEST = 16;

    private static final int HALF = LONGEST / 2;
    /** Of which the bits are well mixed: 2^64 divided by the golden ratio (Knuth, TAOCP 3, 6.4). */
    private static final long MIXED = 0x9E3779B97F4A7C15L;

    /** Two numbers a place. */
    private final long[] letters = new long[2 * PLACES];

    private final WordForms.@Nullable Forms[] forms = new WordForms.Forms[PLACES];
    private final WordForms all;

    RecentForms(WordForms all) {
        this.all = all;
    }

    WordForms.Forms of(char[] buffer, int length) {
        if (length > LONGEST) {
            return all.of(buffer, length);
        }
        long first = 0;
        long second = 0;
        int bits = 0;
        int half = Math.min(length, HALF);
        for (int i = 0; i < half; i++) {
            first = first << 8 | buffer[i];
            bits |= buffer[i];
        }
        for (int i = half; i < length; i++) {
            second = second << 8 | buffer[i];
            bits |= buffer[i];
        }
        if (bits > 0xff) {
            return all.of(buffer, length);
        }
        // Each word may be at either of two places.
        int place = (int) ((first * MIXED ^ second) * MIXED >>> (Long.SIZE - BITS));
        WordForms.Forms known = at(place, first, second);
        if (known == null) {
            known = at(place ^ 1, first, second);
        }
        if (known == null) {
            known = all.of(buffer, length);
            put(place ^ 1, letters[2 * place], letters[2 * place + 1], forms[place]);
            put(place, first, second, known);
        }
        return known;
    }

    private WordForms.@Nullable Forms at(int place, long first, long second) {
        return letters[2 * place] == first && letters[2 * place + 1] == second ? forms[place] : null;
    }

    private void put(int place, long first, long second, WordForms.@Nullable Forms known) {
        letters[2 * place] = first;
        letters[2 * place + 1] = second;
        forms[place] = known;
    }
}
