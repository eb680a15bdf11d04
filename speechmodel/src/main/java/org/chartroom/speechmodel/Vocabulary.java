package org.chartroom.speechmodel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words the engine is to know. */
final class Vocabulary {
    static final String START = "<s>";
    static final String END = "</s>";

    private static final Pattern WORD = Pattern.compile("[a-z]{1,25}(?:'[a-z]{1,3})?");

    private final Map<String, Integer> counts = new HashMap<>();
    private final Pattern neverWritten;

    private Vocabulary(Pattern neverWritten) {
        this.neverWritten = neverWritten;
    }

    /** Knows no word yet, and which ones a draft must never hold ({@code never-written.txt}). */
    static Vocabulary empty() throws IOException {
        return new Vocabulary(Pattern.compile(Resources.lines("never-written.txt").stream()
                .map(word -> word.replace("*", "[a-z']*"))
                .collect(Collectors.joining("|"))));
    }

    void count(List<List<String>> lines, int weight) {
        for (List<String> line : lines) {
            for (String word : line) {
                counts.merge(word, weight, Integer::sum);
            }
        }
    }

    /** Whether something could be said and written as one word. */
    static boolean isWord(String word) {
        return WORD.matcher(word).matches();
    }

    /** An abbreviation such as "mr" is said in full and would only compete with that. */
    private static boolean isSaidAsWritten(String word) {
        return word.length() == 1 || word.matches(".*[aeiouy].*");
    }

    /** All that were counted often enough, with the general words, in order; the two marks first. */
    List<String> words(int least, List<String> general) {
        TreeSet<String> all = new TreeSet<>();
        counts.forEach((word, count) -> {
            if (count >= least && isWord(word)) {
                all.add(word);
            }
        });
        general.stream().filter(word -> isWord(word) && isSaidAsWritten(word)).forEach(all::add);
        all.removeIf(word -> neverWritten.matcher(word).matches());
        List<String> words = new ArrayList<>(List.of(END, START));
        words.addAll(all);
        return words;
    }
}
