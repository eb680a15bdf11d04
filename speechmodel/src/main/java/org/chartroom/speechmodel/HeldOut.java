package org.chartroom.speechmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts that the finished model is judged by, and which it must not have seen. A training line is a copy when it has
 * {@value #RUN} words in a row with one of them, and a near copy when it holds at least {@value #SHARE} of the triples of
 * words of one of their sentences of {@value #LEAST_TRIPLES} triples or more. What is shorter and shared is the common
 * speech of notes ("shortness of breath", "follow up in two weeks").
 */
final class HeldOut {
    static final int RUN = 8;
    static final double SHARE = 0.6;
    static final int LEAST_TRIPLES = 5;

    private final Set<String> runs = new HashSet<>();
    private final Map<String, Set<Integer>> sentencesOf = new HashMap<>();
    private final List<Integer> triples = new ArrayList<>();

    /** Every text file in the folders. */
    static HeldOut of(List<Path> folders) throws IOException {
        HeldOut heldOut = new HeldOut();
        for (Path folder : folders) {
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(file -> file.toString().endsWith(".txt"))
                        .sorted()
                        .toList();
            }
            if (files.isEmpty()) {
                throw new IOException("there are no held-out texts in " + folder);
            }
            for (Path file : files) {
                heldOut.add(Files.readString(file));
            }
        }
        return heldOut;
    }

    void add(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        for (int i = 0; i + RUN <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + RUN)));
        }
        for (String sentence : text.strip().split("\\s+period(\\s+|$)")) {
            Set<String> own = triples(List.of(sentence.split("\\s+")));
            if (own.size() >= LEAST_TRIPLES) {
                int number = triples.size();
                triples.add(own.size());
                own.forEach(triple -> sentencesOf
                        .computeIfAbsent(triple, _ -> new HashSet<>())
                        .add(number));
            }
        }
    }

    /** Whether a training line is a copy or a near copy. */
    boolean copies(List<String> line) {
        return sharesRun(line) || nearest(line) >= SHARE;
    }

    /** Whether the line has {@value #RUN} words in a row with a held-out text. */
    boolean sharesRun(List<String> line) {
        for (int i = 0; i + RUN <= line.size(); i++) {
            if (runs.contains(String.join(" ", line.subList(i, i + RUN)))) {
                return true;
            }
        }
        return false;
    }

    /** The largest share of a held-out sentence's triples that the line holds. */
    double nearest(List<String> line) {
        Map<Integer, Integer> found = new HashMap<>();
        double nearest = 0;
        for (String triple : triples(line)) {
            for (int sentence : sentencesOf.getOrDefault(triple, Set.of())) {
                int count = found.merge(sentence, 1, Integer::sum);
                nearest = Math.max(nearest, (double) count / triples.get(sentence));
            }
        }
        return nearest;
    }

    private static Set<String> triples(List<String> words) {
        Set<String> triples = new HashSet<>();
        for (int i = 0; i + 3 <= words.size(); i++) {
            triples.add(String.join(" ", words.subList(i, i + 3)));
        }
        return triples;
    }
}
