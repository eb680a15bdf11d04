package org.chartroom.models.record;

/** The record store cannot answer now; nothing of the transaction was kept. Try again later. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
