package org.chartroom.index.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. */
final class Nearest {
    private Nearest() {}

    /** The candidate that differs from {@code typed} by the fewest letters, if that is not more than two, or one in a short word. */
    static Optional<String> of(String typed, List<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        Optional<String> best = Optional.empty();
        int least = wanted.length() < 5 ? 2 : 3;
        for (String candidate : candidates) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        if (best.isPresent() || wanted.length() < 2) {
            return best;
        }
        return candidates.stream()
                .filter(candidate -> candidate.toLowerCase(Locale.ROOT).startsWith(wanted)
                        || wanted.startsWith(candidate.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = Math.min(
                        Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }
        return row[b.length()];
    }
}
