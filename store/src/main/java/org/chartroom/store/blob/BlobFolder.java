package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;

/**
 * Blobs as they lie in a folder, {@code ROOT/xx/REF}: read, checked and copied as the envelopes they are, without opening
 * a store there. Nothing is written where it is only read. Copying into one folder is for one thread.
 */
public final class BlobFolder {
    private static final Storage DISK = new DiskStorage();

    private final Path root;
    private final Set<Path> unforced = new TreeSet<>();

    /** @param root need not exist */
    public BlobFolder(Path root) {
        this.root = root;
    }

    Path file(BlobRef ref) {
        return folder(ref).resolve(ref.value());
    }

    private Path folder(BlobRef ref) {
        return root.resolve(ref.value().substring(0, 2));
    }

    SeekableByteChannel open(BlobRef ref) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file(ref), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new BlobMissingException(ref);
        }
        try {
            return new EnvelopeChannel(channel, envelope(ref, channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Envelope envelope(BlobRef ref, FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Envelope.HEADER_BYTES);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
            // Reads may be short.
        }
        return Envelope.parse(ref, header.flip(), channel.size());
    }

    BlobStore.VerifiedBlob verify(BlobRef ref) throws IOException {
        MessageDigest sha256 = FileBlobWriter.sha256();
        long bytes = 0;
        try (SeekableByteChannel plain = open(ref)) {
            ByteBuffer buffer = ByteBuffer.allocate(Envelope.CHUNK_BYTES);
            while (plain.read(buffer) >= 0) {
                bytes += buffer.flip().remaining();
                sha256.update(buffer);
                buffer.clear();
            }
        }
        return new BlobStore.VerifiedBlob(ref, HexFormat.of().formatHex(sha256.digest()), bytes);
    }

    /** Whether a file of the right length is there; says nothing about its bytes. */
    public boolean has(Blob blob) {
        Envelope envelope = new Envelope(blob.ref(), Envelope.CHUNK_BYTES, blob.bytes());
        return file(blob.ref()).toFile().length() == envelope.fileBytes();
    }

    /**
     * Reads the whole blob.
     *
     * @throws BlobMissingException when it is not there
     * @throws BlobDamagedException when it is not, to the last bit, what was kept under that name
     */
    public void check(Blob blob) throws IOException {
        BlobStore.VerifiedBlob found = verify(blob.ref());
        if (found.bytes() != blob.bytes() || !found.sha256().equals(blob.sha256())) {
            throw new BlobDamagedException(blob.ref(), "it holds other bytes than were kept");
        }
    }

    /**
     * Copies a blob into another folder, forces its bytes to disk and checks them there; its name is durable after {@link
     * #force} of that folder. Nothing is left of a copy that fails.
     *
     * @throws BlobMissingException when it is not here
     * @throws BlobDamagedException when it is not what was kept
     */
    public void copy(Blob blob, BlobFolder to) throws IOException {
        Path target = to.place(blob.ref());
        boolean copied = false;
        try (FileChannel in = FileChannel.open(file(blob.ref()), StandardOpenOption.READ)) {
            try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long length = in.size();
                long at = 0;
                while (at < length) {
                    at += in.transferTo(at, length - at, out);
                }
                out.force(true);
            }
            to.check(blob);
            copied = true;
        } catch (NoSuchFileException e) {
            throw new BlobMissingException(blob.ref());
        } finally {
            if (!copied) {
                Files.deleteIfExists(target);
            }
        }
    }

    /**
     * Gives a blob that is kept here a second name in another folder, where the file system can do that and the blob is
     * whole.
     *
     * @return whether it could be done; otherwise nothing was changed
     */
    public boolean link(Blob blob, BlobFolder to) throws IOException {
        if (!has(blob)) {
            return false;
        }
        try {
            check(blob);
        } catch (BlobDamagedException | BlobMissingException e) {
            return false;
        }
        try {
            Files.createLink(to.place(blob.ref()), file(blob.ref()));
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Path place(BlobRef ref) throws IOException {
        Path folder = folder(ref);
        if (unforced.add(folder)) {
            Files.createDirectories(folder);
        }
        return file(ref);
    }

    /** Makes the names of everything copied or linked into this folder durable. */
    public void force() throws IOException {
        for (Path folder : unforced) {
            DISK.forceFolder(folder);
        }
        unforced.clear();
        if (Files.isDirectory(root)) {
            DISK.forceFolder(root);
        }
    }
}
