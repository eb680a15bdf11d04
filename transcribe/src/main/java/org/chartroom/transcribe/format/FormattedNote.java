package org.chartroom.transcribe.format;

import java.util.List;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.TextEdit;

/**
 * Written text and how it came from spoken words.
 *
 * @param text as {@link SpokenText#render} makes it of the words and the edits
 * @param edits in word order, not overlapping
 * @param sections the text cut at its headings, in order; text before the first heading has an empty title
 */
public record FormattedNote(String text, List<TextEdit> edits, List<NoteSection> sections) {
    public FormattedNote {
        edits = List.copyOf(edits);
        sections = List.copyOf(sections);
    }
}
