package org.chartroom.index;

/** The index's files are damaged. The records are safe in the store; rebuild the index. */
public final class IndexDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
