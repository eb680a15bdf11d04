package org.chartroom.transcribe.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/**
 * Drug names that are taken for each other. A name whose own use is in the sentence is as it should be; with the other's
 * use beside it, it is probably the wrong one; with neither, anywhere in the note, it is worth a look.
 */
final class LookAlikeRule implements SafetyRule {
    private record Name(
            List<String> own, Pattern pattern, String other, Pattern uses, Pattern othersUses, boolean common) {}

    private final List<Name> names = new ArrayList<>();

    LookAlikeRule() {
        for (List<String> row : ShippedTable.rows(LookAlikeRule.class, "look-alikes.tsv")) {
            names.add(name(row.get(0), row.get(2), row.get(1), row.get(3), row.get(4)));
            names.add(name(row.get(2), row.get(0), row.get(3), row.get(1), row.get(4)));
        }
    }

    private static Name name(String own, String other, String uses, String othersUses, String common) {
        return new Name(
                List.of(own.toLowerCase(Locale.ROOT)),
                Pattern.compile("(?i)\\b" + Pattern.quote(own) + "\\b"),
                other,
                uses(uses),
                uses(othersUses),
                List.of(common.split(" ")).contains(own));
    }

    private static Pattern uses(String words) {
        return Pattern.compile("(?i)\\b(?:" + words + ")");
    }

    @Override
    public Stream<Finding> in(Draft draft) {
        return names.stream()
                .filter(name -> draft.mayHave(name.own()))
                .flatMap(name -> name.pattern().matcher(draft.text()).results().flatMap(match -> {
                    String sentence = draft.sentenceAt(match.start());
                    boolean own = name.uses().matcher(sentence).find();
                    boolean others = name.othersUses().matcher(sentence).find();
                    boolean knownFromNote = name.uses().matcher(draft.text()).find();
                    if (own || !others && (knownFromNote || name.common())) {
                        return Stream.empty();
                    }
                    String reason = others
                            ? "What it is given for fits " + name.other() + ", which this name is often taken for."
                            : "This name is often taken for " + name.other()
                                    + ": make sure it is the one that is meant.";
                    return Stream.of(new Finding(
                            match.start(),
                            match.end(),
                            match.group(),
                            "drug.look-alike",
                            others ? Severity.WARNING : Severity.NOTICE,
                            reason,
                            others ? name.other() : "",
                            false));
                }));
    }
}
