package org.chartroom.models.text;

/**
 * One word as read from a page.
 *
 * @param text the word without surrounding white space, never empty
 * @param box where it stands on the upright page image that people see, in px of that image
 * @param confidence how sure the reader was, 0..1; 1 for words of a PDF's own text layer
 * @param line number of the line it stands on in reading order, from 0; words of one line share it
 */
public record Word(String text, Box box, double confidence, int line) {
    public Word {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word needs text");
        }
        Confidence.check(confidence);
    }
}
