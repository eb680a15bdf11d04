package org.chartroom.ingest.natives;

/** The OCR engine cannot run on this machine; the message says what to do. */
public final class NativesMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NativesMissingException(String message) {
        super(message);
    }

    NativesMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
