package org.chartroom.api.aids;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        try (InputStream in = Objects.requireNonNull(
                        NeverLearned.class.getResourceAsStream("never-learned.txt"), "never-learned.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(word -> !word.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of words that are never learned cannot be read", e);
        }
    }
}
