package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final Set<String> VERY_COMMON = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her",
            "his", "history", "in", "is", "it", "left", "no", "not", "of", "on", "or", "patient", "right", "she",
            "that", "the", "then", "there", "this", "to", "was", "were", "which", "with");

    private static final Set<String> FREQUENT = read("frequent-words.txt");

    private CommonWords() {}

    private static Set<String> read(String resource) {
        try (InputStream in = CommonWords.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + resource + " failed", failure);
        }
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
