package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.store.keys.KeyId;
import org.chartroom.store.keys.MasterKeys;

/**
 * The file {@code ROOT/sealed-with}: the ids of all keys that blobs there may be sealed with, a line each, so that a start
 * without one of them is refused before anything is touched. A key is noted before the first blob is sealed with it.
 */
final class SealedWith {
    private static final String NAME = "sealed-with";
    private static final String HEAD = "# Keys that files here are sealed with, as they are called in the key file.\n";

    private final Path root;

    SealedWith(Path root) {
        this.root = root;
    }

    /** The keys. Where nobody has noted them, as before there was sealing, the blobs themselves are asked, one by one. */
    Set<KeyId> keys() throws IOException {
        Path file = root.resolve(NAME);
        if (!Files.exists(file)) {
            return ofBlobs();
        }
        Set<KeyId> keys = new TreeSet<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(id(line.strip(), file));
            }
        }
        return keys;
    }

    private static KeyId id(String line, Path file) throws IOException {
        try {
            return KeyId.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the file " + file + " is damaged: '" + line + "' is no id of a key. Delete it; it is made again",
                    e);
        }
    }

    private Set<KeyId> ofBlobs() throws IOException {
        Set<KeyId> keys = new TreeSet<>();
        if (!Files.isDirectory(root)) {
            return keys;
        }
        BlobFolder folder = new BlobFolder(root, MasterKeys.none());
        try (Stream<BlobRef> all = folder.list()) {
            for (Iterator<BlobRef> each = all.iterator(); each.hasNext(); ) {
                keyOf(folder, each.next()).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private static Optional<KeyId> keyOf(BlobFolder folder, BlobRef ref) throws IOException {
        try {
            return folder.key(ref);
        } catch (BlobDamagedException e) {
            // Found and named when somebody verifies or wants to read it; it opens with no key.
            return Optional.empty();
        }
    }

    /** Notes keys, durably. */
    void add(Collection<KeyId> more) throws IOException {
        Set<KeyId> keys = keys();
        boolean isNew = keys.addAll(more);
        Path file = root.resolve(NAME);
        if (!isNew && Files.exists(file)) {
            return;
        }
        StringBuilder text = new StringBuilder(HEAD);
        keys.forEach(key -> text.append(key).append('\n'));
        Path part = root.resolve(NAME + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        new DiskStorage().forceFolder(root);
    }
}
