package org.chartroom.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chartroom.transcribe.format.NumberWords;

/**
 * The words of a dictation that must not be misheard: names of drugs, numbers, units, frequencies, sides, negations and
 * dates. Which they are stands in {@code critical-words.tsv}; number words are known by the formatter.
 */
final class CriticalWords {
    private final Map<String, String> kinds = new HashMap<>();

    private CriticalWords() {}

    static CriticalWords load() throws IOException {
        CriticalWords words = new CriticalWords();
        try (InputStream in = CriticalWords.class.getResourceAsStream("critical-words.tsv")) {
            if (in == null) {
                throw new IOException("critical-words.tsv is missing from this build");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        String[] cells = line.split("\t");
                        for (String word : cells[1].split(" ")) {
                            words.kinds.putIfAbsent(word, cells[0]);
                        }
                    });
        }
        return words;
    }

    /** What kind of critical word this is, in lower case. */
    Optional<String> kind(String word) {
        String kind = kinds.get(word);
        if (kind == null && (NumberWords.isNumberWord(word) || word.chars().anyMatch(Character::isDigit))) {
            kind = "number";
        }
        return Optional.ofNullable(kind);
    }
}
