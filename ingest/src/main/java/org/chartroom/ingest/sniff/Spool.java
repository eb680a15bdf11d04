package org.chartroom.ingest.sniff;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files found inside another file into a folder under names made here, counting against limits. One for each
 * archive or message; not for use by several threads.
 */
public final class Spool {
    private final Path folder;
    private final UnpackingLimits limits;
    private final List<Path> written = new ArrayList<>();
    /** What was taken in, what was refused half-way included: refusing must not be a way to read on for ever. */
    private long totalBytes;

    /**
     * @param folder an existing folder of the caller's, which the files are written into
     * @param limits for all that is kept here together
     */
    public Spool(Path folder, UnpackingLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Copies a stream to a file of its own.
     *
     * @param name the sender's name for it; made fit to be shown, never used as a path
     * @param in read to its end, not closed
     * @param packedBytes how many bytes it takes in its container, or -1 when it is not packed
     * @throws LimitReached when a limit is passed; the half-written file is gone then
     * @throws IOException when the stream is damaged or the disk is full; the half-written file is gone then
     */
    public UnpackedFile keep(String name, InputStream in, long packedBytes) throws IOException {
        if (written.size() >= limits.files()) {
            throw new LimitReached("holds more than " + limits.files() + " files");
        }
        if (totalBytes >= limits.totalBytes()) {
            throw tooMuchInAll();
        }
        Path file = freshName();
        long bytes = 0;
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                check(bytes, packedBytes);
                out.write(buffer, 0, n);
            }
            whole = true;
        } finally {
            totalBytes += bytes;
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        written.add(file);
        return new UnpackedFile(shown(name), file, bytes);
    }

    /** Reads a stream to its end against the same limits without keeping anything of it. */
    void pass(InputStream in, long packedBytes) throws IOException {
        if (totalBytes >= limits.totalBytes()) {
            throw tooMuchInAll();
        }
        byte[] buffer = new byte[65_536];
        long bytes = 0;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                check(bytes, packedBytes);
            }
        } finally {
            totalBytes += bytes;
        }
    }

    private LimitReached tooMuchInAll() {
        return new LimitReached("holds more than " + limits.totalBytes() + " bytes in all");
    }

    private void check(long bytes, long packedBytes) throws LimitReached {
        if (bytes > limits.bytesPerFile()) {
            throw new LimitReached("holds a file of more than " + limits.bytesPerFile() + " bytes");
        }
        if (totalBytes + bytes > limits.totalBytes()) {
            throw tooMuchInAll();
        }
        if (packedBytes >= 0
                && bytes > UnpackingLimits.RATIO_FROM_BYTES
                && bytes / Math.max(1, packedBytes) > limits.ratio()) {
            throw new LimitReached("unpacks to more than " + limits.ratio() + " times its size");
        }
    }

    /** Deletes what was kept so far; for when the container is refused as a whole. */
    public void clear() throws IOException {
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
        written.clear();
        totalBytes = 0;
    }

    private Path freshName() {
        for (int i = written.size(); ; i++) {
            Path candidate = folder.resolve("part-" + i + ".bin");
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }

    /**
     * A sender's name made fit for people and for JSON: no control characters (they forge lines in lists and turn the
     * reading direction around), at most 255 characters, {@code unnamed} where nothing is left.
     */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .filter(c -> {
                    int type = Character.getType(c);
                    return type != Character.CONTROL
                            && type != Character.FORMAT
                            && type != Character.SURROGATE
                            && type != Character.UNASSIGNED
                            && type != Character.LINE_SEPARATOR
                            && type != Character.PARAGRAPH_SEPARATOR;
                })
                .limit(255)
                .forEach(shown::appendCodePoint);
        String clean = shown.toString().strip();
        return clean.isEmpty() ? "unnamed" : clean;
    }

    /** A limit was passed; the message says which, for people. */
    public static final class LimitReached extends IOException {
        private static final long serialVersionUID = 1L;

        LimitReached(String message) {
            super(message);
        }
    }
}
