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
    private static final Set<String> NOT_BEFORE_POINT =
            Set.of("this", "that", "the", "which", "some", "what", "every", "a", "starting", "focal", "power");

    static {
        for (int value = 0; value < SMALL.size(); value++) {
            VALUES.put(SMALL.get(value), value);
        }
        for (int ten = 2; ten < TENS.size(); ten++) {
            VALUES.put(TENS.get(ten), ten * 10);
            ORDINALS.put(TENS.get(ten).replaceFirst("y$", "ieth"), ten * 10);
        }
        List<String> odd =
                List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth");
        for (int value = 1; value <= 9; value++) {
            ORDINALS.put(odd.get(value - 1), value);
        }
        for (int value = 10; value < 20; value++) {
            ORDINALS.put(value == 12 ? "twelfth" : SMALL.get(value) + "th", value);
        }
    }

    /**
     * A number in an utterance.
     *
     * @param value whole part
     * @param digits as written, without thousands separators
     * @param end index after its last word
     */
    record Found(long value, String digits, int end) {
        boolean whole() {
            return digits.indexOf('.') < 0;
        }

        double amount() {
            return Double.parseDouble(digits);
        }
    }

    private NumberWords() {}

    /** Whether a word in lower case is part of a number when spoken: zero to ninety, hundred, thousand, million. */
    public static boolean isNumberWord(String word) {
        return VALUES.containsKey(word) || word.equals("hundred") || word.equals("thousand") || word.equals("million");
    }

    /** A whole or decimal number that starts here, neither preceded nor followed by more number words. */
    static @Nullable Found number(Utterance words, int index) {
        if (isNumberWord(words.at(index - 1)) || words.at(index - 1).equals("point")) {
            return null;
        }
        Found whole = cardinal(words, index);
        int point = whole == null ? index : whole.end();
        if (words.at(point).equals("point")) {
            if (whole == null && NOT_BEFORE_POINT.contains(words.at(index - 1))) {
                return null;
            }
            Found fraction = afterPoint(words, point + 1);
            if (fraction != null) {
                long value = whole == null ? 0 : whole.value();
                return alone(words, new Found(value, value + "." + fraction.digits(), fraction.end()));
            }
        }
        if (whole == null) {
            return null;
        }
        if (words.has(whole.end(), List.of("and", "a", "half"))) {
            return new Found(whole.value(), whole.value() + ".5", whole.end() + 3);
        }
        return alone(words, whole);
    }

    private static @Nullable Found alone(Utterance words, Found found) {
        return isNumberWord(words.at(found.end())) ? null : found;
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
        Found group = belowThousand(words, index);
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
        return words.at(index).equals("and") && !words.words().subList(0, index).contains("between")
                ? index + 1
                : index;
    }

    private static @Nullable Found belowThousand(Utterance words, int index) {
        Found head = belowHundred(words, index);
        if (head == null || !words.at(head.end()).equals("hundred") || head.value() == 0 || head.value() % 10 == 0) {
            return head;
        }
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
        return value >= 20 && unit != null && unit >= 1 && unit <= 9
                ? found(value + unit, index + 2)
                : found(value, index + 1);
    }

    /** "one twenty", "two oh five": hundreds and the rest, with the hundred left out. */
    static @Nullable Found pair(Utterance words, int index) {
        int hundreds = digit(words.at(index));
        if (hundreds < 1 || isNumberWord(words.at(index - 1))) {
            return null;
        }
        int rest = index + 1;
        if (words.at(rest).equals("oh")) {
            int unit = digit(words.at(rest + 1));
            return unit < 1 ? null : alone(words, found(hundreds * 100L + unit, rest + 2));
        }
        Found two = belowHundred(words, rest);
        return two == null || two.value() < 10 ? null : alone(words, found(hundreds * 100L + two.value(), two.end()));
    }

    /** A year said as one: "two thousand eleven", "nineteen ninety four", "twenty oh five". */
    static @Nullable Found year(Utterance words, int index) {
        Found century = belowHundred(words, index);
        if (century != null && century.value() >= 18 && century.value() <= 20) {
            int rest = century.end();
            if (words.at(rest).equals("oh") && digit(words.at(rest + 1)) >= 1) {
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

    /** "first" to "ninety ninth". */
    static @Nullable Found ordinal(Utterance words, int index) {
        Integer single = ORDINALS.get(words.at(index));
        if (single != null) {
            return found(single, index + 1);
        }
        Integer tens = VALUES.get(words.at(index));
        Integer unit = ORDINALS.get(words.at(index + 1));
        return tens != null && tens >= 20 && unit != null && unit <= 9 ? found(tens + unit, index + 2) : null;
    }

    /** A single digit, "oh" for zero; −1 for anything else. */
    static int digit(String word) {
        if (word.equals("oh")) {
            return 0;
        }
        Integer value = VALUES.get(word);
        return value != null && value <= 9 ? value : -1;
    }

    private static Found found(long value, int end) {
        return new Found(value, Long.toString(value), end);
    }
}
