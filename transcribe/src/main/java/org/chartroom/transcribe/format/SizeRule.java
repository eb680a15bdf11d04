package org.chartroom.transcribe.format;

import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/** Sizes of instruments: sutures ("three oh vicryl" is 3-0), catheters in French, needles in gauge, numbered blades. */
final class SizeRule implements FormattingRule {
    private static final int THINNEST_SUTURE = 12;

    private final Triggers triggers;

    SizeRule(Triggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        if (words.at(index).equals("number")) {
            Found number = NumberWords.number(words, index + 1);
            boolean blade = number != null && triggers.startsAt(words, number.end(), Context.BLADE);
            return number != null && blade
                    ? words.edit(index, number.end(), "#" + number.digits(), "size.blade")
                    : null;
        }
        Found number = NumberWords.belowHundred(words, index);
        if (number == null || NumberWords.isNumberWord(words.openBefore(index))) {
            return null;
        }
        int end = number.end();
        String next = words.at(end);
        if (next.equals("french")) {
            return words.edit(index, end + 1, number.digits() + "-French", "size.french");
        }
        if (next.equals("gauge")) {
            return words.edit(index, end + 1, number.digits() + "-gauge", "size.gauge");
        }
        if (number.value() >= 1
                && number.value() <= THINNEST_SUTURE
                && (NumberWords.isOh(next) || next.equals("zero"))) {
            boolean to = words.at(end + 1).equals("to");
            boolean suture = triggers.follows(words, end + 1, Context.SUTURE);
            return suture && !to ? words.edit(index, end + 1, number.digits() + "-0", "size.suture") : null;
        }
        boolean single = number.value() <= 2 && triggers.startsAt(words, end, Context.SUTURE);
        boolean material = single && !words.at(end).matches("sutures?|stitch|plain|ties?|absorbable|nonabsorbable");
        return material ? words.edit(index, end, number.digits(), "size.suture") : null;
    }
}
