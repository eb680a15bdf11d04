package org.chartroom.index;

/** Another process has the index open. Stop it, or use another data folder. */
public final class IndexInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
