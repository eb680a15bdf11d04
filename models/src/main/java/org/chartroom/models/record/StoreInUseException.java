package org.chartroom.models.record;

/** Another process has the record store open. Stop that one, or have it do the work. */
public final class StoreInUseException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    public StoreInUseException(String message) {
        super(message);
    }

    public StoreInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
