package org.chartroom.transcribe.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands English number words, and only such as make one number: a run of number words with two readings is not
 * understood at all.
 */
public final class NumberWords {
    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Integer> VALUES = new HashMap<>();
    private static final Map<String, Integer> ORDINALS = new HashMap<>();
    private static final Map<String, Integer> DENOMINATORS = new HashMap<>();
    private static final Map<String, Integer> DECADES = new HashMap<>();
    private static final Set<String> SCALES = Set.of("hundred", "thousand", "million");
    private static final int AND_REACH = 6;
    private static final Set<String> NOT_BEFORE_POINT =
            Set.of("this", "that", "the", "which", "some", "what", "every", "a", "starting", "focal", "power");

    static {
        for (int value = 0; value < SMALL.size(); value++) {
            VALUES.put(SMALL.get(value), value);
        }
        List<String> odd =
                List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");
        for (int value = 1; value <= 9; value++) {
            ORDINALS.put(odd.get(value - 1), value);
        }
        for (int value = 10; value < 20; value++) {
            ORDINALS.put(value == 12 ? "twelfth" : SMALL.get(value) + "th", value);
        }
        for (int ten = 2; ten < TENS.size(); ten++) {
            String tens = TENS.get(ten);
            VALUES.put(tens, ten * 10);
            ORDINALS.put(tens.replaceFirst("y$", "ieth"), ten * 10);
            DECADES.put(tens.replaceFirst("y$", "ies"), ten * 10);
            for (int unit = 1; unit <= 9; unit++) {
                VALUES.put(tens + "-" + SMALL.get(unit), ten * 10 + unit);
                ORDINALS.put(tens + "-" + odd.get(unit - 1), ten * 10 + unit);
            }
        }
        for (int value = 3; value < 20; value++) {
            DENOMINATORS.put(
                    value < 10 ? odd.get(value - 1) : value == 12 ? "twelfth" : SMALL.get(value) + "th", value);
        }
        DENOMINATORS.put("half", 2);
        DENOMINATORS.put("quarter", 4);
        DENOMINATORS.put("twentieth", 20);
    }

    /**
     * A number in an utterance.
     *
     * @param value whole part
     * @param digits as written, without thousands separators
     * @param scale what multiplies it and is written as a word, " million"; usually empty
     * @param end index after its last word
     */
    record Found(long value, String digits, String scale, int end) {
        Found(long value, String digits, int end) {
            this(value, digits, "", end);
        }

        boolean whole() {
            return digits.indexOf('.') < 0 && scale.isEmpty();
        }

        double amount() {
            double factor = scale.isEmpty() ? 1 : scale.equals(" thousand") ? 1000 : 1_000_000;
            return Double.parseDouble(digits) * factor;
        }

        /** @param fromLength figures from which on thousands are set apart */
        String grouped(int fromLength) {
            return NumberWords.grouped(digits, fromLength) + scale;
        }

        /** A dose never ends in ".0": read as tens it is ten times too much. */
        Found withoutTrailingZeros() {
            return digits.indexOf('.') < 0 ? this : new Found(value, digits.replaceFirst("\\.?0+$", ""), scale, end);
        }
    }

    private NumberWords() {}

    /** Whether a word in lower case is part of a number when spoken: zero to ninety, hundred, thousand, million. */
    public static boolean isNumberWord(String word) {
        return VALUES.containsKey(word) || SCALES.contains(word);
    }

    /** A whole or decimal number that starts here, neither preceded nor followed by more number words. */
    static @Nullable Found number(Utterance words, int index) {
        if (isNumberWord(words.openBefore(index)) || words.openBefore(index).equals("point")) {
            return null;
        }
        boolean oh = words.at(index).equals("oh") && words.at(index + 1).equals("point");
        Found whole = oh ? found(0, index + 1) : cardinal(words, index);
        int point = whole == null ? index : whole.end();
        if (words.at(point).equals("point")) {
            if (whole == null && NOT_BEFORE_POINT.contains(words.at(index - 1))) {
                return null;
            }
            Found fraction = afterPoint(words, point + 1);
            if (fraction != null) {
                long value = whole == null ? 0 : whole.value();
                return scaled(words, new Found(value, value + "." + fraction.digits(), fraction.end()));
            }
        }
        if (whole == null) {
            return null;
        }
        Found mixed = mixed(words, whole);
        if (mixed != null) {
            return mixed;
        }
        if (whole.value() >= 1_000_000 && words.at(whole.end() - 1).equals("million")) {
            return alone(
                    words, new Found(whole.value(), Long.toString(whole.value() / 1_000_000), " million", whole.end()));
        }
        return alone(words, whole);
    }

    /** Halves and quarters, as decimals: "two and a half", "three and three quarters". */
    private static @Nullable Found mixed(Utterance words, Found whole) {
        int end = whole.end();
        if (!words.at(end).equals("and")) {
            return null;
        }
        String count = words.at(end + 1);
        String part = words.at(end + 2);
        boolean single = count.equals("a") || count.equals("one");
        String decimals = single && part.equals("half")
                ? ".5"
                : single && (part.equals("quarter") || part.equals("fourth"))
                        ? ".25"
                        : count.equals("three") && (part.equals("quarters") || part.equals("fourths")) ? ".75" : "";
        return decimals.isEmpty() ? null : new Found(whole.value(), whole.value() + decimals, end + 3);
    }

    private static @Nullable Found scaled(Utterance words, Found found) {
        String next = words.at(found.end());
        return next.equals("million") || next.equals("thousand")
                ? alone(words, new Found(found.value(), found.digits(), " " + next, found.end() + 1))
                : alone(words, found);
    }

    static String grouped(String digits, int fromLength) {
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

    private static @Nullable Found alone(Utterance words, Found found) {
        String next = words.at(found.end());
        boolean zero = isOh(next) && digit(words.at(found.end() + 1)) >= 0;
        return zero || isNumberWord(next) ? null : found;
    }

    private static @Nullable Found afterPoint(Utterance words, int index) {
        StringBuilder digits = new StringBuilder();
        int next = index;
        for (int digit = digit(words.at(next)); digit >= 0; digit = digit(words.at(next))) {
            digits.append(digit);
            next++;
        }
        if (next > index) {
            return new Found(0, digits.toString(), next);
        }
        Found two = belowHundred(words, index);
        return two != null && two.value() >= 10 ? two : null;
    }

    /** A whole number below a thousand million, however many number words follow it. */
    static @Nullable Found cardinal(Utterance words, int index) {
        boolean article = words.at(index).equals("a")
                && SCALES.contains(words.at(index + 1))
                && !words.at(index + 1).equals("million");
        if (article && words.at(index + 1).equals("thousand")) {
            Found rest = belowThousand(words, skipAnd(words, index + 2));
            return rest == null || rest.value() == 0 || rest.value() >= 1000
                    ? found(1000, index + 2)
                    : found(1000 + rest.value(), rest.end());
        }
        Found group = article ? hundred(words, found(1, index + 1)) : belowThousand(words, index);
        if (group == null) {
            return null;
        }
        long value = 0;
        int end = index;
        if (words.at(group.end()).equals("million") && group.value() > 0) {
            value = group.value() * 1_000_000;
            end = group.end() + 1;
            group = belowThousand(words, skipAnd(words, end));
        }
        if (group != null && words.at(group.end()).equals("thousand") && group.value() > 0) {
            value += group.value() * 1000;
            end = group.end() + 1;
            group = belowThousand(words, skipAnd(words, end));
        }
        if (group == null || (value > 0 && (group.value() == 0 || group.value() >= 1000))) {
            return found(value, end);
        }
        return found(value + group.value(), group.end());
    }

    /** Where the rest of a number starts after an "and"; "between one hundred and …" is two numbers. */
    private static int skipAnd(Utterance words, int index) {
        boolean and = words.at(index).equals("and") && VALUES.containsKey(words.at(index + 1));
        if (!and) {
            return index;
        }
        for (int back = index - 1; back >= index - AND_REACH; back--) {
            if (words.at(back).equals("between")) {
                return index;
            }
        }
        boolean fraction = DENOMINATORS.containsKey(words.at(index + 2).replaceFirst("s$", ""));
        return fraction ? index : index + 1;
    }

    private static @Nullable Found belowThousand(Utterance words, int index) {
        Found head = belowHundred(words, index);
        return head == null || !words.at(head.end()).equals("hundred") || head.value() == 0 || head.value() % 10 == 0
                ? head
                : hundred(words, head);
    }

    /** @param head how many hundreds; the word "hundred" comes after it */
    private static Found hundred(Utterance words, Found head) {
        int end = head.end() + 1;
        Found rest = belowHundred(words, skipAnd(words, end));
        return rest == null || rest.value() == 0
                ? found(head.value() * 100, end)
                : found(head.value() * 100 + rest.value(), rest.end());
    }

    static @Nullable Found belowHundred(Utterance words, int index) {
        Integer value = VALUES.get(words.at(index));
        if (value == null) {
            return null;
        }
        Integer unit = VALUES.get(words.at(index + 1));
        return value >= 20 && value % 10 == 0 && unit != null && unit >= 1 && unit <= 9
                ? found(value + unit, index + 2)
                : found(value, index + 1);
    }

    /** "one twenty", "two oh five": hundreds and the rest, with the hundred left out. */
    static @Nullable Found pair(Utterance words, int index) {
        int hundreds = digit(words.at(index));
        if (hundreds < 1 || isNumberWord(words.openBefore(index))) {
            return null;
        }
        int rest = index + 1;
        if (isOh(words.at(rest))) {
            int unit = digit(words.at(rest + 1));
            return unit < 1 ? null : withPoint(words, found(hundreds * 100L + unit, rest + 2));
        }
        Found two = belowHundred(words, rest);
        return two == null || two.value() < 10
                ? null
                : withPoint(words, found(hundreds * 100L + two.value(), two.end()));
    }

    private static @Nullable Found withPoint(Utterance words, Found whole) {
        Found fraction = words.at(whole.end()).equals("point") ? afterPoint(words, whole.end() + 1) : null;
        return alone(
                words,
                fraction == null
                        ? whole
                        : new Found(whole.value(), whole.value() + "." + fraction.digits(), fraction.end()));
    }

    /** "the one forties": about a hundred and forty. */
    static @Nullable Found decade(Utterance words, int index) {
        int hundreds = digit(words.at(index));
        int at = hundreds >= 1 ? index + 1 : index;
        Integer tens = DECADES.get(words.at(at));
        return tens == null || isNumberWord(words.openBefore(index))
                ? null
                : found(Math.max(0, hundreds) * 100L + tens, at + 1);
    }

    /** Tens in the plural, "nineties"; null for anything else. */
    static @Nullable Integer decadeWord(String word) {
        return DECADES.get(word);
    }

    /** "two fifths": figures with a stroke; the value is the numerator. A second is a time, not a part. */
    static @Nullable Found fraction(Utterance words, int index) {
        if (isNumberWord(words.openBefore(index))) {
            return null;
        }
        Found numerator = belowHundred(words, index);
        String part = numerator == null ? words.at(index) : words.at(numerator.end());
        int end = index + 1;
        if (numerator == null) {
            int hyphen = part.indexOf('-');
            Integer count = hyphen < 0 ? null : VALUES.get(part.substring(0, hyphen));
            if (count == null) {
                return null;
            }
            numerator = found(count, index);
            part = part.substring(hyphen + 1);
        } else {
            end = numerator.end() + 1;
        }
        boolean plural = numerator.value() > 1;
        String singular = part.equals("halves") ? "half" : plural ? part.replaceFirst("s$", "") : part;
        Integer denominator = DENOMINATORS.get(singular);
        boolean agrees = plural == !part.equals(singular);
        return denominator == null || numerator.value() < 1 || numerator.value() >= denominator || !agrees
                ? null
                : new Found(numerator.value(), numerator.value() + "/" + denominator, end);
    }

    /** Single figures one after another, "two four oh six"; at least two. */
    static @Nullable Found figures(Utterance words, int index) {
        StringBuilder digits = new StringBuilder();
        int next = index;
        while (digit(words.at(next)) >= 0) {
            digits.append(digit(words.at(next++)));
        }
        return digits.length() < 2 || isNumberWord(words.at(next)) ? null : new Found(0, digits.toString(), next);
    }

    /** A year said as one: "two thousand eleven", "nineteen ninety four", "twenty oh five". */
    static @Nullable Found year(Utterance words, int index) {
        Found century = belowHundred(words, index);
        if (century != null && century.value() >= 18 && century.value() <= 20) {
            int rest = century.end();
            if (isOh(words.at(rest)) && digit(words.at(rest + 1)) >= 1) {
                return alone(words, found(century.value() * 100 + digit(words.at(rest + 1)), rest + 2));
            }
            Found two = belowHundred(words, rest);
            if (two != null && two.value() >= 10) {
                return alone(words, found(century.value() * 100 + two.value(), two.end()));
            }
        }
        Found whole = cardinal(words, index);
        return whole != null && whole.value() >= 1800 && whole.value() <= 2100 ? alone(words, whole) : null;
    }

    /** "first" to "ninety ninth", and on from there with hundreds: "one hundred first". */
    static @Nullable Found ordinal(Utterance words, int index) {
        Found hundreds = cardinal(words, index);
        if (hundreds != null && hundreds.value() >= 100 && hundreds.value() % 100 == 0) {
            Found rest = ordinal(words, words.at(hundreds.end()).equals("and") ? hundreds.end() + 1 : hundreds.end());
            return rest == null ? null : found(hundreds.value() + rest.value(), rest.end());
        }
        Integer single = ORDINALS.get(words.at(index));
        if (single != null) {
            return found(single, index + 1);
        }
        Integer tens = VALUES.get(words.at(index));
        Integer unit = ORDINALS.get(words.at(index + 1));
        return tens != null && tens >= 20 && tens % 10 == 0 && unit != null && unit <= 9
                ? found(tens + unit, index + 2)
                : null;
    }

    /** A single digit, "oh" for zero; −1 for anything else. */
    static int digit(String word) {
        if (isOh(word)) {
            return 0;
        }
        Integer value = VALUES.get(word);
        return value != null && value <= 9 ? value : -1;
    }

    /** The letter for a zero. */
    static boolean isOh(String word) {
        return word.equals("oh") || word.equals("o");
    }

    private static Found found(long value, int end) {
        return new Found(value, Long.toString(value), end);
    }
}
