package org.chartroom.index.synonyms;

/** A row of a table of synonyms cannot be used; the message says which one and why. */
public final class BadRowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRowException(int line, String why) {
        super("line " + line + ": " + why);
    }
}
