package org.chartroom.models.blob;

import java.io.IOException;

/** There is no room left for bytes. Nothing of the blob was kept; the sender still has it and should try again later. */
public final class BlobStoreFullException extends IOException {
    private static final long serialVersionUID = 1L;

    public BlobStoreFullException(String message) {
        super(message);
    }

    public BlobStoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
