package org.chartroom.api.retention;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a schedule.
 *
 * @param id names it; a rule of the office with the id of one that ships takes its place
 * @param recordClass which records it is about
 * @param jurisdiction where, or under which contract, it applies, such as {@code US-CA}
 * @param trigger from what its period runs
 * @param period how long
 * @param minors what it says of those who were under age
 * @param citation where it is laid down, in words for a person
 * @param confirmed whether somebody read it at its source; records to which only others apply are never due
 */
public record RetentionRule(
        String id,
        String recordClass,
        String jurisdiction,
        Trigger trigger,
        Keeping period,
        Minors minors,
        String citation,
        boolean confirmed) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public RetentionRule {
        code("id", id);
        code("recordClass", recordClass);
        code("jurisdiction", jurisdiction);
        if (trigger == null || period == null || minors == null) {
            throw new IllegalArgumentException("rule " + id + " needs trigger, period and minors");
        }
        if (citation == null || citation.isBlank() || citation.length() > 500) {
            throw new IllegalArgumentException("rule " + id + " needs a citation of at most 500 characters");
        }
    }

    static void code(String what, @Nullable String value) {
        if (value == null || !CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " is 1 to 64 letters, digits, dots, '-' or '_', and was '" + value + "'");
        }
    }

    /** The same, read at its source by the office. */
    RetentionRule asConfirmed() {
        return new RetentionRule(id, recordClass, jurisdiction, trigger, period, minors, citation, true);
    }
}
