package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** Punctuation and line ends that are spoken. Where the word may be meant as itself ("sigmoid colon"), it stays. */
final class CommandRule implements FormattingRule {
    private static final Set<String> SPANS = Set.of("second", "minute", "hour", "day", "week", "month", "year");

    private record Command(
            List<String> spoken, String written, String rule, Set<String> notAfter, Set<String> notBefore) {}

    private final List<Command> commands = new ArrayList<>();

    CommandRule() {
        for (List<String> row : ShippedTable.rows(CommandRule.class, "commands.tsv")) {
            commands.add(new Command(
                    List.of(row.get(0).split(" ")),
                    row.get(1).replace("\\n", "\n"),
                    row.get(2),
                    Set.copyOf(List.of(row.get(3).split(" "))),
                    Set.copyOf(List.of(row.get(4).split(" ")))));
        }
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        for (Command command : commands) {
            int end = index + command.spoken().size();
            if (words.has(index, command.spoken())
                    && !isSpan(words, index)
                    && !(index > 0 && command.notAfter().contains(words.at(index - 1)))
                    && !(end < words.size() && command.notBefore().contains(words.at(end)))) {
                return words.edit(index, end, command.written(), command.rule());
            }
        }
        return null;
    }

    /** "A ten day period" is a length of time; "once a day period" and "in one day period" end a sentence. */
    private static boolean isSpan(Utterance words, int index) {
        String number = words.at(index - 2);
        return words.at(index).equals("period")
                && SPANS.contains(words.at(index - 1))
                && NumberWords.isNumberWord(number)
                && !number.equals("one");
    }
}
