package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** Abbreviations said letter by letter, short forms of orders, and names that have capitals: a table of spoken forms. */
final class SpellingRule implements FormattingRule {
    private record Spelling(List<String> spoken, String written, String rule, Set<String> notBefore) {}

    private final Map<String, List<Spelling>> byFirstWord = new HashMap<>();

    SpellingRule() {
        for (List<String> row : ShippedTable.rows(SpellingRule.class, "spellings.tsv")) {
            String written = row.get(1);
            for (String spoken : row.get(0).split("\\|")) {
                add(new Spelling(
                        List.of(spoken.split(" ")),
                        written.isEmpty() ? capital(spoken) : written,
                        row.get(2),
                        row.size() < 4 || row.get(3).isEmpty()
                                ? Set.of()
                                : Set.copyOf(List.of(row.get(3).split(" ")))));
            }
        }
    }

    private void add(Spelling spelling) {
        byFirstWord
                .computeIfAbsent(spelling.spoken().getFirst(), none -> new ArrayList<>())
                .add(spelling);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        Spelling longest = null;
        for (Spelling spelling : byFirstWord.getOrDefault(words.at(index), List.of())) {
            int end = index + spelling.spoken().size();
            if (words.has(index, spelling.spoken())
                    && !(end < words.size() && spelling.notBefore().contains(words.at(end)))
                    && (longest == null
                            || spelling.spoken().size() > longest.spoken().size())) {
                longest = spelling;
            }
        }
        if (longest == null) {
            return null;
        }
        int end = index + longest.spoken().size();
        return longest.rule().equals(Ambiguity.ABBREVIATION)
                ? Ambiguity.keep(words, index, end, Ambiguity.ABBREVIATION)
                : words.edit(index, end, longest.written(), longest.rule());
    }
}
