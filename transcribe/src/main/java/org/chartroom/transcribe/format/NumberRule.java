package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.jspecify.annotations.Nullable;

/**
 * Numbers: doses, measures, blood pressure, percentages, ratios, ages, ordinals. In running text whole numbers below ten
 * stay words; what is counted, measured or given is always figures.
 */
final class NumberRule implements FormattingRule {
    private static final String MERCURY = "mm Hg";
    private static final int REACH_OF_TRIGGER = 5;

    private final Units units = new Units();
    private final Map<String, List<List<String>>> triggers = new HashMap<>();

    NumberRule() {
        for (List<String> row : Table.read("triggers.tsv")) {
            List<List<String>> phrases = new ArrayList<>();
            for (String spoken : row.get(1).split("\\|")) {
                phrases.add(List.of(spoken.split(" ")));
            }
            triggers.put(row.get(0), phrases);
        }
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        if (words.at(index).equals("numeral")) {
            Found number = NumberWords.number(words, index + 1);
            return number == null ? null : words.edit(index, number.end(), number.digits(), "number.numeral");
        }
        if (words.has(index, List.of("oriented", "times"))) {
            Found number = NumberWords.number(words, index + 2);
            return number == null || number.value() > 4
                    ? null
                    : words.edit(index, number.end(), "oriented x" + number.digits(), "number.times");
        }
        TextEdit ratio = ratio(words, index);
        if (ratio != null) {
            return ratio;
        }
        TextEdit ordinal = ordinal(words, index);
        if (ordinal != null) {
            return ordinal;
        }
        Found number = NumberWords.number(words, index);
        if (number == null) {
            return pair(words, index);
        }
        TextEdit range = range(words, index, number);
        return range != null ? range : amount(words, index, number);
    }

    private @Nullable TextEdit amount(Utterance words, int index, Found number) {
        if (words.has(number.end(), List.of("year", "old")) || words.has(number.end(), List.of("years", "old"))) {
            boolean years = words.at(number.end()).equals("years");
            return words.edit(
                    index, number.end() + 2, number.digits() + (years ? " years old" : "-year-old"), "number.age");
        }
        if (words.at(number.end()).equals("percent")) {
            return words.edit(index, number.end() + 1, number.digits() + "%", "number.percent");
        }
        Units.Found unit = units.rateAt(words, number.end());
        if (unit != null && !onlyAWord(number, unit)) {
            boolean dose = unit.kind() == Units.Kind.DOSE;
            return words.edit(
                    index,
                    unit.end(),
                    (dose ? grouped(withoutTrailingZeros(number), 4) : grouped(number.digits(), 5)) + " "
                            + unit.written(),
                    dose ? "number.dose" : unit.kind() == Units.Kind.MEASURE ? "number.measure" : "number.count");
        }
        if (!number.whole()) {
            return words.at(number.end() - 1).equals("half")
                    ? null
                    : words.edit(index, number.end(), number.digits(), "number.decimal");
        }
        boolean unresolved = isStroke(words.at(number.end())) || isStroke(words.at(index - 1));
        return number.value() < 10 || unresolved
                ? null
                : words.edit(index, number.end(), grouped(number.digits(), 5), "number.whole");
    }

    /** Two numbers with a stroke between them that made no sense together stay as they were said. */
    private static boolean isStroke(String word) {
        return word.equals("over") || word.equals("slash");
    }

    /** "one day", "one second": more often than not no count at all. */
    private static boolean onlyAWord(Found number, Units.Found unit) {
        return unit.kind() == Units.Kind.SPAN && number.whole() && number.value() == 1;
    }

    /** "one to two tablets", "four to six hours". */
    private @Nullable TextEdit range(Utterance words, int index, Found first) {
        if (!words.at(first.end()).equals("to")) {
            return null;
        }
        Found second = NumberWords.number(words, first.end() + 1);
        if (second == null || second.amount() <= first.amount()) {
            return null;
        }
        Units.Found unit = units.rateAt(words, second.end());
        return unit == null
                ? null
                : words.edit(
                        index,
                        unit.end(),
                        first.digits() + "-" + second.digits() + " " + unit.written(),
                        "number.range");
    }

    private @Nullable TextEdit ratio(Utterance words, int index) {
        boolean pressure = after(words, index, "blood-pressure");
        Found first = NumberWords.pair(words, index);
        if (first == null) {
            first = NumberWords.number(words, index);
        }
        if (first == null || !first.whole()) {
            return null;
        }
        int middle = first.end();
        boolean over = words.at(middle).equals("over") || words.at(middle).equals("slash");
        boolean outOf = words.has(middle, List.of("out", "of"));
        if (!over && !outOf) {
            return null;
        }
        int from = middle + (outOf ? 2 : 1);
        Found second = NumberWords.pair(words, from);
        if (second == null) {
            second = NumberWords.number(words, from);
        }
        if (second == null || !second.whole()) {
            return null;
        }
        String written = first.digits() + "/" + second.digits();
        boolean plausible =
                first.value() >= 40 && first.value() <= 300 && second.value() >= 20 && second.value() < first.value();
        Units.Found unit = units.at(words, second.end());
        if (!outOf
                && plausible
                && (pressure
                        || (first.value() >= 70
                                && second.value() >= 30
                                && (unit == null || unit.written().equals(MERCURY))))) {
            return unit != null && unit.written().equals(MERCURY)
                    ? words.edit(index, unit.end(), written + " " + MERCURY, "vital.blood-pressure")
                    : words.edit(index, second.end(), written, "vital.blood-pressure");
        }
        boolean saidInPairs = NumberWords.pair(words, index) != null || NumberWords.pair(words, from) != null;
        if (pressure && !outOf || saidInPairs || unit != null || first.value() > 100 || second.value() > 100) {
            return null;
        }
        return words.edit(index, second.end(), written, outOf ? "number.out-of" : "number.fraction");
    }

    /** "one twenty" after the name of a reading, or all by itself; before a unit it could be "1 of 20 mg". */
    private @Nullable TextEdit pair(Utterance words, int index) {
        Found pair = NumberWords.pair(words, index);
        if (pair == null || isStroke(words.at(index - 1)) || isStroke(words.at(pair.end()))) {
            return null;
        }
        if (units.at(words, pair.end()) != null && !after(words, index, "reading")) {
            return null;
        }
        boolean known = after(words, index, "reading") || after(words, index, "blood-pressure");
        boolean alone = index == 0 && pair.end() == words.size();
        return known || alone ? words.edit(index, pair.end(), pair.digits(), "number.pair") : null;
    }

    /** From tenth on; below that ordinals stay words. */
    private static @Nullable TextEdit ordinal(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.at(index - 1))) {
            return null;
        }
        Found ordinal = NumberWords.ordinal(words, index);
        if (ordinal == null || ordinal.value() < 10) {
            return null;
        }
        long lastTwo = ordinal.value() % 100;
        long last = lastTwo > 10 && lastTwo < 20 ? 0 : ordinal.value() % 10;
        String ending = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
        return words.edit(index, ordinal.end(), ordinal.digits() + ending, "number.ordinal");
    }

    private boolean after(Utterance words, int index, String trigger) {
        for (int back = 0; back < REACH_OF_TRIGGER && index - back > 0; back++) {
            for (List<String> phrase : triggers.getOrDefault(trigger, List.of())) {
                if (words.endsWith(index - back, phrase)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A dose never ends in ".0": read as tens it is ten times too much. */
    private static String withoutTrailingZeros(Found number) {
        return number.whole() ? number.digits() : number.digits().replaceFirst("\\.?0+$", "");
    }

    private static String grouped(String digits, int fromLength) {
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        if (whole.length() < fromLength) {
            return digits;
        }
        StringBuilder text = new StringBuilder(whole);
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text + (point < 0 ? "" : digits.substring(point));
    }
}
