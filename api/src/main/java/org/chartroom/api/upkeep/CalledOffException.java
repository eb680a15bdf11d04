package org.chartroom.api.upkeep;

/** An errand ended early because whoever waited for it said so. */
public final class CalledOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CalledOffException() {
        super("It was stopped before it was done.");
    }
}
