package org.chartroom.api.releases;

import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/** Texts as they come in. */
final class Given {
    private static final int LONGEST = 2_000;

    private Given() {}

    /** Without space around it; empty when it is left out. */
    static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    /** The same, of bounded length. */
    static String line(@Nullable String given) {
        String text = text(given);
        if (text.length() > LONGEST) {
            throw ProblemException.badRequest("A text has " + LONGEST + " characters at most. Nothing was changed.");
        }
        return text;
    }

    /** The same, which has to be there. */
    static String needed(@Nullable String given, String problem) {
        String text = line(given);
        if (text.isEmpty()) {
            throw ProblemException.badRequest(problem);
        }
        return text;
    }
}
