package org.chartroom.index.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two rankings made one by reciprocal rank (Cormack, Clarke, Büttcher 2009). What was found by its words at rank r stands at
 * 2r or better in the whole, so that nothing found by its words is pushed out of sight.
 */
final class Fusion {
    /** Their constant. */
    private static final int K = 60;
    /** What a place in the ranking by meaning counts beside the same place in the one by words. */
    private static final double MEANING = 0.3;

    private Fusion() {}

    /** Both rankings as one, each element once. */
    static <T> List<T> of(List<T> words, List<T> meaning) {
        Map<T, Double> scores = new LinkedHashMap<>();
        add(scores, words, 1);
        add(scores, meaning, MEANING);
        List<T> best = new ArrayList<>(scores.keySet());
        // A stable sort: of those that score alike, what was found by its words comes first.
        best.sort(Comparator.comparingDouble((T each) -> -scores.getOrDefault(each, 0.0)));
        Set<T> fused = new LinkedHashSet<>();
        int due = 0;
        for (T next : best) {
            while (due < words.size() && (fused.contains(words.get(due)) || fused.size() + 1 >= 2 * (due + 1))) {
                fused.add(words.get(due));
                due++;
            }
            fused.add(next);
        }
        return List.copyOf(fused);
    }

    private static <T> void add(Map<T, Double> scores, List<T> ranking, double weight) {
        for (int i = 0; i < ranking.size(); i++) {
            scores.merge(ranking.get(i), weight / (K + i + 1), Double::sum);
        }
    }
}
