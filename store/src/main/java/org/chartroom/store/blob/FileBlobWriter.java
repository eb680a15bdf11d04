package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.blob.BlobWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one envelope. */
final class FileBlobWriter extends BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlobWriter.class);

    /** Chunks written at once: a scanned page goes out in one call, header and all. */
    static final int CHUNKS_A_WRITE = 4;

    /** Room that {@link #CHUNKS_A_WRITE} chunks take with their checks and the header. */
    static final int BUFFER_BYTES =
            Envelope.MOST_HEADER_BYTES + CHUNKS_A_WRITE * (Envelope.CHUNK_BYTES + Envelope.MOST_OVERHEAD);

    /** Chunks between two looks at the free space: 16 MiB. */
    private static final int CHUNKS_A_LOOK = 256;

    private final FileBlobStore store;
    private final Storage storage;
    private final Envelope begun;
    private final ChunkGuard guard;
    private final Path file;
    private final FolderSync folder;
    private final FileChannel channel;
    private final MessageDigest sha256 = sha256();
    /** What is not in the file yet; it begins with room for the header when nothing is. */
    private final ByteBuffer pending;

    private int inChunk;
    private long written;
    private long chunks;
    private long bytes;
    private boolean ended;

    /**
     * @param begun the envelope as long as nothing is in it
     * @param guard of that envelope
     */
    FileBlobWriter(FileBlobStore store, Storage storage, Envelope begun, ChunkGuard guard, Path file, FolderSync folder)
            throws IOException {
        this.store = store;
        this.storage = storage;
        this.begun = begun;
        this.guard = guard;
        this.file = file;
        this.folder = folder;
        try {
            this.channel = storage.create(file);
        } catch (IOException e) {
            throw sorted(e);
        }
        this.pending = store.buffers().take();
        this.pending.position(begun.headerBytes());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        requireOpen();
        sha256.update(from, offset, length);
        int at = offset;
        int left = length;
        while (left > 0) {
            if (inChunk == Envelope.CHUNK_BYTES) {
                endChunk(false);
            }
            int part = Math.min(left, Envelope.CHUNK_BYTES - inChunk);
            pending.put(from, at, part);
            inChunk += part;
            at += part;
            left -= part;
        }
        bytes += length;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("this blob is kept, discarded or failed; start a new one");
        }
    }

    /** Ends the chunk that is full, or the last one, and makes room for the next. */
    private void endChunk(boolean last) throws IOException {
        boolean written = false;
        try {
            protect(last);
            written = true;
        } finally {
            if (!written) {
                // What is in the file now is not known: nobody may go on with it.
                close();
            }
        }
    }

    private void protect(boolean last) throws IOException {
        guard.protect(chunks, last, pending, pending.position() - inChunk);
        inChunk = 0;
        chunks++;
        if (chunks % CHUNKS_A_WRITE == 0) {
            writeOut();
        }
        if (chunks % CHUNKS_A_LOOK == 0) {
            store.requireRoom();
        }
    }

    private void writeOut() throws IOException {
        int length = pending.flip().remaining();
        try {
            storage.write(channel, pending, written);
        } catch (IOException e) {
            throw sorted(e);
        }
        written += length;
        pending.clear();
    }

    @Override
    public Blob keep(String mediaType) throws IOException {
        requireOpen();
        boolean kept = false;
        Envelope envelope = Envelope.of(begun.ref(), begun.seal(), bytes);
        Path place = folder.folder().resolve(envelope.ref().value());
        try {
            if (chunks < envelope.chunks()) {
                endChunk(true);
            }
            ByteBuffer header = envelope.header(guard);
            if (written == 0) {
                pending.put(0, header, 0, envelope.headerBytes());
                writeOut();
            } else {
                writeOut();
                storage.write(channel, header, 0);
            }
            // The name comes before the bytes are forced, so that a journalling file system writes both at once; nobody
            // learns the name before both are on disk, and a file that no record names is swept.
            storage.move(file, place);
            storage.force(channel);
            channel.close();
            folder.sync();
            kept = true;
            return new Blob(envelope.ref(), HexFormat.of().formatHex(sha256.digest()), bytes, mediaType);
        } catch (IOException e) {
            throw sorted(e);
        } finally {
            end();
            if (!kept) {
                drop(file);
                drop(place);
            }
        }
    }

    @Override
    public long bytesWritten() {
        return bytes;
    }

    @Override
    public void close() {
        if (!ended) {
            end();
            drop(file);
        }
    }

    /** Nothing may be written after this; the buffer goes back once, for it is somebody else's from then on. */
    private void end() {
        if (!ended) {
            ended = true;
            store.buffers().giveBack(pending);
        }
    }

    private void drop(Path left) {
        try {
            channel.close();
            Files.deleteIfExists(left);
        } catch (IOException e) {
            // Dropped when the store is opened next, or swept: no record names it.
            LOG.warn("An unfinished blob could not be removed: {}", e.getClass().getSimpleName());
        }
    }

    private static IOException sorted(IOException failure) {
        return FullDisk.isNamedBy(failure) && !(failure instanceof BlobStoreFullException)
                ? new BlobStoreFullException(
                        "The disk is full. Nothing of this file was kept; free space and send it again.", failure)
                : failure;
    }
}
