package org.chartroom.speechmodel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Invents dictated notes by a grammar: the file {@code dictation.grammar} and the medications of {@code drugs.tsv}. */
final class DictationGrammar {
    private static final Map<Character, String[]> FREQUENCIES = Map.of(
            'd',
                    new String[] {
                        "daily", "daily", "once a day", "every day", "once daily", "every morning", "in the morning"
                    },
            'b',
                    new String[] {
                        "twice a day",
                        "two times a day",
                        "twice daily",
                        "b i d",
                        "every twelve hours",
                        "in the morning and in the evening"
                    },
            't', new String[] {"three times a day", "three times daily", "t i d", "every eight hours"},
            'q',
                    new String[] {
                        "four times a day", "every six hours", "every four hours", "q i d", "every four to six hours"
                    },
            'h', new String[] {"at bedtime", "at night", "every night", "nightly"},
            'p',
                    new String[] {
                        "as needed",
                        "every six hours as needed",
                        "every four hours as needed",
                        "every four to six hours as needed",
                        "every eight hours as needed",
                        "p r n",
                        "as needed for pain"
                    },
            'w', new String[] {"once a week", "weekly", "every week"});

    private final Map<String, List<String>> rules = new HashMap<>();
    private final List<Drug> drugs;

    private record Drug(String name, String[] strengths, String unit, String form, String frequencies, String reason) {}

    private DictationGrammar(List<String> grammar, List<Drug> drugs) {
        this.drugs = drugs;
        List<String> ways = List.of();
        for (String line : grammar) {
            String rest = line;
            if (!line.startsWith(" ")) {
                int at = line.indexOf(" =");
                ways = new ArrayList<>();
                rules.put(line.substring(0, at).strip(), ways);
                rest = line.substring(at + 2);
            } else if (line.strip().startsWith("|")) {
                rest = line.strip().substring(1);
            }
            for (String way : rest.split("\\|", -1)) {
                ways.add(way.strip());
            }
        }
    }

    static DictationGrammar load() throws IOException {
        List<Drug> drugs = Resources.table("drugs.tsv").stream()
                .map(f -> new Drug(f[0], f[1].split(" "), f[2], f[3], f[4], f[5]))
                .toList();
        return new DictationGrammar(Resources.lines("dictation.grammar"), drugs);
    }

    /** One note as lines of spoken words. */
    List<List<String>> note(Random chance) {
        Narrator narrator = new Narrator(chance, Narrator.manner(chance));
        for (String token : expand("<note>", chance).strip().split("\\s+")) {
            narrator.say(token);
        }
        return narrator.lines();
    }

    private String expand(String way, Random chance) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < way.length()) {
            char c = way.charAt(at);
            switch (c) {
                case '<' -> {
                    int end = way.indexOf('>', at);
                    out.append(rule(way.substring(at + 1, end), chance));
                    at = end + 1;
                }
                case '{' -> {
                    int end = way.indexOf('}', at);
                    out.append(number(way.substring(at + 1, end), chance));
                    at = end + 1;
                }
                case '(' -> {
                    List<String> choices = new ArrayList<>();
                    at = choices(way, at + 1, choices);
                    out.append(expand(choices.get(chance.nextInt(choices.size())), chance));
                }
                default -> {
                    out.append(c);
                    at++;
                }
            }
        }
        return out.toString();
    }

    /** Collects what lies between the slashes of a parenthesis; gives the place after it. */
    private static int choices(String way, int from, List<String> choices) {
        int depth = 0;
        int start = from;
        for (int at = from; at < way.length(); at++) {
            char c = way.charAt(at);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                choices.add(way.substring(start, at));
                return at + 1;
            } else if (c == '/' && depth == 0) {
                choices.add(way.substring(start, at));
                start = at + 1;
            }
        }
        throw new IllegalStateException("a parenthesis is not closed: " + way);
    }

    private String rule(String name, Random chance) {
        return switch (name) {
            case "drugname" -> drug(chance).name();
            case "dosage" -> dosage(drug(chance), chance);
            case "freq" -> frequency(drug(chance), chance);
            case "drugdose" -> {
                Drug drug = drug(chance);
                String form = drug.form();
                String how = switch (chance.nextInt(6)) {
                    case 0 -> form.equals("tablet") || form.equals("capsule") ? "by mouth " : "";
                    case 1 -> form.equals("tablet") || form.equals("capsule") ? "p o " : "";
                    default -> "";
                };
                yield drug.name() + " " + dosage(drug, chance) + " " + how + frequency(drug, chance)
                        + (chance.nextInt(10) == 0 ? " for " + drug.reason() : "");
            }
            default -> {
                List<String> ways = rules.get(name);
                if (ways == null) {
                    throw new IllegalStateException("the grammar has no rule " + name);
                }
                yield expand(ways.get(chance.nextInt(ways.size())), chance);
            }
        };
    }

    private Drug drug(Random chance) {
        return drugs.get(chance.nextInt(drugs.size()));
    }

    private static String dosage(Drug drug, Random chance) {
        String strength = drug.strengths()[chance.nextInt(drug.strengths().length)];
        String number = strength.contains(".")
                ? NumberSpeech.decimal(strength, chance)
                : chance.nextInt(4) == 0
                        ? NumberSpeech.casual(Long.parseLong(strength), chance)
                        : NumberSpeech.cardinal(Long.parseLong(strength));
        String unit = strength.equals("1") ? drug.unit().replaceFirst("s$", "") : drug.unit();
        return number + " " + unit;
    }

    private static String frequency(Drug drug, Random chance) {
        String kinds = drug.frequencies();
        String[] ways = FREQUENCIES.get(kinds.charAt(chance.nextInt(kinds.length())));
        return ways == null ? "daily" : ways[chance.nextInt(ways.length)];
    }

    private static String number(String range, Random chance) {
        char kind = range.charAt(0);
        String bounds = Character.isDigit(kind) ? range : range.substring(1);
        String[] ends = bounds.split("-");
        if (kind == 'd') {
            double low = Double.parseDouble(ends[0]);
            double high = Double.parseDouble(ends[1]);
            return NumberSpeech.decimal(
                    String.format(Locale.ROOT, "%.1f", low + chance.nextDouble() * (high - low)), chance);
        }
        int low = Integer.parseInt(ends[0]);
        int high = Integer.parseInt(ends[1]);
        int number = low + chance.nextInt(high - low + 1);
        return switch (kind) {
            case 'c' -> NumberSpeech.cardinal(number);
            case 'o' -> NumberSpeech.ordinal(number);
            case 'y' -> NumberSpeech.year(number, chance);
            case 'r' -> NumberSpeech.casual(number / 10 * 10, chance);
            default -> NumberSpeech.casual(number, chance);
        };
    }
}
