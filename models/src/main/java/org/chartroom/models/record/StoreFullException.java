package org.chartroom.models.record;

/** The disk is full: nothing of the transaction was kept; reads still work. Free space, then do it again. */
public final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
