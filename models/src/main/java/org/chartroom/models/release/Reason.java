package org.chartroom.models.release;

/**
 * Why something may not leave, or not yet.
 *
 * @param rule what lays it down
 * @param words one sentence that says what is missing, for the person who can mend it
 */
public record Reason(Statement rule, String words) {
    public Reason {
        if (words.isBlank()) {
            throw new IllegalArgumentException("a reason says something");
        }
    }
}
