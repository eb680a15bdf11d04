package org.chartroom.index.lucene;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the words met last, without locks: most words of a text are among few thousand. For one thread.
 */
final class RecentForms {
    private static final int PLACES = 8192;

    /** Each word has one place, which it shares with others. */
    private final char[] @Nullable [] words = new char[PLACES][];

    private final WordForms.@Nullable Forms[] forms = new WordForms.Forms[PLACES];
    private final WordForms all;

    RecentForms(WordForms all) {
        this.all = all;
    }

    WordForms.Forms of(char[] buffer, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + buffer[i];
        }
        int place = (hash ^ hash >>> 13) & (PLACES - 1);
        char[] word = words[place];
        WordForms.Forms known = forms[place];
        if (word != null && known != null && Arrays.equals(word, 0, word.length, buffer, 0, length)) {
            return known;
        }
        WordForms.Forms found = all.of(buffer, length);
        words[place] = Arrays.copyOf(buffer, length);
        forms[place] = found;
        return found;
    }
}
