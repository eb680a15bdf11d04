package org.chartroom.ingest.intake;

import java.io.IOException;

/** The file has no bytes. Nothing was kept. */
public final class EmptyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    EmptyFileException() {
        super("the file has no bytes");
    }
}
