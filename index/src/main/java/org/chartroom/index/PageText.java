package org.chartroom.index;

import java.util.List;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.Word;

/** The text of a page with what is known of where its words are. */
public sealed interface PageText {
    /** In reading order, lines separated by {@code \n}. */
    String text();

    /**
     * Read from a page image.
     *
     * @param words in reading order, as they make up the text
     * @param widthPx width of the upright page image
     * @param heightPx height of the upright page image
     */
    record Printed(String text, List<Word> words, int widthPx, int heightPx) implements PageText {
        public Printed {
            words = List.copyOf(words);
        }
    }

    /**
     * A dictated note.
     *
     * @param words as spoken, in time order; the text is what rules and people made of them
     * @param audioMs length of the recording in ms
     */
    record Heard(String text, List<SpokenWord> words, long audioMs) implements PageText {
        public Heard {
            words = List.copyOf(words);
        }
    }

    /** Nothing but text. */
    record Plain(String text) implements PageText {}
}
