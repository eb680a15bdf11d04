package org.chartroom.ingest.intake;

import java.io.IOException;

/** The bytes ended before the file did. Nothing was kept; the sender should send it again. */
public final class CutOffException extends IOException {
    private static final long serialVersionUID = 1L;

    public CutOffException(String message) {
        super(message);
    }

    public CutOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
