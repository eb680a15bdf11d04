package org.chartroom.transcribe.format;

import java.util.Locale;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** Signs that are spoken between two words and join them, "follow hyphen up", and capitals that are asked for. */
final class JoinRule implements FormattingRule {
    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        if (words.has(index, "all", "caps") && index + 2 < words.size()) {
            return words.edit(
                    index, index + 3, words.words().get(index + 2).toUpperCase(Locale.ROOT), "command.all-caps");
        }
        if (words.at(index).equals("capital")
                && index + 1 < words.size()
                && !words.at(index + 1).matches("femoral|epiphysis|of|is|was|physis|letter")) {
            String word = words.words().get(index + 1);
            return words.edit(
                    index,
                    index + 2,
                    word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                    "command.capital");
        }
        StringBuilder written =
                new StringBuilder(words.size() > index ? words.words().get(index) : "");
        int end = index + 1;
        while (end + 1 < words.size() && isSign(words, end)) {
            written.append(words.at(end).equals("slash") ? "/" : "-")
                    .append(words.words().get(end + 1));
            end += 2;
        }
        return end == index + 1 ? null : words.edit(index, end, written.toString(), "punctuation.joined");
    }

    /** A stroke between numbers is a matter of the numbers. */
    private static boolean isSign(Utterance words, int index) {
        String sign = words.at(index);
        boolean numbers =
                NumberWords.isNumberWord(words.at(index - 1)) || NumberWords.isNumberWord(words.at(index + 1));
        return !numbers && (sign.equals("hyphen") || sign.equals("slash"));
    }
}
