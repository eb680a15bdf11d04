package org.chartroom.store.keys;

import java.io.IOException;

/** A key that is needed is not there, or the key file cannot be used. The message is for a person and says what to do. */
public final class KeysException extends IOException {
    private static final long serialVersionUID = 1L;

    public KeysException(String message) {
        super(message);
    }

    public KeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
