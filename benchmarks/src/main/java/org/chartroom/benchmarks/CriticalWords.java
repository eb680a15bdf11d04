package org.chartroom.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.transcribe.format.NumberWords;

/**
 * The words of a dictation that must not be misheard: names of drugs, numbers, units, frequencies, sides, negations and
 * dates. Which they are stands in {@code critical-words.tsv}; number words are known by the formatter.
 */
final class CriticalWords {
    private final Map<String, String> kinds = new HashMap<>();

    private CriticalWords() {}

    static CriticalWords load() {
        CriticalWords words = new CriticalWords();
        for (List<String> cells : ShippedTable.rows(CriticalWords.class, "critical-words.tsv")) {
            for (String word : cells.get(1).split(" ")) {
                words.kinds.putIfAbsent(word, cells.getFirst());
            }
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
