package org.chartroom.transcribe.safety;

import java.util.List;

/**
 * One place of a text that could harm, with what to do about it.
 *
 * @param start offset of its first character in the text, from 0
 * @param end offset after its last character
 * @param found the characters themselves
 * @param rule stable name of the rule, such as {@code dose.trailing-zero}
 * @param severity how much it matters
 * @param reason a sentence for the person who decides
 * @param suggestion what to write instead; empty where only a person can know. Several choices are parted by " | "
 * @param autoFix whether the suggestion is the only thing it can mean, so that it may be put in without asking
 */
public record Finding(
        int start,
        int end,
        String found,
        String rule,
        Severity severity,
        String reason,
        String suggestion,
        boolean autoFix) {
    public Finding {
        if (start < 0 || end <= start || found.length() != end - start) {
            throw new IllegalArgumentException("a finding covers characters, was " + start + ".." + end);
        }
        if (autoFix && (suggestion.isEmpty() || suggestion.contains(" | "))) {
            throw new IllegalArgumentException("only one suggestion can be put in without asking: " + rule);
        }
    }

    /** Whose rule it is, for the person who decides. */
    public String source() {
        return RuleSource.of(rule);
    }

    /** What could be written instead, none where only a person can know. */
    public List<String> choices() {
        return suggestion.isEmpty() ? List.of() : List.of(suggestion.split(" \\| "));
    }

    boolean overlaps(Finding other) {
        return start < other.end && other.start < end;
    }
}
