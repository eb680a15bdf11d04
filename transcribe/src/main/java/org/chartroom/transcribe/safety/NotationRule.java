package org.chartroom.transcribe.safety;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/**
 * Short forms and signs that are misread: the Joint Commission's "Do Not Use" list and rules after ISMP's list of
 * error-prone abbreviations, one row of {@code notations.tsv} each, in our own words.
 */
final class NotationRule implements SafetyRule {
    private record Notation(
            String rule,
            Pattern pattern,
            String replacement,
            Severity severity,
            boolean unambiguous,
            String about,
            String notAbout,
            String reason) {}

    private final List<Notation> notations;
    private final Contexts contexts;

    NotationRule(Contexts contexts) {
        this.contexts = contexts;
        notations = ShippedTable.rows(NotationRule.class, "notations.tsv").stream()
                .map(row -> new Notation(
                        row.get(0),
                        Pattern.compile(row.get(1)),
                        row.get(2),
                        Severity.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                        row.get(4).equals("auto"),
                        row.get(5),
                        row.get(6),
                        row.get(7)))
                .toList();
    }

    @Override
    public Stream<Finding> in(Draft draft) {
        return notations.stream()
                .flatMap(notation -> notation.pattern()
                        .matcher(draft.text())
                        .results()
                        .filter(match -> applies(draft, notation, match))
                        .map(match -> finding(draft, notation, match)));
    }

    private boolean applies(Draft draft, Notation notation, MatchResult match) {
        return contexts.isAbout(draft.sentenceAt(match.start()), notation.about())
                && (notation.notAbout().isEmpty()
                        || !contexts.isAbout(draft.clauseBefore(match.start()), notation.notAbout()));
    }

    private static Finding finding(Draft draft, Notation notation, MatchResult match) {
        String suggestion = notation.replacement();
        for (int group = match.groupCount(); group > 0; group--) {
            String part = match.group(group);
            suggestion = suggestion.replace("$" + group, part == null ? "" : part);
        }
        if (notation.rule().equals("dose.no-separator")) {
            suggestion = Figures.separated(match.group(1)) + match.group(2);
        }
        // The stop of "q.d." may be the sentence's as well, and has to stay then.
        boolean lastStop = match.group().endsWith(".") && match.group().length() > 1 && draft.isEnd(match.end() - 1);
        int end = lastStop ? match.end() - 1 : match.end();
        return new Finding(
                match.start(),
                end,
                draft.text().substring(match.start(), end),
                notation.rule(),
                notation.severity(),
                notation.reason(),
                startsSentence(draft, match) ? capitals(suggestion) : suggestion,
                notation.unambiguous());
    }

    private static boolean startsSentence(Draft draft, MatchResult match) {
        return draft.text()
                        .substring(draft.sentenceStart(match.start()), match.start())
                        .isBlank()
                && Character.isUpperCase(match.group().charAt(0));
    }

    static String capitals(String choices) {
        return Stream.of(choices.split(" \\| "))
                .map(choice -> choice.isEmpty()
                        ? choice
                        : choice.substring(0, 1).toUpperCase(Locale.ROOT) + choice.substring(1))
                .collect(Collectors.joining(" | "));
    }
}
