package org.chartroom.api;

/** The server cannot start. The message says in a sentence what is wrong and what to do; it is for the one who starts it. */
public final class ServerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message a whole sentence with what to do */
    public ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
