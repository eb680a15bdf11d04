package org.chartroom.index.forms;

import java.util.List;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;

/**
 * A page as it was read.
 *
 * @param words with their places on its image, px
 * @param geometry of its image
 */
public record FormPage(List<Word> words, PageGeometry geometry) {
    public FormPage {
        words = List.copyOf(words);
    }
}
