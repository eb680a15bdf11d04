package org.chartroom.models.blob;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One blob being written; used by one thread. Closing it without {@link #keep} discards what was written and leaves
 * nothing behind.
 */
public abstract class BlobWriter extends OutputStream {
    /**
     * Makes the bytes durable and gives the blob its name.
     *
     * @throws BlobStoreFullException when there is no room
     * @throws IllegalStateException when called twice or after {@link #close}
     */
    public abstract Blob keep(String mediaType) throws IOException;

    /** Plain bytes written so far. */
    public abstract long bytesWritten();
}
