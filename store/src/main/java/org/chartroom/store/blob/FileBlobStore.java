package org.chartroom.store.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.blob.BlobWriter;

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
    private static final Pattern FOLDER = Pattern.compile("[0-9a-z]{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-z]{16,64}");

    private final Path root;
    private final Path unfinished;
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
        this.kept = new BlobFolder(root);
        this.reserveBytes = config.reserveBytes();
        this.random = random;
        this.storage = storage;
        Files.createDirectories(unfinished);
        dropUnfinished();
        this.folder = anyFolder();
        this.leftInFolder = BLOBS_A_FOLDER;
        storage.forceFolder(root);
    }

    /**
     * Opens the store, making its folder if it is not there. What an earlier process left unfinished is dropped.
     *
     * @param random names the blobs; must not be guessable in production
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
        }
        BlobRef ref = new BlobRef(name.toString());
        return new FileBlobWriter(this, storage, ref, unfinished.resolve(ref.value()), into);
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
        return names(root, FOLDER).stream()
                .flatMap(folder -> {
                    try {
                        return names(root.resolve(folder), FILE).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(BlobRef::new);
    }

    private static List<String> names(Path folder, Pattern form) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName()))
                    .filter(form.asMatchPredicate())
                    .toList();
        }
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
