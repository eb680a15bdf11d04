package org.chartroom.speechmodel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses how a word is pronounced, having learnt from a dictionary: letters and phones are aligned, one letter to none,
 * one or two phones, and a model of {@value #ORDER} such pairs in a row (Witten-Bell) finds the likeliest sequence for new
 * letters. See Bisani and Ney 2008 for the idea of joint sequences.
 */
final class LetterToSound {
    private static final int ORDER = 6;
    private static final int BITS = 10;
    private static final int ROUNDS = 6;
    private static final int BEAM = 120;
    private static final int MOST_PHONES = 2;
    /** What an alignment never seen before costs in the first round. */
    private static final double UNKNOWN = 1e-6;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> units = new ArrayList<>();
    private final Map<Character, List<Integer>> unitsOf = new HashMap<>();
    private final LongTable[] counts = new LongTable[ORDER + 1];
    private final LongTable[] histories = new LongTable[ORDER + 1];

    private LetterToSound() {
        for (int i = 0; i <= ORDER; i++) {
            counts[i] = new LongTable();
            histories[i] = new LongTable();
        }
        unit('#', "#");
    }

    /** Learns from words of plain letters and their pronunciations, phones between spaces. */
    static LetterToSound learntFrom(List<Map.Entry<String, String>> dictionary) {
        Map<String, Double> chances = new HashMap<>();
        List<List<String>> aligned = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            aligned = new ArrayList<>();
            Map<String, Double> seen = new HashMap<>();
            double total = 0;
            for (Map.Entry<String, String> entry : dictionary) {
                List<String> units = align(entry.getKey(), entry.getValue().split(" "), chances);
                if (!units.isEmpty()) {
                    aligned.add(units);
                    for (String unit : units) {
                        seen.merge(unit, 1.0, Double::sum);
                        total++;
                    }
                }
            }
            double all = total;
            seen.replaceAll((unit, count) -> count / all);
            chances = seen;
        }
        LetterToSound rules = new LetterToSound();
        Map<String, Double> known = chances;
        for (List<String> units : aligned) {
            // A unit this rare is a foreign name or a mistake, and would cost a number.
            if (units.stream().allMatch(unit -> known.getOrDefault(unit, 0.0) > 4e-6)) {
                rules.learn(units);
            }
        }
        return rules;
    }

    /** The likeliest pronunciations, best first: at most {@code most}, and none much less likely than the best. */
    List<String> pronunciations(String word, int most) {
        record Way(long history, int length, double log, String phones) {}
        List<Way> ways = List.of(new Way(0, 1, 0, ""));
        for (int i = 0; i <= word.length(); i++) {
            char letter = i < word.length() ? word.charAt(i) : '#';
            Map<String, Way> next = new HashMap<>();
            for (Way way : ways) {
                for (int unit : unitsOf.getOrDefault(letter, List.of())) {
                    String phones = letter == '#' ? "" : units.get(unit).substring(1);
                    double log = way.log() + Math.log(chance(way.history(), way.length(), unit));
                    long history = (way.history() << BITS | unit) & (1L << BITS * (ORDER - 1)) - 1;
                    String said = (way.phones() + " " + phones).strip();
                    Way longer = new Way(history, Math.min(ORDER - 1, way.length() + 1), log, said);
                    next.merge(said, longer, (one, other) -> one.log() >= other.log() ? one : other);
                }
            }
            ways = next.values().stream()
                    .sorted(Comparator.comparingDouble(Way::log).reversed().thenComparing(Way::phones))
                    .limit(BEAM)
                    .toList();
        }
        LinkedHashMap<String, Double> found = new LinkedHashMap<>();
        for (Way way : ways) {
            if (!way.phones().isEmpty()
                    && found.size() < most
                    && way.log() > ways.getFirst().log() - 1.0) {
                found.put(way.phones(), way.log());
            }
        }
        return List.copyOf(found.keySet());
    }

    private void learn(List<String> letters) {
        List<Integer> sequence = new ArrayList<>();
        sequence.add(0);
        letters.forEach(unit -> sequence.add(unit(unit.charAt(0), unit.substring(1))));
        sequence.add(0);
        for (int i = 1; i < sequence.size(); i++) {
            long history = 0;
            for (int length = 0; length < ORDER && length <= i; length++) {
                if (length > 0) {
                    history |= (long) sequence.get(i - length) << BITS * (length - 1);
                }
                long whole = history << BITS | sequence.get(i);
                boolean fresh = counts[length + 1].getFirst(whole) == 0;
                counts[length + 1].add(whole, 1);
                int at = histories[length].find(history);
                histories[length].put(
                        history,
                        (at < 0 ? 0 : histories[length].first(at)) + 1,
                        (at < 0 ? 0 : histories[length].second(at)) + (fresh ? 1 : 0));
            }
        }
    }

    private double chance(long history, int length, int unit) {
        double p = 1.0 / units.size();
        for (int n = 0; n <= length; n++) {
            long part = n == 0 ? 0 : history & (1L << BITS * n) - 1;
            int at = histories[n].find(part);
            if (at < 0) {
                break;
            }
            double kinds = histories[n].second(at);
            p = (counts[n + 1].getFirst(part << BITS | unit) + kinds * p) / (histories[n].first(at) + kinds);
        }
        return p;
    }

    private int unit(char letter, String phones) {
        return numbers.computeIfAbsent(letter + phones, name -> {
            units.add(name);
            if (units.size() >= 1 << BITS) {
                throw new IllegalStateException("too many pairs of letters and phones");
            }
            unitsOf.computeIfAbsent(letter, _ -> new ArrayList<>()).add(units.size() - 1);
            return units.size() - 1;
        });
    }

    /** The likeliest way to give each letter its phones: units of a letter and its phones; empty when there is none. */
    private static List<String> align(String word, String[] phones, Map<String, Double> chances) {
        int letters = word.length();
        double[][] best = new double[letters + 1][phones.length + 1];
        int[][] taken = new int[letters + 1][phones.length + 1];
        for (double[] row : best) {
            java.util.Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        best[0][0] = 0;
        for (int i = 1; i <= letters; i++) {
            for (int j = 0; j <= phones.length; j++) {
                for (int count = 0; count <= Math.min(MOST_PHONES, j); count++) {
                    String unit = word.charAt(i - 1) + joined(phones, j - count, j);
                    // In the first round nothing is known but that one letter is mostly one phone.
                    double chance = chances.isEmpty()
                            ? count == 1 ? 0.8 : 0.1
                            : chances.getOrDefault(unit, UNKNOWN / (1 + count));
                    double log = best[i - 1][j - count] + Math.log(chance);
                    if (log > best[i][j]) {
                        best[i][j] = log;
                        taken[i][j] = count;
                    }
                }
            }
        }
        List<String> units = new ArrayList<>();
        if (best[letters][phones.length] == Double.NEGATIVE_INFINITY) {
            return units;
        }
        int j = phones.length;
        for (int i = letters; i > 0; i--) {
            units.addFirst(word.charAt(i - 1) + joined(phones, j - taken[i][j], j));
            j -= taken[i][j];
        }
        return units;
    }

    private static String joined(String[] phones, int from, int to) {
        return String.join(" ", List.of(phones).subList(from, to));
    }
}
