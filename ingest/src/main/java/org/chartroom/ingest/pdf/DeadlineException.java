package org.chartroom.ingest.pdf;

/** Work on a page took longer than its time budget. */
final class DeadlineException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
