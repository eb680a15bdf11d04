package org.chartroom.transcribe.format;

import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that name something: record numbers and telephone numbers, said figure by figure. Said in tens they are not
 * understood: "twelve thirty four" may be 1234 or 12304.
 */
final class IdentifierRule implements FormattingRule {
    private final Triggers triggers;

    IdentifierRule(Triggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        boolean record = isCalled(words, index, Context.IDENTIFIER);
        boolean telephone = isCalled(words, index, Context.TELEPHONE);
        if (!record && !telephone
                || NumberWords.digit(words.at(index)) < 0 && !NumberWords.isNumberWord(words.at(index))) {
            return null;
        }
        Found figures = NumberWords.figures(words, index);
        if (figures == null) {
            int end = index;
            while (NumberWords.isNumberWord(words.at(end)) || NumberWords.isOh(words.at(end))) {
                end++;
            }
            boolean plain = NumberWords.number(words, index) != null && end - index < 2;
            return plain || end - index < 2 || telephone && !record
                    ? null
                    : Ambiguity.keep(words, index, end, Ambiguity.IDENTIFIER);
        }
        String digits = figures.digits();
        String written = telephone && digits.length() == 10
                ? digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6)
                : telephone && digits.length() == 7 ? digits.substring(0, 3) + "-" + digits.substring(3) : digits;
        if (telephone && !record && digits.length() < 4) {
            return null;
        }
        return words.edit(index, figures.end(), written, telephone ? "identifier.telephone" : "identifier.record");
    }

    private boolean isCalled(Utterance words, int index, Context context) {
        boolean direct = triggers.endsAt(words, index, context);
        return direct
                || words.at(index - 1).matches("is|of|at|number|colon|was")
                        && triggers.endsAt(words, index - 1, context)
                || words.has(index - 2, "number", "is") && triggers.endsAt(words, index - 2, context);
    }
}
