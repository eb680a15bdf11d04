package org.chartroom.models.record;

/**
 * A rule of the store forbids the change: somebody changed it first (the expected version is stale), a number is taken,
 * a signed note is frozen. The message says which in words for a person.
 */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
