package org.chartroom.models.record;

import org.jspecify.annotations.Nullable;

/** One line of text as somebody gives it. */
final class Lines {
    private static final int LONGEST = 200;

    private Lines() {}

    /** The text without white space around it; what is not given is empty. @throws IllegalArgumentException when too long */
    static String line(String field, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(field + " has more than " + LONGEST + " characters");
        }
        return text;
    }

    /** As {@link #line}. @throws IllegalArgumentException when there is none */
    static String needed(String field, @Nullable String given) {
        String text = line(field, given);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is needed");
        }
        return text;
    }
}
