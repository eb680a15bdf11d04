package org.chartroom.store.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The file with the office's keys, as text that can be printed and typed in again:
 *
 * <pre>
 * chartroom-keys 1
 * # comments
 * 3f2a9c01 dGhpcyBpcyBub3QgYSBrZXkgYnV0IGl0IGlzIGxvbmc9PT0=
 * </pre>
 *
 * A line a key: its {@link KeyId} and its 32 bytes in Base64. The first key seals, all open. The file is for its owner only.
 */
public final class KeyFile {
    private static final String FORMAT = "chartroom-keys 1";
    private static final String HEAD = FORMAT + """

            # Without these keys the files that Chartroom keeps cannot be read by anybody, ever again. Keep a copy of this
            # file away from the data and its backups: on paper in a safe, or on a stick. The first key seals what comes
            # in; the others still open what was sealed with them, so do not take one away.
            """;

    private final Path path;

    public KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Reads the keys.
     *
     * @throws KeysException when it is not there, may not be read, or is not a whole key file
     */
    public MasterKeys read() throws KeysException {
        return MasterKeys.of(keys());
    }

    private List<MasterKey> keys() throws KeysException {
        List<String> lines;
        try {
            lines = Files.readAllLines(path, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new KeysException("There is no key file " + path + ".", e);
        } catch (AccessDeniedException e) {
            throw new KeysException(
                    "The key file " + path + " may not be read by the account that this runs under: give it to that"
                            + " account, for itself only (chown, chmod 600).",
                    e);
        } catch (IOException e) {
            throw new KeysException(
                    "The key file " + path + " cannot be read (" + e.getClass().getSimpleName()
                            + "): put its copy back.",
                    e);
        }
        if (lines.isEmpty() || !lines.getFirst().strip().equals(FORMAT)) {
            throw new KeysException("The file " + path + " is no key file of this version: its first line is not '"
                    + FORMAT + "'. Put its copy back, or name the right file.");
        }
        List<MasterKey> keys = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(key(line, i + 1));
            }
        }
        if (keys.isEmpty()) {
            throw new KeysException("The key file " + path + " has no key in it. Put its copy back.");
        }
        return keys;
    }

    private MasterKey key(String line, int number) throws KeysException {
        String[] parts = line.split("\\s+");
        try {
            if (parts.length == 2) {
                MasterKey key = MasterKey.parse(parts[1]);
                if (key.id().equals(KeyId.parse(parts[0]))) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            throw damaged(number, e);
        }
        throw damaged(number, null);
    }

    private KeysException damaged(int number, @org.jspecify.annotations.Nullable Exception cause) {
        String message = "Line " + number + " of the key file " + path
                + " is damaged: it is not a key behind its own id. Put the file's copy back.";
        return cause == null ? new KeysException(message) : new KeysException(message, cause);
    }

    /**
     * Puts a new key first, making the file when there is none. Whoever has read the file goes on with the keys that were in
     * it.
     *
     * @param random must not be guessable in production
     * @throws KeysException when the file that is there is not whole, or it cannot be written; it is unchanged then
     */
    public MasterKeys add(RandomGenerator random) throws KeysException {
        List<MasterKey> keys = new ArrayList<>();
        keys.add(MasterKey.make(random));
        if (exists()) {
            keys.addAll(keys());
        }
        StringBuilder text = new StringBuilder(HEAD);
        for (MasterKey key : keys) {
            text.append(key.id()).append(' ').append(key.text()).append('\n');
        }
        try {
            write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new KeysException(
                    "The key file " + path + " cannot be written ("
                            + e.getClass().getSimpleName()
                            + "). Name a file in store.keyFile whose folder is there and that this account may write"
                            + " to, outside of the data folder.",
                    e);
        }
        return read();
    }

    private void write(byte[] bytes) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(part);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer left = java.nio.ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        Path folder = path.getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** What others than its owner may do with the file; nothing on file systems without POSIX permissions. */
    public Set<PosixFilePermission> openToOthers() throws IOException {
        Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
        try {
            open.addAll(Files.getPosixFilePermissions(path));
        } catch (UnsupportedOperationException e) {
            return open;
        }
        open.removeAll(PosixFilePermissions.fromString("rwx------"));
        return open;
    }
}
