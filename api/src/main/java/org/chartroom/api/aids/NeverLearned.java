package org.chartroom.api.aids;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartroom.models.table.ShippedTable;

/** Words that no rule learned from edits may read or write: numbers, doses, sides, negations. */
final class NeverLearned {
    private static final Pattern FIGURE = Pattern.compile(".*[\\p{N}%].*");
    private static final Set<String> WORDS = words();

    private NeverLearned() {}

    /** Whether one of these words, parted by spaces, is such a word. */
    static boolean has(String words) {
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split("[\\s/-]+"))
                .map(word -> word.replaceAll("^[\\p{P}]+|[\\p{P}]+$", ""))
                .anyMatch(word -> FIGURE.matcher(word).matches() || WORDS.contains(word));
    }

    private static Set<String> words() {
        return ShippedTable.lines(NeverLearned.class, "never-learned.txt").stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .filter(word -> !word.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}
