package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.chartroom.models.text.TextEdit;

/** Runs of number words that no rule understood: two figures that follow each other have at least two readings. */
final class UnreadNumbers {
    private UnreadNumbers() {}

    static List<Ambiguity> in(Utterance words, List<TextEdit> rewrites, List<TextEdit> kept) {
        boolean[] settled = new boolean[words.size()];
        List<Ambiguity> found = new ArrayList<>();
        for (TextEdit edit : rewrites) {
            Arrays.fill(settled, edit.firstWord(), edit.lastWord() + 1, true);
        }
        for (TextEdit edit : kept) {
            // A command to take words back comes after them.
            boolean takenBack = settled[edit.firstWord()];
            Arrays.fill(settled, edit.firstWord(), edit.lastWord() + 1, true);
            if (!takenBack) {
                found.add(Ambiguity.of(edit));
            }
        }
        int index = 0;
        while (index < words.size()) {
            int end = index;
            while (end < words.size() && !settled[end] && isNumeric(words.at(end))) {
                end++;
            }
            if (end - index > 1 && NumberWords.isNumberWord(words.at(index))) {
                found.add(Ambiguity.of(Ambiguity.keep(words, index, end, Ambiguity.NUMBER)));
            }
            index = Math.max(end, index + 1);
        }
        found.sort(Comparator.comparingInt(Ambiguity::firstWord));
        return found;
    }

    private static boolean isNumeric(String word) {
        return NumberWords.isNumberWord(word) || word.equals("oh") || word.equals("point");
    }
}
