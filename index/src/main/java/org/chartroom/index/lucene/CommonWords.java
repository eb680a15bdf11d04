package org.chartroom.index.lucene;

import java.util.Set;

/** The words of which English medical notes are full. They are found like all others; only rows of them are also one term. */
final class CommonWords {
    /** Before every row; not a letter, so no beginning or spelling that people type meets it. */
    private static final char MARK = '\u0002';

    /** Changing them changes the index: see {@link NoteAnalyzer#VERSION}. */
    private static final Set<String> WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her",
            "his", "history", "in", "is", "it", "left", "no", "not", "of", "on", "or", "patient", "right", "she",
            "that", "the", "then", "there", "this", "to", "was", "were", "which", "with");

    private CommonWords() {}

    /** @param word folded */
    static boolean contains(String word) {
        return WORDS.contains(word);
    }

    /** Two that follow each other, as one term. */
    static String row(String first, String second) {
        return MARK + first + ' ' + second;
    }

    /** Three that follow each other, as one term. */
    static String row(String first, String second, String third) {
        return MARK + first + ' ' + second + ' ' + third;
    }
}
