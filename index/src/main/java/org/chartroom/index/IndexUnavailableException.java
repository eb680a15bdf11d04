package org.chartroom.index;

/** The index cannot be read or written now (disk full, I/O error). The records are safe in the store; try again later. */
public final class IndexUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
