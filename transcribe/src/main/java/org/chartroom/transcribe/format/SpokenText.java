package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.TextEdit;

/** Puts words and edits together. What an edit says is all there is to it: leaving it out undoes it. */
public final class SpokenText {
    private static final String CLOSES = ".,;:?!)]”%\n";
    private static final String OPENS = "([“\n";

    private SpokenText() {}

    /**
     * The words with their edits: each edit's text stands where its words stood, everything else as spoken; one space
     * between two parts, except before closing and after opening punctuation and around line ends; after
     * "a.m." a stop is not written again.
     *
     * @param words as spoken
     * @param edits in word order, not overlapping
     */
    public static String render(List<String> words, List<TextEdit> edits) {
        return layout(words, edits).text();
    }

    /**
     * A piece of a rendered text: one word, or what one edit wrote for its words.
     *
     * @param start offset of its first character
     * @param end offset after its last; equal to {@code start} where nothing was written
     * @param firstWord index of its first word
     * @param lastWord index of its last word, inclusive
     */
    record Piece(int start, int end, int firstWord, int lastWord) {}

    /** A rendered text and where its words and edits are in it, in word order. */
    record Layout(String text, List<Piece> pieces) {}

    /** As {@link #render}, with the places. */
    static Layout layout(List<String> words, List<TextEdit> edits) {
        StringBuilder text = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        for (TextEdit edit : edits) {
            if (edit.firstWord() < next || edit.lastWord() >= words.size()) {
                throw new IllegalArgumentException("edits overlap or reach beyond the words at " + edit.firstWord());
            }
            while (next < edit.firstWord()) {
                pieces.add(append(text, words.get(next), next, next));
                next++;
            }
            pieces.add(append(text, edit.to(), edit.firstWord(), edit.lastWord()));
            next = edit.lastWord() + 1;
        }
        while (next < words.size()) {
            pieces.add(append(text, words.get(next), next, next));
            next++;
        }
        return new Layout(text.toString(), pieces);
    }

    private static Piece append(StringBuilder text, String part, int firstWord, int lastWord) {
        int before = text.length();
        append(text, part);
        // Where a stop stood already it is not written again, and the piece is empty.
        int start = text.length() == before ? before : text.length() - part.length();
        return new Piece(start, text.length(), firstWord, lastWord);
    }

    /** Whether no space belongs after this character. */
    static boolean opens(char mark) {
        return OPENS.indexOf(mark) >= 0;
    }

    /** Whether no space belongs before this character. */
    static boolean closes(char mark) {
        return CLOSES.indexOf(mark) >= 0;
    }

    private static void append(StringBuilder text, String part) {
        boolean secondStop = part.equals(".") && !text.isEmpty() && text.charAt(text.length() - 1) == '.';
        if (part.isEmpty() || secondStop) {
            return;
        }
        boolean joined = text.isEmpty()
                || OPENS.indexOf(text.charAt(text.length() - 1)) >= 0
                || CLOSES.indexOf(part.charAt(0)) >= 0;
        if (!joined) {
            text.append(' ');
        }
        text.append(part);
    }
}
