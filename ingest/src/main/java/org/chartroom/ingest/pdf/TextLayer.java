package org.chartroom.ingest.pdf;

import java.util.List;
import org.chartroom.models.text.Word;

/**
 * The words a PDF page says it has.
 *
 * @param words drawn visibly, in the page's own order, boxes in px of the page rendered without turning it
 * @param hidden how many letters are drawn invisibly, as OCR programs do over a scan
 * @param turn degrees to turn the page clockwise so that most of its words stand upright: 0, 90, 180 or 270
 */
record TextLayer(List<Word> words, int hidden, int turn) {
    TextLayer {
        words = List.copyOf(words);
    }

    /** How many letters and digits the visible words have. */
    int letters() {
        return words.stream().mapToInt(word -> letters(word.text())).sum();
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    /**
     * Whether the letters say what is drawn: fonts without a table of meanings come out as control characters, private
     * ones, or letters shifted in the alphabet, which make no words.
     */
    boolean sane() {
        long characters = 0;
        long senseless = 0;
        long wordy = 0;
        long spoken = 0;
        for (Word word : words) {
            String text = word.text();
            characters += text.codePointCount(0, text.length());
            senseless += text.codePoints().filter(TextLayer::senseless).count();
            if (letters(text) >= 3
                    && text.codePoints().filter(Character::isDigit).count() == 0) {
                wordy++;
                spoken += text.codePoints().anyMatch(TextLayer::vowelOrForeign) ? 1 : 0;
            }
        }
        return characters > 0 && senseless * 10 <= characters && (wordy < 8 || spoken * 2 >= wordy);
    }

    /** The words with single spaces between them, lines ended by {@code \n}. */
    static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        int line = -1;
        for (Word word : words) {
            if (!text.isEmpty()) {
                text.append(word.line() == line ? ' ' : '\n');
            }
            text.append(word.text());
            line = word.line();
        }
        return text.toString();
    }

    private static boolean senseless(int c) {
        int type = Character.getType(c);
        return c == 0xFFFD
                || type == Character.CONTROL
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    private static boolean vowelOrForeign(int c) {
        return "aeiouyAEIOUY".indexOf(c) >= 0 || c > 0x7F && Character.isLetter(c);
    }
}
