package org.chartroom.index.matching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Given names that stand for each other, as Bill for William; from {@code nicknames.tsv}. Safe for use by many threads. */
final class Nicknames {
    private final Map<String, Set<String>> fullNames = new HashMap<>();

    private Nicknames() {}

    static Nicknames load() {
        Nicknames nicknames = new Nicknames();
        try (InputStream in = Nicknames.class.getResourceAsStream("nicknames.tsv")) {
            if (in == null) {
                throw new IllegalStateException("there is no nicknames.tsv beside the classes");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(nicknames::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nicknames;
    }

    private void add(String[] names) {
        Arrays.stream(names)
                .forEach(name ->
                        fullNames.computeIfAbsent(name, _ -> new HashSet<>()).add(names[0]));
    }

    /** Whether one is short for the other, or both for the same name. */
    boolean alike(String one, String other) {
        Set<String> ones = fullNames.getOrDefault(one, Set.of());
        return fullNames.getOrDefault(other, Set.of()).stream().anyMatch(ones::contains);
    }
}
