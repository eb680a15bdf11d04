package org.chartroom.transcribe.format;

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
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (TextEdit edit : edits) {
            if (edit.firstWord() < next || edit.lastWord() >= words.size()) {
                throw new IllegalArgumentException("edits overlap or reach beyond the words at " + edit.firstWord());
            }
            while (next < edit.firstWord()) {
                append(text, words.get(next++));
            }
            append(text, edit.to());
            next = edit.lastWord() + 1;
        }
        while (next < words.size()) {
            append(text, words.get(next++));
        }
        return text.toString();
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
