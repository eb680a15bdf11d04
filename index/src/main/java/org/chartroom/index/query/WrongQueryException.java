package org.chartroom.index.query;

/** Carries the first mistake out of the parser; never leaves the package. */
final class WrongQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String text;
    private final String suggestion;

    WrongQueryException(int position, String text, String suggestion) {
        super(text, null, false, false);
        this.position = position;
        this.text = text;
        this.suggestion = suggestion;
    }

    int position() {
        return position;
    }

    String text() {
        return text;
    }

    String suggestion() {
        return suggestion;
    }
}
