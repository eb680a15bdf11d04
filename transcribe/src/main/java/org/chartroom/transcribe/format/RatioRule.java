package org.chartroom.transcribe.format;

import java.util.Set;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/** Two numbers that belong together: blood pressure, strokes, "out of", fractions, ratios, Gleason sums; and ordinals. */
final class RatioRule implements FormattingRule {
    private static final String MERCURY = "mm Hg";
    private static final Set<String> DOSAGE_FORMS =
            Set.of("tablet", "tablets", "pill", "pills", "capsule", "capsules", "tab", "tabs");

    private final Units units;
    private final Triggers triggers;

    RatioRule(Units units, Triggers triggers) {
        this.units = units;
        this.triggers = triggers;
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        TextEdit sum = gleason(words, index);
        if (sum != null) {
            return sum;
        }
        TextEdit proportion = proportion(words, index);
        if (proportion != null) {
            return proportion;
        }
        TextEdit stroke = stroke(words, index);
        if (stroke != null) {
            return stroke;
        }
        TextEdit fraction = fraction(words, index);
        return fraction != null ? fraction : ordinal(words, index);
    }

    private static @Nullable Found pairOrNumber(Utterance words, int index) {
        Found pair = NumberWords.pair(words, index);
        return pair != null ? pair : NumberWords.number(words, index);
    }

    private @Nullable TextEdit stroke(Utterance words, int index) {
        boolean pressure = triggers.near(words, index, Context.BLOOD_PRESSURE);
        Found first = pairOrNumber(words, index);
        if (first == null && words.has(index, "twenty", "twenty") && triggers.near(words, index, Context.VISION)) {
            return NumberWords.isNumberWord(words.at(index + 2))
                    ? null
                    : words.edit(index, index + 2, "20/20", "number.acuity");
        }
        if (first == null || !first.whole()) {
            return null;
        }
        int middle = first.end();
        boolean over = NumberRule.isStroke(words.at(middle));
        boolean outOf = words.has(middle, "out", "of");
        if (!over && !outOf) {
            return null;
        }
        if (over && words.at(middle + 1).matches("palp|palpation|palpable")) {
            return words.edit(index, middle + 2, first.digits() + "/palp", "vital.blood-pressure");
        }
        Found second = pairOrNumber(words, middle + (outOf ? 2 : 1));
        if (second == null || !second.whole()) {
            return null;
        }
        String written = first.digits() + "/" + second.digits();
        Units.Found unit = units.at(words, second.end());
        boolean mercury = unit != null && unit.written().equals(MERCURY);
        boolean plausible =
                first.value() >= 40 && first.value() <= 300 && second.value() >= 20 && second.value() < first.value();
        boolean likely = first.value() >= 70 && second.value() >= 30 && (unit == null || mercury);
        if (!outOf && plausible && (pressure || mercury || likely)) {
            return unit != null && mercury
                    ? words.edit(index, unit.end(), written + " " + MERCURY, "vital.blood-pressure")
                    : words.edit(index, second.end(), written, "vital.blood-pressure");
        }
        boolean saidInPairs =
                NumberWords.pair(words, index) != null || NumberWords.pair(words, middle + (outOf ? 2 : 1)) != null;
        boolean acuity = triggers.near(words, index, Context.VISION) && first.value() == 20;
        boolean large = first.value() > 100 || second.value() > 100 && !acuity && first.value() != 20;
        boolean pressureLost = pressure && !outOf && (first.value() >= 40 || second.value() >= 40);
        if (pressureLost || !acuity && saidInPairs && !outOf || mercury) {
            return Ambiguity.keep(words, index, second.end(), Ambiguity.PRESSURE);
        }
        if (unit != null && !outOf || large && !outOf) {
            return null;
        }
        return words.edit(index, second.end(), written, outOf ? "number.out-of" : "number.fraction");
    }

    private @Nullable TextEdit fraction(Utterance words, int index) {
        Found fraction = NumberWords.fraction(words, index);
        if (fraction == null
                || fraction.digits().equals("1/3") && words.at(fraction.end()).matches("degree|person|visit|party")) {
            return null;
        }
        if (words.at(index - 1).equals("and") && NumberWords.isNumberWord(words.at(index - 2))) {
            return null;
        }
        boolean half = fraction.digits().equals("1/2");
        if (half && DOSAGE_FORMS.contains(words.at(fraction.end()))) {
            return words.edit(index, fraction.end(), "one-half", "number.half");
        }
        boolean ordinalMeant = fraction.digits().startsWith("1/")
                && words.at(fraction.end()).matches("toe|finger|digit|metatarsal|metacarpal|rib|ray|nerve|trimester");
        return ordinalMeant ? null : words.edit(index, fraction.end(), fraction.digits(), "number.fraction");
    }

    /** "A ratio of two to one", "a one to ten dilution", "titer of one to eighty". */
    private @Nullable TextEdit proportion(Utterance words, int index) {
        Found first = NumberWords.number(words, index);
        int connector =
                first == null ? 0 : words.at(first.end()).equals("to") ? 1 : words.has(first.end(), "is", "to") ? 2 : 0;
        if (first == null || connector == 0) {
            return null;
        }
        Found second = pairOrNumber(words, first.end() + connector);
        if (second == null || units.at(words, second.end()) != null) {
            return null;
        }
        boolean named = triggers.before(words, index, Context.RATIO)
                || triggers.startsAt(words, second.end(), Context.RATIO_AFTER)
                || connector == 2;
        return named
                ? words.edit(
                        index,
                        second.end(),
                        first.digits() + ":" + NumberWords.grouped(second.digits(), 4),
                        "number.ratio")
                : null;
    }

    /** "Gleason three plus four equals seven". */
    private @Nullable TextEdit gleason(Utterance words, int index) {
        int first = NumberWords.digit(words.at(index));
        int second = NumberWords.digit(words.at(index + 2));
        if (first < 1
                || second < 1
                || !words.at(index + 1).equals("plus")
                || !triggers.before(words, index, Context.GLEASON)) {
            return null;
        }
        String written = first + "+" + second;
        boolean sum = words.at(index + 3).matches("equals|equal|is") && NumberWords.number(words, index + 4) != null;
        Found total = sum ? NumberWords.number(words, index + 4) : null;
        return total == null
                ? words.edit(index, index + 3, written, "number.gleason")
                : words.edit(index, total.end(), written + "=" + total.digits(), "number.gleason");
    }

    /** From tenth on; below that ordinals stay words, but for percentiles. */
    private static @Nullable TextEdit ordinal(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.openBefore(index))) {
            return null;
        }
        Found ordinal = NumberWords.ordinal(words, index);
        if (ordinal == null || ordinal.value() < 10 && !words.at(ordinal.end()).equals("percentile")) {
            return null;
        }
        return words.edit(index, ordinal.end(), withEnding(ordinal.value()), "number.ordinal");
    }

    private static String withEnding(long value) {
        long lastTwo = value % 100;
        long last = lastTwo > 10 && lastTwo < 20 ? 0 : value % 10;
        return value + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }
}
