package org.chartroom.api.releases;

import org.chartroom.models.blob.Blob;

/** In which form an approved packet is handed over. Names are part of the API. */
enum DeliveryForm {
    /** The packet itself. */
    PDF(""),
    /** The packet as a PDF that opens with a password only: AES with a key of 256 bits. */
    PDF_WITH_PASSWORD(" As a PDF with a password."),
    /** For another practice: the packet, each document by itself, and a list of them as FHIR, in a ZIP. */
    TRANSFER(" As a transfer with each document by itself.");

    static final String ZIP = "application/zip";

    private final String words;

    DeliveryForm(String words) {
        this.words = words;
    }

    /** What the account says of it; empty for the packet itself. */
    String words() {
        return words;
    }

    static String fileName(Blob file) {
        return file.mediaType().equals(ZIP) ? "records.zip" : "records.pdf";
    }
}
