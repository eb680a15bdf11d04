package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.store.keys.MasterKeys;

/**
 * Blobs as files: {@code ROOT/xx/REF}, {@code xx} being the first two characters of the ref, and {@code ROOT/new} for what
 * is being written. Every file is an {@link Envelope}.
 *
 * <p>A blob is written to {@code new}, renamed when it is whole, and forced to disk with its folder before its writer is
 * told. Blobs that are written at the same time go to the same folder, so that they share that last step; the folder
 * changes at random every {@value #BLOBS_A_FOLDER} blobs.
 */
public final class FileBlobStore implements BlobStore {
    static final String NEW = "new";
    private static final int BLOBS_A_FOLDER = 512;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int REF_LENGTH = 26;

    private final Path root;
    private final Path unfinished;
    private final MasterKeys keys;
    private final BlobFolder kept;
    private final long reserveBytes;
    private final RandomGenerator random;
    private final Storage storage;
    private final WriteBuffers buffers = new WriteBuffers(FileBlobWriter.BUFFER_BYTES);
    private FolderSync folder;
    private int leftInFolder;

    FileBlobStore(FileBlobConfig config, RandomGenerator random, Storage storage) throws IOException {
        this.root = config.root();
        this.unfinished = root.resolve(NEW);
        this.keys = config.keys();
        this.kept = new BlobFolder(root, keys);
        this.reserveBytes = config.reserveBytes();
        this.random = random;
        this.storage = storage;
        Files.createDirectories(unfinished);
        dropUnfinished();
        new SealedWith(root).add(keys.sealing().stream().toList());
        this.folder = anyFolder();
        this.leftInFolder = BLOBS_A_FOLDER;
        storage.forceFolder(root);
    }

    /**
     * Opens the store, making its folder if it is not there. What an earlier process left unfinished is dropped.
     *
     * @param random names the blobs and salts their keys; must not be guessable in production
     */
    public static FileBlobStore open(FileBlobConfig config, RandomGenerator random) throws IOException {
        return new FileBlobStore(config, random, new DiskStorage());
    }

    private void dropUnfinished() throws IOException {
        try (Stream<Path> left = Files.list(unfinished)) {
            for (Path file : (Iterable<Path>) left::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    private FolderSync anyFolder() throws IOException {
        Path chosen = root.resolve("" + digit() + digit());
        if (!Files.isDirectory(chosen)) {
            Files.createDirectories(chosen);
            storage.forceFolder(root);
        }
        return new FolderSync(storage, chosen);
    }

    private char digit() {
        return DIGITS.charAt(random.nextInt(DIGITS.length()));
    }

    @Override
    public BlobWriter create() throws IOException {
        requireRoom();
        FolderSync into;
        Optional<Seal> seal;
        StringBuilder name = new StringBuilder(REF_LENGTH);
        synchronized (this) {
            if (leftInFolder-- <= 0) {
                folder = anyFolder();
                leftInFolder = BLOBS_A_FOLDER;
            }
            into = folder;
            name.append(into.folder().getFileName());
            while (name.length() < REF_LENGTH) {
                name.append(digit());
            }
            seal = keys.sealing().map(key -> Seal.make(key, random));
        }
        BlobRef ref = new BlobRef(name.toString());
        Envelope begun = Envelope.of(ref, seal, 0);
        return new FileBlobWriter(this, storage, begun, begun.guard(keys), unfinished.resolve(ref.value()), into);
    }

    WriteBuffers buffers() {
        return buffers;
    }

    /** Refuses when what is free is less than the reserve. */
    void requireRoom() throws IOException {
        if (storage.usableBytes(root) <= reserveBytes) {
            throw new BlobStoreFullException("There is no room for more files: less than " + (reserveBytes >> 20)
                    + " MiB are free. Nothing of this file was kept; free space and send it again.");
        }
    }

    @Override
    public SeekableByteChannel open(BlobRef ref) throws IOException {
        return kept.open(ref);
    }

    @Override
    public boolean exists(BlobRef ref) {
        return Files.exists(kept.file(ref));
    }

    @Override
    public VerifiedBlob verify(BlobRef ref) throws IOException {
        return kept.verify(ref);
    }

    @Override
    public Instant keptAt(BlobRef ref) throws IOException {
        try {
            return Files.getLastModifiedTime(kept.file(ref)).toInstant();
        } catch (NoSuchFileException e) {
            throw new BlobMissingException(ref);
        }
    }

    @Override
    public void destroy(BlobRef ref) throws IOException {
        Path file = kept.file(ref);
        if (Files.deleteIfExists(file)) {
            storage.forceFolder(root.resolve(ref.value().substring(0, 2)));
        }
    }

    /** Folder by folder; a blob that is kept or destroyed meanwhile may be in it or not. */
    @Override
    public Stream<BlobRef> list() throws IOException {
        return kept.list();
    }

    @Override
    public long freeBytes() throws IOException {
        return Math.max(0, storage.usableBytes(root) - reserveBytes);
    }

    /** Blobs that are being written are lost unless they are kept before. */
    @Override
    public void close() {
        // Holds nothing open between calls.
    }
}
