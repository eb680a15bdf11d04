package org.chartroom.transcribe.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a draft, or a typed edit of one, for what could harm: short forms that are misread, drug names that are taken for
 * each other, a missing side, impossible numbers, blanks. Immutable; safe for use by several threads.
 */
public final class SafetyLinter {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.start() - finding.end())
            .thenComparing(Finding::start);

    private final List<SafetyRule> rules = List.of(
            new NotationRule(new Contexts()),
            new LookAlikeRule(),
            new LateralityRule(),
            new PlausibilityRule(),
            new DoseRule());

    private final ChartRule chart = new ChartRule();

    private SafetyLinter() {}

    /** With the lists for English notes that come with Chartroom. */
    public static SafetyLinter english() {
        return new SafetyLinter();
    }

    /** @return what was found, in the order of the text, not overlapping: of two in one place the worse */
    public List<Finding> check(String text) {
        return worst(found(text));
    }

    /** As {@link #check(String)}, and what contradicts the chart that the note is written in. */
    public List<Finding> check(String text, ChartFacts facts) {
        return worst(Stream.concat(found(text), chart.in(text, facts).stream()));
    }

    /**
     * Paired parts of the body, in lower case, of which texts name one side only, with that side: for
     * {@link ChartFacts#sides()}.
     */
    public Map<String, String> sides(List<String> texts) {
        return chart.sides(texts);
    }

    private Stream<Finding> found(String text) {
        Draft draft = new Draft(text);
        return rules.stream().flatMap(rule -> rule.in(draft));
    }

    private static List<Finding> worst(Stream<Finding> all) {
        List<Finding> found = new ArrayList<>();
        all.sorted(WORST_FIRST).forEach(finding -> {
            if (found.stream().noneMatch(finding::overlaps)) {
                found.add(finding);
            }
        });
        found.sort(Comparator.comparingInt(Finding::start));
        return found;
    }

    /**
     * What was found in the part of a text that was just typed; the text around it tells what it is about.
     *
     * @param start offset of the first typed character
     * @param end offset after the last
     */
    public List<Finding> checkEdit(String text, int start, int end) {
        if (start < 0 || end < start || end > text.length()) {
            throw new IllegalArgumentException(
                    "an edit lies within its text of " + text.length() + ", was " + start + ".." + end);
        }
        return check(text).stream()
                .filter(finding -> finding.start() < end && finding.end() > start)
                .toList();
    }

    /** The text with everything put right that can mean only one thing; the rest is as it was. */
    public String fix(String text) {
        String fixed = text;
        while (true) {
            StringBuilder next = new StringBuilder(fixed);
            for (Finding finding : check(fixed).reversed()) {
                if (finding.autoFix()) {
                    next.replace(finding.start(), finding.end(), finding.suggestion());
                }
            }
            // A fix never brings back what another takes out (a test holds the data to that), so this ends.
            if (fixed.contentEquals(next)) {
                return fixed;
            }
            fixed = next.toString();
        }
    }
}
