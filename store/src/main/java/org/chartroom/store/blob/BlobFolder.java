package org.chartroom.store.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.store.keys.KeyId;
import org.chartroom.store.keys.KeysException;
import org.chartroom.store.keys.MasterKeys;

/**
 * Blobs as they lie in a folder, {@code ROOT/xx/REF}: read, checked and copied as the envelopes they are, without opening
 * a store there. Nothing is written where it is only read. Copying into one folder is for one thread.
 */
public final class BlobFolder {
    private static final Storage DISK = new DiskStorage();
    /** Envelopes that are sealed are equally long, whatever the key. */
    private static final Seal ANY_SEAL = new Seal(new KeyId(1), new byte[Seal.SALT_BYTES]);

    private static final Pattern FOLDER = Pattern.compile("[0-9a-z]{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-z]{16,64}");

    private final Path root;
    private final MasterKeys keys;
    private final Set<Path> unforced = new TreeSet<>();
    private final Set<KeyId> unnoted = new TreeSet<>();

    /**
     * @param root need not exist
     * @param keys open what is sealed in it
     */
    public BlobFolder(Path root, MasterKeys keys) {
        this.root = root;
        this.keys = keys;
    }

    /** Where they lie. */
    public Path root() {
        return root;
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
            ByteBuffer header = header(channel);
            Envelope envelope = Envelope.parse(ref, header, channel.size());
            ChunkGuard guard = guard(envelope);
            if (!Envelope.isProven(header, guard)) {
                throw new BlobDamagedException(ref, "its header is not the one that was sealed");
            }
            return new EnvelopeChannel(channel, envelope, guard);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private ChunkGuard guard(Envelope envelope) throws IOException {
        try {
            return envelope.guard(keys);
        } catch (KeysException e) {
            throw new KeysException("blob " + envelope.ref() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer header(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Envelope.MOST_HEADER_BYTES);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
            // Reads may be short.
        }
        return header.flip();
    }

    /** The key that a blob here is sealed with; empty when it is not sealed. */
    Optional<KeyId> key(BlobRef ref) throws IOException {
        try (FileChannel channel = FileChannel.open(file(ref), StandardOpenOption.READ)) {
            return Envelope.parse(ref, header(channel), channel.size()).seal().map(Seal::key);
        }
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

    /** All blobs here, folder by folder; the caller closes the stream. */
    Stream<BlobRef> list() throws IOException {
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

    /** Whether a file of the right length is there; says nothing about its bytes. */
    public boolean has(Blob blob) {
        long there = file(blob.ref()).toFile().length();
        return there == Envelope.of(blob.ref(), Optional.empty(), blob.bytes()).fileBytes()
                || there
                        == Envelope.of(blob.ref(), Optional.of(ANY_SEAL), blob.bytes())
                                .fileBytes();
    }

    /** The keys that everything in this folder opens with; empty when nothing in it is sealed. */
    public Set<KeyId> sealedWith() throws IOException {
        return new SealedWith(root).keys();
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
            to.key(blob.ref()).ifPresent(to.unnoted::add);
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
            key(blob.ref()).ifPresent(to.unnoted::add);
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

    /** Makes the names of everything copied or linked into this folder durable, and which keys open it. */
    public void force() throws IOException {
        for (Path folder : unforced) {
            DISK.forceFolder(folder);
        }
        unforced.clear();
        if (Files.isDirectory(root)) {
            new SealedWith(root).add(unnoted);
            unnoted.clear();
            DISK.forceFolder(root);
        }
    }
}
