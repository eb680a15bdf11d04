package org.chartroom.transcribe.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.jspecify.annotations.Nullable;

/**
 * How often something is given, said as "q": written in words, as the Joint Commission and ISMP ask. The other short forms
 * of an order are rows of {@code spellings.tsv}.
 */
final class FrequencyRule implements FormattingRule {
    private final Map<String, String> spans = new HashMap<>();

    FrequencyRule() {
        for (List<String> row : ShippedTable.rows(FrequencyRule.class, "frequencies.tsv")) {
            for (String spoken : row.get(0).split("\\|")) {
                spans.put(spoken, row.get(1));
            }
        }
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        boolean q = words.at(index).matches("q|cue|queue|q\\.");
        boolean every = words.at(index).equals("every");
        if (!q && !every) {
            return null;
        }
        Found first = NumberWords.number(words, index + 1);
        if (first == null) {
            return null;
        }
        Found second = words.at(first.end()).matches("to|or") ? NumberWords.number(words, first.end() + 1) : null;
        Found last = second == null ? first : second;
        String span = spans.get(words.at(last.end()));
        boolean bare = q && span == null && second == null;
        if (span == null && !bare
                || bare
                        && !(words.at(index).equals("q")
                                && List.of(2L, 3L, 4L, 6L, 8L, 12L, 24L).contains(first.value()))) {
            return null;
        }
        if (every && first.value() == 1) {
            return null;
        }
        String between = words.at(first.end()).equals("or") ? " or " : "-";
        String amount = second == null ? first.digits() : first.digits() + between + second.digits();
        boolean one = second == null && first.digits().equals("1");
        String unit = span == null ? "hours" : span;
        String written = one ? "every " + unit.replaceFirst("s$", "") : "every " + amount + " " + unit;
        return words.edit(index, last.end() + (span == null ? 0 : 1), written, "frequency.every");
    }
}
