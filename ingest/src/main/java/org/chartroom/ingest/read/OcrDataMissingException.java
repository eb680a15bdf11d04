package org.chartroom.ingest.read;

/** The OCR data of a language is missing or damaged; the message says what to do. */
public final class OcrDataMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OcrDataMissingException(String message) {
        super(message);
    }
}
