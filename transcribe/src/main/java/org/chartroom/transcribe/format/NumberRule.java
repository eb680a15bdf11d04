package org.chartroom.transcribe.format;

import java.util.List;
import java.util.Set;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/**
 * Numbers: doses, measures, percentages, ages, ranges, sizes. In running text whole numbers below ten stay words; what is
 * counted, measured or given is always figures. Grouping of thousands follows ISMP in doses (from four figures on) and
 * AHDI elsewhere (from five on).
 */
final class NumberRule implements FormattingRule {
    private static final int LARGEST_PLUS = 5;
    private static final Set<String> AGE_SPANS =
            Set.of("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours");
    private static final Set<String> AFTER_TIMES = Set.of("a", "per", "daily", "each", "every", "weekly", "nightly");
    private static final Set<String> DOSAGE_FORMS =
            Set.of("tablet", "tablets", "capsule", "capsules", "tabs", "pills", "patches", "vials", "caplets");

    private final Units units;
    private final Triggers triggers;

    NumberRule(Units units, Triggers triggers) {
        this.units = units;
        this.triggers = triggers;
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        String word = words.at(index);
        if (word.equals("numeral")) {
            Found number = NumberWords.number(words, index + 1);
            return number == null ? null : words.edit(index, number.end(), number.digits(), "number.numeral");
        }
        if (word.equals("times")) {
            return times(words, index);
        }
        TextEdit signed = signed(words, index);
        if (signed != null) {
            return signed;
        }
        TextEdit age = hyphenatedAge(words, index);
        if (age != null) {
            return age;
        }
        TextEdit implied = impliedPoint(words, index);
        if (implied != null) {
            return implied;
        }
        TextEdit decade = decade(words, index);
        if (decade != null) {
            return decade;
        }
        Found number = NumberWords.number(words, index);
        if (number == null) {
            TextEdit strengths = countOfStrengths(words, index);
            return strengths != null ? strengths : pair(words, index);
        }
        TextEdit several = several(words, index, number);
        return several != null ? several : amount(words, index, number);
    }

    private @Nullable TextEdit amount(Utterance words, int index, Found number) {
        int end = number.end();
        String next = words.at(end);
        if (AGE_SPANS.contains(next) && words.at(end + 1).equals("old")) {
            String age =
                    next.endsWith("s") ? number.digits() + " " + next + " old" : number.digits() + "-" + next + "-old";
            return words.edit(index, end + 2, age, "number.age");
        }
        int percent = percentAt(words, end);
        if (percent > 0) {
            return words.edit(index, end + percent, number.digits() + "%", "number.percent");
        }
        if (next.equals("dollars") || next.equals("dollar")) {
            return words.edit(index, end + 1, "$" + number.grouped(5), "number.money");
        }
        if (next.equals("o'clock") || words.has(end, "o", "clock")) {
            int clock = next.equals("o'clock") ? 1 : 2;
            return words.edit(index, end + clock, number.digits() + " o'clock", "time.oclock");
        }
        if (next.equals("times") && AFTER_TIMES.contains(words.at(end + 1)) && number.value() > 1) {
            return words.edit(index, end + 1, number.digits() + " times", "number.count");
        }
        TextEdit special = plus(words, index, number);
        if (special == null) {
            special = height(words, index, number);
        }
        if (special != null) {
            return special;
        }
        Units.Found unit = units.rateAt(words, end);
        boolean openRange = words.openBefore(index).equals("to")
                && index - 2 >= words.settled()
                && NumberWords.isNumberWord(words.at(index - 2));
        if (openRange) {
            return Ambiguity.keep(words, index, unit == null ? end : unit.end(), Ambiguity.RANGE);
        }
        if (unit != null && !onlyAWord(number, unit)) {
            return words.edit(
                    index, unit.end(), figures(words, index, number, unit) + " " + unit.written(), ruleOf(unit));
        }
        if (words.at(index).equals("a") && number.value() % 100 == 0) {
            return null;
        }
        boolean called = triggers.before(words, index, Context.FIGURE) && calledDirectly(words, index);
        if (words.at(index - 1).equals("at") && words.has(index, "one", "point")) {
            return Ambiguity.keep(words, index, end, Ambiguity.NUMBER);
        }
        if (!number.whole()) {
            boolean half = words.at(end - 1).matches("half|quarters?|fourths?") && number.value() < 10;
            return half ? null : words.edit(index, end, number.grouped(5), "number.decimal");
        }
        boolean unresolved = isStroke(next) || isStroke(words.at(index - 1));
        return number.value() < 10 && !called || unresolved
                ? null
                : words.edit(index, end, number.grouped(5), "number.whole");
    }

    private String figures(Utterance words, int index, Found number, Units.Found unit) {
        if (unit.kind() != Units.Kind.DOSE) {
            return number.grouped(5);
        }
        // A laboratory value was measured to the last figure that was said.
        boolean measured = triggers.before(words, index, Context.ANALYTE);
        return (measured ? number : number.withoutTrailingZeros()).grouped(4);
    }

    private static String ruleOf(Units.Found unit) {
        return switch (unit.kind()) {
            case DOSE -> "number.dose";
            case MEASURE -> "number.measure";
            case COUNT, SPAN -> "number.count";
        };
    }

    /** How many words "percent" is here, 0 when it is not. */
    private static int percentAt(Utterance words, int index) {
        if (words.has(index, "percent", "sign") || words.has(index, "per", "cent")) {
            return 2;
        }
        return words.at(index).equals("percent") ? 1 : 0;
    }

    /** "Type two", "potassium of four": the name stands right before, or one small word between. */
    private boolean calledDirectly(Utterance words, int index) {
        if (triggers.endsAt(words, index, Context.FIGURE)) {
            return true;
        }
        boolean inList =
                words.at(index - 1).matches("and|through|to|or") && NumberWords.isNumberWord(words.at(index - 2));
        return inList
                || words.at(index - 1).matches("of|is|was|at|are|were|number")
                        && triggers.endsAt(words, index - 1, Context.FIGURE);
    }

    /** Two numbers with a stroke between them that made no sense together stay as they were said. */
    static boolean isStroke(String word) {
        return word.equals("over") || word.equals("slash");
    }

    /** "one day", "one second": more often than not no count at all. */
    private static boolean onlyAWord(Found number, Units.Found unit) {
        return unit.kind() == Units.Kind.SPAN && number.whole() && number.value() == 1;
    }

    /** "two plus edema", "four plus out of five". */
    private static @Nullable TextEdit plus(Utterance words, int index, Found number) {
        String sign = words.at(number.end());
        boolean plus = sign.equals("plus");
        if (!number.whole() || number.value() > LARGEST_PLUS || !(plus || sign.equals("minus"))) {
            return null;
        }
        int end = number.end() + 1;
        int of = isStroke(words.at(end)) ? 1 : words.has(end, "out", "of") ? 2 : 0;
        Found whole = of == 0 ? null : NumberWords.number(words, end + of);
        String graded = number.digits() + (plus ? "+" : "-");
        if (whole != null) {
            return words.edit(index, whole.end(), graded + "/" + whole.digits(), "number.grade");
        }
        return plus && !NumberWords.isNumberWord(words.at(end)) ? words.edit(index, end, graded, "number.grade") : null;
    }

    /** "five foot ten", "six feet two inches". */
    private static @Nullable TextEdit height(Utterance words, int index, Found feet) {
        if (!words.at(feet.end()).matches("foot|feet") || !feet.whole()) {
            return null;
        }
        Found inches = NumberWords.number(words, feet.end() + 1);
        if (inches == null || inches.value() >= 12) {
            return null;
        }
        String after = words.at(inches.end());
        boolean named = after.matches("inch|inches");
        boolean possible = named || inches.whole() && inches.value() > 0 && feet.value() >= 3 && feet.value() <= 8;
        return possible
                ? words.edit(
                        index,
                        inches.end() + (named ? 1 : 0),
                        feet.digits() + " feet " + inches.digits() + " "
                                + (inches.digits().equals("1") ? "inch" : "inches"),
                        "number.height")
                : null;
    }

    /** Ranges, choices and sizes: "one to two tablets", "two or three days", "four by four". */
    private @Nullable TextEdit several(Utterance words, int index, Found first) {
        String word = words.at(first.end());
        TextEdit size = size(words, index, first);
        if (size != null) {
            return size;
        }
        boolean choice = word.equals("or") || word.equals("and");
        if (word.equals("of")) {
            Found whole = NumberWords.number(words, first.end() + 1);
            if (whole == null || !whole.whole() || !first.whole()) {
                return null;
            }
            boolean part = whole.value() >= 10 && first.value() <= whole.value();
            return part && units.at(words, whole.end()) == null
                    ? words.edit(index, whole.end(), first.digits() + " of " + whole.digits(), "number.part")
                    : null;
        }
        if (!choice && !word.equals("to") && !word.equals("through")) {
            return null;
        }
        Found second = NumberWords.number(words, first.end() + 1);
        if (second == null || second.amount() <= first.amount() && !choice) {
            return null;
        }
        int percent = percentAt(words, second.end());
        Units.Found unit = units.rateAt(words, second.end());
        boolean counted = unit != null || percent > 0 || words.at(second.end()).equals("times");
        if (!counted) {
            boolean figures = second.value() >= 10 || calledDirectly(words, index);
            boolean mixed = figures
                    && first.value() < 10
                    && first.whole()
                    && second.whole()
                    && (word.equals("to") || word.equals("through"));
            boolean plain = mixed && !leavesScaleOpen(words, first, second) && !isStroke(words.at(second.end()));
            return plain
                    ? words.edit(
                            index, second.end(), first.digits() + " " + word + " " + second.grouped(5), "number.range")
                    : null;
        }
        if (leavesScaleOpen(words, first, second)) {
            int end = unit == null ? second.end() + percent : unit.end();
            return Ambiguity.keep(words, index, end, Ambiguity.RANGE);
        }
        String between = choice ? " " + word + " " : "-";
        if (percent > 0) {
            return words.edit(
                    index, second.end() + percent, first.digits() + between + second.digits() + "%", "number.range");
        }
        if (unit == null) {
            return words.edit(
                    index, second.end() + 1, first.digits() + between + second.digits() + " times", "number.range");
        }
        boolean old = unit.kind() == Units.Kind.SPAN && words.at(unit.end()).equals("old");
        if (old && !unit.written().endsWith("s")) {
            String middle = choice ? "- " + word + " " : "- to ";
            return words.edit(
                    index,
                    unit.end() + 1,
                    first.digits() + middle + second.digits() + "-" + unit.written() + "-old",
                    "number.age");
        }
        String written = figures(words, index, first, unit) + between + figures(words, index, second, unit) + " "
                + unit.written() + (old ? " old" : "");
        return words.edit(index, unit.end() + (old ? 1 : 0), written, "number.range");
    }

    /** "One to two hundred" starts at one or at a hundred. */
    private static boolean leavesScaleOpen(Utterance words, Found first, Found second) {
        String last = words.at(second.end() - 1);
        boolean scale = last.equals("hundred") || last.equals("thousand") || last.equals("million");
        return scale && !words.at(first.end() - 1).equals(last) && first.amount() < 100;
    }

    private @Nullable TextEdit size(Utterance words, int index, Found first) {
        StringBuilder written = new StringBuilder(first.digits());
        Found last = first;
        while (words.at(last.end()).equals("by") || words.at(last.end()).equals("x")) {
            Found next = NumberWords.number(words, last.end() + 1);
            if (next == null) {
                break;
            }
            written.append(" x ").append(next.digits());
            last = next;
        }
        if (last == first) {
            return null;
        }
        Units.Found unit = units.at(words, last.end());
        return unit != null && unit.kind() == Units.Kind.MEASURE
                ? words.edit(index, unit.end(), written + " " + unit.written(), "number.size")
                : words.edit(index, last.end(), written.toString(), "number.size");
    }

    /** "Oriented times three", "times seven days". */
    private static @Nullable TextEdit times(Utterance words, int index) {
        String before = words.at(index - 1);
        Found number = NumberWords.number(words, index + 1);
        boolean multiplied = NumberWords.isNumberWord(before)
                || before.matches("at|of|the|many|several|some|few|two|these|all|other");
        return number == null || !number.whole() || number.value() > 100 || multiplied
                ? null
                : words.edit(index, number.end(), "x" + number.digits(), "number.times");
    }

    /** "Minus two point five", after a value that can be negative "negative two point one" and "plus two" too. */
    private @Nullable TextEdit signed(Utterance words, int index) {
        String word = words.at(index);
        boolean known = triggers.before(words, index, Context.SIGNED)
                || words.at(index + 2).matches("station|diopters");
        boolean minus = word.equals("minus") || known && word.equals("negative");
        if (!minus && !(known && word.equals("plus")) || NumberWords.isNumberWord(words.openBefore(index))) {
            return null;
        }
        if (words.at(index - 1).equals("or")) {
            return null;
        }
        Found number = NumberWords.number(words, index + 1);
        if (number == null) {
            return null;
        }
        Units.Found unit = units.rateAt(words, number.end());
        String written = (minus ? "-" : "+") + number.digits() + (unit == null ? "" : " " + unit.written());
        return words.edit(index, unit == null ? number.end() : unit.end(), written, "number.signed");
    }

    /** "sixty-two-year-old" as one word. */
    private static @Nullable TextEdit hyphenatedAge(Utterance words, int index) {
        String word = words.at(index);
        int span = word.indexOf("-year-old");
        Utterance spread =
                span <= 0 ? null : new Utterance(List.of(word.substring(0, span).split("-")));
        Found number = spread == null ? NumberWords.number(words, index) : NumberWords.number(spread, 0);
        if (number == null) {
            return null;
        }
        if (spread != null) {
            return words.edit(index, index + 1, number.digits() + word.substring(span), "number.age");
        }
        String next = words.at(number.end());
        return next.matches("(year|month|week|day)-old")
                ? words.edit(index, number.end() + 1, number.digits() + "-" + next, "number.age")
                : null;
    }

    /** "Temperature ninety eight six", "pH seven three five": the point is left out in speaking. */
    private @Nullable TextEdit impliedPoint(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.openBefore(index))) {
            return null;
        }
        if (triggers.before(words, index, Context.TEMPERATURE)) {
            Found degrees = temperature(words, index);
            int tenth = degrees == null ? -1 : NumberWords.digit(words.at(degrees.end()));
            if (degrees != null && tenth >= 0 && !NumberWords.isNumberWord(words.at(degrees.end() + 1))) {
                return words.edit(index, degrees.end() + 1, degrees.value() + "." + tenth, "vital.temperature");
            }
            Found pair = NumberWords.pair(words, index);
            return pair != null && pair.value() >= 90 && pair.value() <= 110
                    ? words.edit(index, pair.end(), pair.digits(), "vital.temperature")
                    : null;
        }
        if (triggers.before(words, index, Context.ACIDITY)) {
            int whole = NumberWords.digit(words.at(index));
            int tenth = NumberWords.digit(words.at(index + 1));
            int hundredth = NumberWords.digit(words.at(index + 2));
            Found two = NumberWords.belowHundred(words, index + 1);
            if (whole == 6 || whole == 7) {
                if (two != null && two.value() >= 10 && !NumberWords.isNumberWord(words.at(two.end()))) {
                    return words.edit(index, two.end(), whole + "." + two.digits(), "lab.ph");
                }
                if (tenth >= 0 && hundredth >= 0 && !NumberWords.isNumberWord(words.at(index + 3))) {
                    return words.edit(index, index + 3, whole + "." + tenth + hundredth, "lab.ph");
                }
            }
        }
        return null;
    }

    /** Whole degrees a person can have, Celsius or Fahrenheit, with more number words after it. */
    private static @Nullable Found temperature(Utterance words, int index) {
        int one = NumberWords.digit(words.at(index));
        if (one == 1 && NumberWords.isOh(words.at(index + 1)) && NumberWords.digit(words.at(index + 2)) >= 0) {
            int unit = NumberWords.digit(words.at(index + 2));
            return new Found(100L + unit, "10" + unit, index + 3);
        }
        Found whole = NumberWords.cardinal(words, index);
        boolean possible = whole != null
                && (whole.value() >= 30 && whole.value() <= 43 || whole.value() >= 85 && whole.value() <= 110);
        return possible ? whole : null;
    }

    /** "Systolics in the one forties". */
    private @Nullable TextEdit decade(Utterance words, int index) {
        Found decade = NumberWords.decade(words, index);
        boolean reading =
                triggers.before(words, index, Context.READING) || triggers.near(words, index, Context.BLOOD_PRESSURE);
        return decade == null || decade.value() < 100 && !reading
                ? null
                : words.edit(index, decade.end(), decade.digits() + "s", "number.decade");
    }

    /** "Two five milligram tablets": how many, and of what strength; a strength that starts with tens could be a pair. */
    private @Nullable TextEdit countOfStrengths(Utterance words, int index) {
        int count = NumberWords.digit(words.at(index));
        if (count < 1 || NumberWords.isNumberWord(words.openBefore(index)) || NumberWords.pair(words, index) != null) {
            return null;
        }
        Found strength = NumberWords.number(new Utterance(words.words().subList(index + 1, words.size())), 0);
        int end = strength == null ? 0 : strength.end() + index + 1;
        Units.Found unit = strength == null ? null : units.at(words, end);
        if (strength == null
                || unit == null
                || unit.kind() != Units.Kind.DOSE
                || !DOSAGE_FORMS.contains(words.at(unit.end()))) {
            return null;
        }
        String written = words.at(index) + " " + strength.withoutTrailingZeros().grouped(4) + " " + unit.written();
        return words.edit(index, unit.end(), written, "number.strength");
    }

    /** "one twenty" after the name of a reading, or all by itself; before a unit it could be "1 of 20 mg". */
    private @Nullable TextEdit pair(Utterance words, int index) {
        Found pair = NumberWords.pair(words, index);
        if (pair == null || isStroke(words.at(index - 1)) || isStroke(words.at(pair.end()))) {
            return null;
        }
        boolean known =
                triggers.before(words, index, Context.READING) || triggers.near(words, index, Context.BLOOD_PRESSURE);
        Units.Found unit = units.rateAt(words, pair.end());
        if (known) {
            TextEdit range = rangeOfPairs(words, index, pair);
            if (range != null) {
                return range;
            }
            if (unit != null && unit.kind() == Units.Kind.COUNT) {
                return Ambiguity.keep(words, index, unit.end(), Ambiguity.NUMBER);
            }
            return unit == null || unit.kind() == Units.Kind.SPAN
                    ? words.edit(index, pair.end(), pair.grouped(5), "number.pair")
                    : words.edit(index, unit.end(), pair.grouped(5) + " " + unit.written(), ruleOf(unit));
        }
        boolean body = unit != null
                && (unit.kind() == Units.Kind.MEASURE && unit.written().matches("pounds?|beats per minute|mm Hg"));
        if (unit != null && body) {
            return words.edit(index, unit.end(), pair.digits() + " " + unit.written(), "number.measure");
        }
        if (unit != null) {
            return Ambiguity.keep(words, index, unit.end(), Ambiguity.NUMBER);
        }
        boolean alone = index == 0 && pair.end() == words.size();
        return alone || !pair.whole() ? words.edit(index, pair.end(), pair.digits(), "number.pair") : null;
    }

    private @Nullable TextEdit rangeOfPairs(Utterance words, int index, Found first) {
        if (!words.at(first.end()).equals("to")) {
            return null;
        }
        Found second = NumberWords.pair(words, first.end() + 1);
        if (second == null) {
            second = NumberWords.number(words, first.end() + 1);
        }
        if (second == null || second.amount() <= first.amount() || isStroke(words.at(second.end()))) {
            return null;
        }
        Units.Found unit = units.rateAt(words, second.end());
        String written = first.digits() + "-" + second.digits();
        return unit != null && (unit.kind() == Units.Kind.MEASURE || unit.kind() == Units.Kind.DOSE)
                ? words.edit(index, unit.end(), written + " " + unit.written(), "number.range")
                : words.edit(index, second.end(), written, "number.range");
    }
}
