package org.chartroom.ingest;

import org.chartroom.models.text.Box;

/**
 * One barcode on a page.
 *
 * @param symbology how its value is written
 * @param value what it says, as it is; of a driving licence, too, only this text
 * @param box where it is on the upright page, px, with a small margin
 */
public record Barcode(Symbology symbology, String value, Box box) {
    /** The ways of writing that are read. */
    public enum Symbology {
        /** The four bars of a transfer patch; its value is always {@code PATCHT}. */
        PATCH_T,
        CODE_128,
        CODE_39,
        QR_CODE,
        DATA_MATRIX,
        PDF417
    }

    public Barcode {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a barcode without a value is none");
        }
    }
}
