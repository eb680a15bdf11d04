package org.chartroom.ingest;

/** Work on a page took longer than its time budget. */
public final class DeadlineException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
