package org.chartroom.models.blob;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Keeps bytes that never change. A blob is durable (its bytes and its directory entry are on disk) before its
 * {@link Blob} is given out, so a record that names it can be committed afterwards. What no record names is swept later.
 *
 * <p>Safe for use by many threads at once.
 */
public interface BlobStore extends AutoCloseable {
    /**
     * Starts a new blob. Bytes written to it are hashed on the way and visible to nobody before {@link BlobWriter#keep}.
     *
     * @throws BlobStoreFullException when there is no room for more
     */
    BlobWriter create() throws IOException;

    /**
     * Opens a blob's plain bytes for reading from any position; the caller closes it.
     *
     * @throws BlobMissingException when there is no such blob
     */
    SeekableByteChannel open(BlobRef ref) throws IOException;

    /** Whether the blob is there; says nothing about its bytes being whole, see {@link #verify}. */
    boolean exists(BlobRef ref) throws IOException;

    /** Reads the whole blob and says what it is; throws when its envelope or its bytes are damaged. */
    VerifiedBlob verify(BlobRef ref) throws IOException;

    /**
     * When the blob was kept, to the second at least, by the clock of where it is kept.
     *
     * @throws BlobMissingException when there is no such blob
     */
    Instant keptAt(BlobRef ref) throws IOException;

    /** Destroys a blob. Only for a blob that no record names any more; a missing one is no error. */
    void destroy(BlobRef ref) throws IOException;

    /** All blobs that are kept, in no order; the caller closes the stream. */
    Stream<BlobRef> list() throws IOException;

    /** Bytes that can still be written before the store answers that it is full. */
    long freeBytes() throws IOException;

    @Override
    void close();

    /** Length and hash of a blob's plain bytes as found on disk. */
    record VerifiedBlob(BlobRef ref, String sha256, long bytes) {}
}
