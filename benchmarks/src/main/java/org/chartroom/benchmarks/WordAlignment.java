package org.chartroom.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The true words beside the heard ones, aligned as NIST's sclite does: a substitution costs 4, an insertion or deletion 3,
 * so that of two ways with equally many edits the one with substitutions wins.
 *
 * @param steps in order
 */
record WordAlignment(List<Step> steps) {
    private static final int SUBSTITUTED = 4;
    private static final int ONE_MORE = 3;

    /**
     * One true word and what was heard for it.
     *
     * @param truth null where a word was heard that nobody said
     * @param heard null where a word was not heard
     */
    record Step(@Nullable String truth, @Nullable String heard) {
        boolean correct() {
            return truth != null && truth.equals(heard);
        }
    }

    WordAlignment {
        steps = List.copyOf(steps);
    }

    static WordAlignment of(List<String> truth, List<String> heard) {
        int[][] cost = new int[truth.size() + 1][heard.size() + 1];
        for (int i = 0; i <= truth.size(); i++) {
            for (int j = 0; j <= heard.size(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = ONE_MORE * (i + j);
                    continue;
                }
                int both = cost[i - 1][j - 1] + (truth.get(i - 1).equals(heard.get(j - 1)) ? 0 : SUBSTITUTED);
                cost[i][j] = Math.min(both, ONE_MORE + Math.min(cost[i - 1][j], cost[i][j - 1]));
            }
        }
        List<Step> steps = new ArrayList<>();
        int i = truth.size();
        int j = heard.size();
        while (i > 0 || j > 0) {
            boolean same = i > 0 && j > 0 && truth.get(i - 1).equals(heard.get(j - 1));
            if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : SUBSTITUTED)) {
                steps.addFirst(new Step(truth.get(--i), heard.get(--j)));
            } else if (i > 0 && cost[i][j] == cost[i - 1][j] + ONE_MORE) {
                steps.addFirst(new Step(truth.get(--i), null));
            } else {
                steps.addFirst(new Step(null, heard.get(--j)));
            }
        }
        return new WordAlignment(steps);
    }

    int trueWords() {
        return count(step -> step.truth() != null);
    }

    int substitutions() {
        return count(step -> step.truth() != null && step.heard() != null && !step.correct());
    }

    int deletions() {
        return count(step -> step.heard() == null);
    }

    int insertions() {
        return count(step -> step.truth() == null);
    }

    int errors() {
        return count(step -> !step.correct());
    }

    private int count(java.util.function.Predicate<Step> which) {
        return (int) steps.stream().filter(which).count();
    }
}
