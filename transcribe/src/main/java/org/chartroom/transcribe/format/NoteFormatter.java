package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;

/** Writes spoken words as a note. Immutable; safe for use by several threads. */
public final class NoteFormatter {
    private NoteFormatter() {}

    /** With the rules for English notes that come with Chartroom. */
    public static NoteFormatter english() {
        return new NoteFormatter();
    }

    /** @param words as an engine heard them */
    public FormattedNote format(List<SpokenWord> words) {
        return formatWords(words.stream().map(SpokenWord::word).toList());
    }

    /** @param words lower case, as spoken, one word each */
    public FormattedNote formatWords(List<String> words) {
        List<TextEdit> edits = new ArrayList<>();
        if (!words.isEmpty()) {
            String first = words.getFirst();
            String capital = Character.toUpperCase(first.charAt(0)) + first.substring(1);
            if (!capital.equals(first)) {
                edits.add(new TextEdit(first, capital, "case.sentence", 0, 0));
            }
        }
        String text = SpokenText.render(words, edits);
        return new FormattedNote(text, edits, List.of(new NoteSection("", "", text)));
    }
}
