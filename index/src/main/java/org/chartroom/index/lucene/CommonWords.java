package org.chartroom.index.lucene;

import java.util.Set;
import org.chartroom.models.table.ShippedTable;

/** The words of which English medical notes are full. They are found like all others; only rows of them are also one term. */
final class CommonWords {
    /** How common a word is: rows are of words that are alike in this. */
    enum Kind {
        /** No row has it. */
        OTHER(0),
        /** On many pages: two in a row (<em>chest pain</em>) are one term. */
        FREQUENT(2),
        /** On nearly every page, and many times: also three in a row (<em>the patient was</em>). */
        VERY_COMMON(3);

        private final int longestRow;

        Kind(int longestRow) {
            this.longestRow = longestRow;
        }

        /** How many words a row of them has at most; each shorter one from two on is a term, too. */
        int longestRow() {
            return longestRow;
        }
    }

    /** Before every row; not a letter, so no beginning or spelling that people type meets it. */
    private static final char MARK = '\u0002';

    /** Changing them changes the index: see {@link NoteAnalyzer#VERSION}. */
    private static final Set<String> VERY_COMMON = words("very-common-words.txt");

    private static final Set<String> FREQUENT = words("frequent-words.txt");

    private CommonWords() {}

    private static Set<String> words(String file) {
        return Set.copyOf(ShippedTable.lines(CommonWords.class, file));
    }

    /** @param word folded */
    static Kind kind(String word) {
        if (VERY_COMMON.contains(word)) {
            return Kind.VERY_COMMON;
        }
        return FREQUENT.contains(word) ? Kind.FREQUENT : Kind.OTHER;
    }

    /** Words that follow each other, as one term. */
    static String row(String... words) {
        return MARK + String.join(" ", words);
    }
}
