package org.chartroom.transcribe.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** "Doctor smith" and "mister jones"; "the doctor recommended" names no one. */
final class TitleRule implements FormattingRule {
    private final Map<String, String> titles = new HashMap<>();
    private final Set<String> notAfter = new HashSet<>();
    private final Set<String> noNames = new HashSet<>();

    TitleRule() {
        for (List<String> row : ShippedTable.rows(TitleRule.class, "titles.tsv")) {
            switch (row.get(0)) {
                case "title" -> {
                    for (String spoken : row.get(1).split("\\|")) {
                        titles.put(spoken, row.get(2));
                    }
                }
                case "not-after" -> notAfter.addAll(List.of(row.get(1).split("\\|")));
                case "no-name" -> noNames.addAll(List.of(row.get(1).split("\\|")));
                default -> throw new IllegalStateException("a row of titles.tsv is a " + row.get(0));
            }
        }
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        String title = titles.get(words.at(index));
        String name = words.at(index + 1);
        if (title == null
                || name.length() < 2
                || name.endsWith(".")
                || noNames.contains(name)
                || NumberWords.isNumberWord(name)) {
            return null;
        }
        boolean role =
                title.equals("Dr.") && words.at(index).equals("doctor") && notAfter.contains(words.at(index - 1));
        return role
                ? null
                : words.edit(
                        index,
                        index + 2,
                        title + " " + name.substring(0, 1).toUpperCase(Locale.ROOT)
                                + words.words().get(index + 1).substring(1),
                        "case.name");
    }
}
