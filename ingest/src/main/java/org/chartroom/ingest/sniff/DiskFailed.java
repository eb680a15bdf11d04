package org.chartroom.ingest.sniff;

import java.io.IOException;

/** Carries a failure of our own disk past the code that forgives a damaged archive. */
final class DiskFailed extends IOException {
    private static final long serialVersionUID = 1L;

    final IOException failure;

    DiskFailed(IOException failure) {
        super(failure);
        this.failure = failure;
    }
}
