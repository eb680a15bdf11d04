package org.chartroom.index;

/**
 * How something that is being typed could go on.
 *
 * @param text as shown
 * @param query what to search for
 * @param count how many documents have it that the viewer may see
 */
public record Completion(Kind kind, String text, String query, long count) {
    /** What goes on. */
    public enum Kind {
        WORD,
        PATIENT,
        AUTHOR,
        TYPE
    }
}
