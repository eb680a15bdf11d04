package org.chartroom.api.worker;

/** The lease ran out or was taken over: whatever was made under it must be dropped. */
final class LeaseGoneException extends Exception {
    private static final long serialVersionUID = 1;

    LeaseGoneException() {
        super("the lease is gone");
    }
}
