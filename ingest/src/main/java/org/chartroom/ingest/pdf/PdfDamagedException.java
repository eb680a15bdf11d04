package org.chartroom.ingest.pdf;

/** The bytes are no PDF that can be opened. */
final class PdfDamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    PdfDamagedException(Throwable cause) {
        super(cause);
    }
}
