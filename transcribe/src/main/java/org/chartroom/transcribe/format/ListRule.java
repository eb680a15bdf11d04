package org.chartroom.transcribe.format;

import java.util.List;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.jspecify.annotations.Nullable;

/** Numbered lists: "number one" where a sentence starts, when a "number two" follows or one with it went before. */
final class ListRule implements FormattingRule {
    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        boolean called = words.at(index).equals("number");
        Found number = called ? NumberWords.belowHundred(words, index + 1) : null;
        if (!atStart || number == null || number.value() < 1 || NumberWords.isNumberWord(words.at(number.end()))) {
            return null;
        }
        boolean listed = has(words, number.value() + 1) || number.value() > 1 && has(words, number.value() - 1);
        if (!listed) {
            return null;
        }
        int mark = words.at(number.end()).equals("period") ? 1 : 0;
        boolean newLine = index > 0
                && !words.at(index - 1).equals("line")
                && !words.at(index - 1).equals("paragraph");
        return words.edit(index, number.end() + mark, (newLine ? "\n" : "") + number.digits() + ".", "list.number");
    }

    private static boolean has(Utterance words, long number) {
        for (int index = 0; index < words.size(); index++) {
            Found found = words.at(index).equals("number") ? NumberWords.belowHundred(words, index + 1) : null;
            boolean start = index == 0
                    || List.of("period", "line", "paragraph", "plan", "assessment", "impression", "colon")
                            .contains(words.at(index - 1));
            if (found != null && found.value() == number && start) {
                return true;
            }
        }
        return false;
    }
}
