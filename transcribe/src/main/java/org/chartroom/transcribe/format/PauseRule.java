package org.chartroom.transcribe.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.SpokenWord;

/**
 * Ends of sentences that are heard, not said: a long pause, before a word that starts sentences and after one that does
 * not leave its sentence open. People also pause to think, so neither is enough by itself.
 */
final class PauseRule {
    private static final double LONG_SECONDS = 0.9;

    private final Set<String> starts;
    private final Set<String> leavesOpen;

    PauseRule() {
        List<List<String>> rows = ShippedTable.rows(PauseRule.class, "sentences.tsv");
        starts = words(rows, "starts");
        leavesOpen = words(rows, "leaves-open");
    }

    private static Set<String> words(List<List<String>> rows, String kind) {
        return rows.stream()
                .filter(row -> row.get(0).equals(kind))
                .flatMap(row -> List.of(row.get(1).split(" ")).stream())
                .collect(Collectors.toSet());
    }

    /** @return whether a sentence ends after the word of an index */
    IntPredicate in(List<SpokenWord> heard) {
        return index -> index + 1 < heard.size()
                && heard.get(index + 1).start() - heard.get(index).end() >= LONG_SECONDS
                && starts.contains(heard.get(index + 1).word().toLowerCase(Locale.ROOT))
                && !leavesOpen.contains(heard.get(index).word().toLowerCase(Locale.ROOT));
    }
}
