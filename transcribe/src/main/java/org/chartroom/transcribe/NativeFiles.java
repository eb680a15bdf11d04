package org.chartroom.transcribe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/** Brings native programs and libraries from the class path onto the disk, once. Safe with several processes at once. */
public final class NativeFiles {
    private static final AtomicLong PARTS = new AtomicLong();

    private NativeFiles() {}

    /**
     * Copies a resource into a file unless the file is already there. The file appears whole or not at all.
     *
     * @param resource absolute name on the class path, without a leading slash
     * @param file where to; its folder is made
     * @throws IOException when the resource is not on the class path (another platform, say) or cannot be written
     */
    public static Path unpack(String resource, Path file) throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream in = NativeFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource.substring(resource.lastIndexOf('/') + 1) + " for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                        + " in this build");
            }
            return put(in.readAllBytes(), file);
        }
    }

    static Path put(byte[] bytes, Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + PARTS.incrementAndGet() + ".part");
        Files.write(part, bytes);
        if (!part.toFile().setExecutable(true)) {
            throw new IOException("the folder for native programs does not allow execution");
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
