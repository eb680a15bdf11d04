package org.chartroom.speechmodel;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Written notes as they would have been dictated: numbers, doses, dates, abbreviations and signs in words. */
final class SpokenForm {
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final Pattern TOKEN = Pattern.compile("(?<date>\\b\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})\\b)"
            + "|(?<pressure>\\b\\d{2,3}/\\d{2,3}\\b)"
            + "|(?<fraction>\\b\\d{1,2}(?:-\\d)?/\\d{1,2}\\b)"
            + "|(?<ordinal>\\b\\d{1,3}(?:st|nd|rd|th)\\b)"
            + "|(?<vertebra>\\b[CTLS]\\d{1,2}(?:-[CTLS]?\\d{1,2})?\\b)"
            + "|(?<range>\\b\\d+(?:\\.\\d+)?\\s?-\\s?\\d+(?:\\.\\d+)?\\b)"
            + "|(?<decimal>(?:\\b\\d[\\d,]*)?\\.\\d+)"
            + "|(?<number>\\d[\\d,]*)"
            + "|(?<times>\\b[xX](?=\\s?\\d))"
            + "|(?<abbreviation>\\b[A-Za-z](?:\\.\\s?[A-Za-z])+\\.?(?![A-Za-z]))"
            + "|(?<word>[A-Za-z][A-Za-z0-9]*(?:['/][A-Za-z0-9]+)*)"
            + "|(?<paragraph>\\n)"
            + "|(?<sign>[.,:;?()%#&+=<>@°/])");
    private static final Set<String> PLAIN_PRONOUNCEABLE = Set.of("iv", "er", "or", "us", "it", "am", "pm", "ok");

    private final Map<String, String[]> abbreviations = new HashMap<>();
    private final Set<String> known;

    /** @param known words that the engine's own dictionary pronounces */
    SpokenForm(Set<String> known) throws IOException {
        this.known = known;
        for (String[] row : Resources.table("abbreviations.tsv")) {
            abbreviations.put(row[0], row[1].split("\\|"));
        }
    }

    /** A whole text as lines of spoken words. */
    List<List<String>> of(String text, Random chance, Narrator.Manner manner) {
        Narrator narrator = new Narrator(chance, manner);
        boolean shouted = mostlyCapital(text);
        Matcher token = TOKEN.matcher(text);
        boolean lineStart = true;
        int from = 0;
        while (token.find(from)) {
            from = token.end();
            String said = token.group();
            if (token.group("paragraph") != null) {
                if (!lineStart) {
                    narrator.say(".");
                    narrator.say(Narrator.PARAGRAPH);
                }
                lineStart = true;
                continue;
            }
            if (token.group("number") != null && lineStart && at(text, from) == '.') {
                if (chance.nextInt(3) == 0) {
                    narrator.say("number " + NumberSpeech.cardinal(number(said)));
                }
                from++;
                continue;
            }
            lineStart = false;
            say(token, said, at(text, from), shouted, narrator, chance);
        }
        narrator.say(".");
        return narrator.lines();
    }

    private void say(Matcher token, String said, char next, boolean shouted, Narrator narrator, Random chance) {
        if (token.group("date") != null) {
            narrator.say(date(said, chance));
        } else if (token.group("pressure") != null) {
            String[] two = said.split("/");
            narrator.say(NumberSpeech.casual(number(two[0]), chance) + " over "
                    + NumberSpeech.casual(number(two[1]), chance));
        } else if (token.group("fraction") != null) {
            narrator.say(fraction(said, chance));
        } else if (token.group("ordinal") != null) {
            narrator.say(NumberSpeech.ordinal((int) number(said.replaceAll("\\D", ""))));
        } else if (token.group("vertebra") != null) {
            narrator.say(said.toLowerCase(Locale.ROOT)
                    .replace("-", " ")
                    .replaceAll("([a-z])", " $1 ")
                    .strip()
                    .transform(s -> spellNumbers(s)));
        } else if (token.group("range") != null) {
            String[] two = said.split("\\s?-\\s?");
            narrator.say(amount(two[0], chance) + " to " + amount(two[1], chance));
        } else if (token.group("decimal") != null || token.group("number") != null) {
            narrator.say(amount(said, chance));
        } else if (token.group("times") != null) {
            narrator.say("times");
        } else if (token.group("abbreviation") != null) {
            word(said.replaceAll("[.\\s]", ""), true, false, narrator, chance);
            if (next == '\n' || next == 0) {
                narrator.say(".");
            }
        } else if (token.group("word") != null) {
            word(said, false, shouted, narrator, chance);
        } else {
            switch (said) {
                case "%" -> narrator.say("percent");
                case "#" -> narrator.say("number");
                case "&" -> narrator.say("and");
                case "+" -> narrator.say("plus");
                case "=" -> narrator.say("equals");
                case "<" -> narrator.say("less than");
                case ">" -> narrator.say("greater than");
                case "@" -> narrator.say("at");
                case "°" -> narrator.say("degrees");
                case "/" -> narrator.say(chance.nextInt(4) == 0 ? "slash" : "");
                case "." -> {
                    if (Character.isWhitespace(next) || next == 0 || next == ',') {
                        narrator.say(".");
                    }
                }
                default -> narrator.say(said);
            }
        }
    }

    private void word(String written, boolean dotted, boolean shouted, Narrator narrator, Random chance) {
        String plain = written.toLowerCase(Locale.ROOT);
        String[] ways = abbreviations.get(plain);
        if (ways != null) {
            narrator.say(ways[chance.nextInt(ways.length)]);
            return;
        }
        boolean capitals = !shouted && written.length() > 1 && written.equals(written.toUpperCase(Locale.ROOT));
        boolean spelled = dotted
                || capitals && written.length() <= 5 && (!known.contains(plain) || PLAIN_PRONOUNCEABLE.contains(plain))
                || plain.length() <= 4 && !plain.matches(".*[aeiouy].*") && !known.contains(plain);
        if (spelled || plain.matches(".*\\d.*")) {
            narrator.say(spellNumbers(plain.replaceAll("[^a-z0-9]", "")
                    .replaceAll("([a-z])", " $1 ")
                    .strip()));
            return;
        }
        for (String part : plain.split("/")) {
            narrator.say(part);
        }
    }

    private static String spellNumbers(String text) {
        Matcher digits = Pattern.compile("\\d+").matcher(text);
        return digits.replaceAll(m -> " " + NumberSpeech.cardinal(number(m.group())) + " ")
                .strip()
                .replaceAll(" +", " ");
    }

    private static String amount(String digits, Random chance) {
        String plain = digits.replace(",", "");
        if (plain.contains(".")) {
            return plain.endsWith(".")
                    ? NumberSpeech.casual(number(plain), chance)
                    : NumberSpeech.decimal(plain, chance);
        }
        long number = number(plain);
        if (plain.length() > 6 || plain.startsWith("0") && plain.length() > 1) {
            return NumberSpeech.digits(plain.length() > 12 ? plain.substring(0, 12) : plain, chance);
        }
        if (plain.length() == 4 && number >= 1930 && number < 2030) {
            return NumberSpeech.year((int) number, chance);
        }
        return NumberSpeech.casual(number, chance);
    }

    private static String fraction(String said, Random chance) {
        String whole = "";
        String part = said;
        if (said.contains("-")) {
            whole = NumberSpeech.cardinal(number(said.substring(0, said.indexOf('-')))) + " and ";
            part = said.substring(said.indexOf('-') + 1);
        }
        String[] two = part.split("/");
        return whole
                + switch (part) {
                    case "1/2" -> whole.isEmpty() ? "one half" : "a half";
                    case "1/3" -> "one third";
                    case "2/3" -> "two thirds";
                    case "1/4" -> "one quarter";
                    case "3/4" -> "three quarters";
                    default ->
                        NumberSpeech.cardinal(number(two[0]))
                                + (chance.nextBoolean() ? " over " : " out of ")
                                + NumberSpeech.cardinal(number(two[1]));
                };
    }

    private static String date(String said, Random chance) {
        String[] parts = said.split("/");
        int month = (int) number(parts[0]);
        int day = (int) number(parts[1]);
        int year = (int) number(parts[2]);
        if (year < 100) {
            year += year < 30 ? 2000 : 1900;
        }
        if (month < 1 || month > 12 || day < 1 || day > 31 || chance.nextInt(4) == 0) {
            return NumberSpeech.cardinal(month) + " " + NumberSpeech.cardinal(day) + " "
                    + NumberSpeech.year(year, chance);
        }
        return MONTHS[month - 1] + " " + NumberSpeech.ordinal(day) + " " + NumberSpeech.year(year, chance);
    }

    private static long number(String digits) {
        String plain = digits.replaceAll("\\D", "");
        return plain.isEmpty() ? 0 : Long.parseLong(plain.length() > 15 ? plain.substring(0, 15) : plain);
    }

    private static char at(String text, int place) {
        return place < text.length() ? text.charAt(place) : 0;
    }

    private static boolean mostlyCapital(String text) {
        long capital = text.chars().filter(Character::isUpperCase).count();
        long small = text.chars().filter(Character::isLowerCase).count();
        return capital > small;
    }
}
