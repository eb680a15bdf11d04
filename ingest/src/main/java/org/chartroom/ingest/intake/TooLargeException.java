package org.chartroom.ingest.intake;

import java.io.IOException;

/** The file is longer than the office takes. Nothing was kept. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long limit;

    TooLargeException(long limit) {
        super("the file is longer than " + limit + " bytes");
        this.limit = limit;
    }

    /** Bytes a file may have. */
    public long limit() {
        return limit;
    }
}
