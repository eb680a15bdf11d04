package org.chartroom.transcribe.safety;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/**
 * A paired part of the body, in a sentence about an operation, injury or finding of it, without its side. Denied findings
 * need none, nor do sentences that name a side for anything.
 */
final class LateralityRule implements SafetyRule {
    private final Pattern parts;
    private final Pattern concerns;
    private final Pattern sides;
    private final Pattern denials;

    LateralityRule() {
        List<List<String>> rows = ShippedTable.rows(LateralityRule.class, "laterality.tsv");
        parts = words(rows, "part");
        concerns = words(rows, "concern");
        sides = words(rows, "side");
        denials = words(rows, "denial");
    }

    private static Pattern words(List<List<String>> rows, String kind) {
        List<String> words = rows.stream()
                .filter(row -> row.get(0).equals(kind))
                .map(row -> row.get(1))
                .toList();
        return Pattern.compile("(?i)\\b(?:" + String.join("|", words) + ")\\b");
    }

    /** The note named the side of this part before, and only one: "left hip pain. The hip was injected." */
    private static boolean isKnown(Draft draft, int offset, String part) {
        String before = draft.text().substring(0, offset).toLowerCase(Locale.ROOT);
        String own = part.toLowerCase(Locale.ROOT);
        return before.contains("left " + own) != before.contains("right " + own);
    }

    @Override
    public Stream<Finding> in(Draft draft) {
        return parts.matcher(draft.text()).results().flatMap(match -> {
            String sentence = draft.sentenceAt(match.start());
            boolean concerned =
                    concerns.matcher(sentence).find() || match.group().matches("(?i).*(?:ectomy|plasty)");
            boolean denied = denials.matcher(draft.clauseBefore(match.start())).find();
            if (!concerned
                    || denied
                    || sides.matcher(sentence).find()
                    || isKnown(draft, match.start(), match.group())) {
                return Stream.empty();
            }
            return Stream.of(new Finding(
                    match.start(),
                    match.end(),
                    match.group(),
                    "laterality.missing",
                    Severity.WARNING,
                    "There are two of these: say which side.",
                    "left " + match.group() + " | right " + match.group(),
                    false));
        });
    }
}
