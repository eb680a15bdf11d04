package org.chartroom.benchmarks.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Questions whose right answers the notes' authors gave: a keyword of several words is the question; notes that have it are
 * worth 1, notes whose type says all of its words 3. Keywords and types are not part of what is searched.
 */
public final class JudgedQueries {
    private static final int WANTED = 60;
    private static final int SEED = 6;
    private static final int FEWEST = 4;
    private static final int MOST = 60;
    private static final int DEPTH = 10;
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ASKED = Pattern.compile("[a-z]{3,}( [a-z]{3,}){1,2}");

    /**
     * A question.
     *
     * @param worth of notes by number; those not in it are worth nothing
     */
    public record Judged(String text, Map<Integer, Integer> worth) {
        public Judged {
            worth = Map.copyOf(worth);
        }
    }

    private JudgedQueries() {}

    /** Sixty of them, always the same for the same notes. */
    public static List<Judged> of(List<Note> notes) {
        return all(notes).stream()
                .limit(WANTED)
                .sorted(Comparator.comparing(Judged::text))
                .toList();
    }

    /** Those that are not among {@link #of}: what is tried out is tried out on these. */
    public static List<Judged> others(List<Note> notes) {
        return all(notes).stream()
                .skip(WANTED)
                .sorted(Comparator.comparing(Judged::text))
                .toList();
    }

    private static List<Judged> all(List<Note> notes) {
        Map<String, Map<Integer, Integer>> byKeyword = new TreeMap<>();
        for (int number = 0; number < notes.size(); number++) {
            for (String keyword : notes.get(number).keywords()) {
                if (ASKED.matcher(keyword).matches()) {
                    byKeyword.computeIfAbsent(keyword, none -> new HashMap<>()).put(number, 1);
                }
            }
        }
        List<Judged> all = new ArrayList<>();
        byKeyword.forEach((keyword, worth) -> {
            List<String> words = Arrays.asList(keyword.split(" "));
            for (int number = 0; number < notes.size(); number++) {
                List<String> type =
                        Arrays.asList(NOT_WORD.split(notes.get(number).type().toLowerCase(Locale.ROOT)));
                if (type.containsAll(words)) {
                    worth.put(number, 3);
                }
            }
            if (worth.size() >= FEWEST && worth.size() <= MOST && worth.containsValue(3)) {
                all.add(new Judged(keyword, worth));
            }
        });
        Collections.shuffle(all, new Random(SEED));
        return all;
    }

    /** Normalised discounted cumulative gain of the first ten, 0..1. */
    public static double ndcg(Judged judged, List<Integer> answered) {
        double gain = 0;
        for (int i = 0; i < Math.min(DEPTH, answered.size()); i++) {
            gain += gain(judged.worth().getOrDefault(answered.get(i), 0), i);
        }
        double best = 0;
        List<Integer> ideal = new ArrayList<>(judged.worth().values());
        ideal.sort(Comparator.reverseOrder());
        for (int i = 0; i < Math.min(DEPTH, ideal.size()); i++) {
            best += gain(ideal.get(i), i);
        }
        return best == 0 ? 0 : gain / best;
    }

    private static double gain(int worth, int rank) {
        return (Math.pow(2, worth) - 1) / (Math.log(rank + 2) / Math.log(2));
    }
}
