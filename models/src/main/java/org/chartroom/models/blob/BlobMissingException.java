package org.chartroom.models.blob;

import java.io.IOException;

/** A blob that a record names is not in the store: damage that {@code admin verify} reports. */
public final class BlobMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    public BlobMissingException(BlobRef ref) {
        super("blob " + ref + " is not in the blob store");
    }
}
