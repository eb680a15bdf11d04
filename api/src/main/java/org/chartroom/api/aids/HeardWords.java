package org.chartroom.api.aids;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;
import org.jspecify.annotations.Nullable;

/** A draft as the words it was made from, with the rewrite that each word is part of. Immutable. */
final class HeardWords {
    /** Rewrites that change no word: a capital where a sentence starts, a stop where one ends, and what was learned. */
    private static final List<String> PLAIN = List.of("case.sentence", "sentence.end", AuthorsDraft.CORRECTION);

    private final List<String> words;
    private final @Nullable TextEdit[] editOf;

    HeardWords(Transcript transcript) {
        words = transcript.words().stream()
                .map(SpokenWord::word)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        editOf = new @Nullable TextEdit[words.size()];
        for (TextEdit edit : transcript.edits()) {
            for (int i = edit.firstWord(); i <= edit.lastWord() && i < editOf.length; i++) {
                editOf[i] = edit;
            }
        }
    }

    int size() {
        return words.size();
    }

    boolean has(int index, List<String> phrase) {
        return index + phrase.size() <= words.size()
                && words.subList(index, index + phrase.size()).equals(phrase);
    }

    String word(int index) {
        return words.get(index);
    }

    @Nullable
    TextEdit editOf(int index) {
        return index >= 0 && index < editOf.length ? editOf[index] : null;
    }

    /** Whether the word stands in the text as it was heard, but for a capital or a stop. */
    boolean isPlain(int index) {
        TextEdit edit = editOf(index);
        return edit == null || PLAIN.contains(edit.rule());
    }

    /** Whether a learned correction stands for the word. */
    boolean isCorrected(int index) {
        TextEdit edit = editOf(index);
        return edit != null && edit.rule().equals(AuthorsDraft.CORRECTION);
    }

    /** Whether a number or dose was written of the word. */
    boolean isFigure(int index) {
        TextEdit edit = editOf(index);
        return edit != null && edit.to().chars().anyMatch(Character::isDigit);
    }

    /** The rewrites that touch words {@code first} to {@code end}, exclusive. */
    List<TextEdit> edits(int first, int end) {
        List<TextEdit> found = new ArrayList<>();
        for (int i = first; i < end; i++) {
            TextEdit edit = editOf(i);
            if (edit != null && (found.isEmpty() || found.getLast().lastWord() != edit.lastWord())) {
                found.add(edit);
            }
        }
        return found;
    }
}
