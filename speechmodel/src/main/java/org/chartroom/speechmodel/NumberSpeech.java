package org.chartroom.speechmodel;

import java.util.Random;

/** Numbers as clinicians say them. Where there are several ways, chance decides. */
final class NumberSpeech {
    private static final String[] SMALL = {
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
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] ORDINALS = {
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth"
    };

    private NumberSpeech() {}

    /** In full: "one hundred thirty two". */
    static String cardinal(long number) {
        if (number < 20) {
            return SMALL[(int) number];
        }
        if (number < 100) {
            return TENS[(int) number / 10] + (number % 10 == 0 ? "" : " " + SMALL[(int) number % 10]);
        }
        if (number < 1000) {
            return SMALL[(int) number / 100] + " hundred" + rest(number % 100);
        }
        if (number < 1_000_000) {
            return cardinal(number / 1000) + " thousand" + rest(number % 1000);
        }
        return cardinal(number / 1_000_000) + " million" + rest(number % 1_000_000);
    }

    private static String rest(long number) {
        return number == 0 ? "" : " " + cardinal(number);
    }

    /** As at the bedside: 132 is also "one thirty two", 1500 also "fifteen hundred", 104 also "one oh four". */
    static String casual(long number, Random chance) {
        if (number > 100 && number < 1000 && number % 100 != 0) {
            int way = chance.nextInt(20);
            if (way < 9) {
                return SMALL[(int) number / 100]
                        + (number % 100 < 10 ? " oh " + SMALL[(int) number % 10] : " " + cardinal(number % 100));
            }
            if (way == 9) {
                return SMALL[(int) number / 100] + " hundred and " + cardinal(number % 100);
            }
        }
        if (number > 1000 && number < 10_000 && number % 100 == 0 && number % 1000 != 0 && chance.nextInt(3) == 0) {
            return cardinal(number / 100) + " hundred";
        }
        return cardinal(number);
    }

    /** {@code 98.6}: "ninety eight point six"; {@code 0.5}: "zero point five" or "point five". */
    static String decimal(String digits, Random chance) {
        int point = digits.indexOf('.');
        String whole = point == 0 ? "0" : digits.substring(0, point);
        long number = Long.parseLong(whole);
        String start = number == 0 && chance.nextInt(3) == 0
                ? "point"
                : (number >= 100 ? casual(number, chance) : cardinal(number)) + " point";
        StringBuilder said = new StringBuilder(start);
        String after = digits.substring(point + 1);
        if (after.length() == 2 && after.charAt(0) != '0' && chance.nextInt(2) == 0) {
            return said.append(' ').append(cardinal(Long.parseLong(after))).toString();
        }
        for (char digit : after.toCharArray()) {
            said.append(' ').append(digit == '0' && after.length() > 1 ? "oh" : SMALL[digit - '0']);
        }
        return said.toString();
    }

    /** {@code 21}: "twenty first". */
    static String ordinal(int number) {
        if (number < 20) {
            return ORDINALS[number];
        }
        if (number < 100) {
            return number % 10 == 0
                    ? TENS[number / 10].replaceFirst("y$", "ieth")
                    : TENS[number / 10] + " " + ORDINALS[number % 10];
        }
        return number % 100 == 0
                ? cardinal(number / 100) + " hundredth"
                : cardinal(number / 100) + " hundred " + ordinal(number % 100);
    }

    /** A calendar year: "nineteen ninety eight", "two thousand four", "twenty twelve". */
    static String year(int year, Random chance) {
        if (year >= 2000 && year < 2010) {
            return year == 2000 ? "two thousand" : "two thousand " + SMALL[year - 2000];
        }
        if (year >= 2010 && chance.nextInt(4) == 0) {
            return cardinal(year);
        }
        int low = year % 100;
        return cardinal(year / 100) + (low == 0 ? " hundred" : low < 10 ? " oh " + SMALL[low] : " " + cardinal(low));
    }

    /** One by one, zero as "zero" or "oh". */
    static String digits(String digits, Random chance) {
        String zero = chance.nextBoolean() ? "zero" : "oh";
        StringBuilder said = new StringBuilder();
        for (char digit : digits.toCharArray()) {
            said.append(said.isEmpty() ? "" : " ").append(digit == '0' ? zero : SMALL[digit - '0']);
        }
        return said.toString();
    }
}
