package org.chartroom.models.record;

/**
 * The record store cannot answer now. Of a read nothing is lost; of a write the message says whether nothing was kept or
 * whether that is not known (the disk failed during the commit): creations carry idempotency keys so that they can be
 * done again either way. Try again later.
 */
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
