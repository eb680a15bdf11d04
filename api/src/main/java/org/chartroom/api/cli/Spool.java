package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder for what is needed only while a command runs; it goes away with the command, also when that is stopped. */
final class Spool implements AutoCloseable {
    private final Path folder;
    private final Thread onStop;

    private Spool(Path folder) {
        this.folder = folder;
        this.onStop = new Thread(() -> delete(folder), "spool-clean-up");
        Runtime.getRuntime().addShutdownHook(onStop);
    }

    static Spool in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Spool(Files.createTempDirectory(parent, "run-"));
    }

    Path folder() {
        return folder;
    }

    /** A new empty folder inside. */
    Path next() throws IOException {
        return Files.createTempDirectory(folder, "file-");
    }

    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException problem)
                        throws IOException {
                    Files.deleteIfExists(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A reader that was just ended may still have written; what is left lies in the cache and holds no lock.
            return;
        }
    }

    @Override
    public void close() {
        delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
        } catch (IllegalStateException e) {
            // Stopping already: the hook runs.
            return;
        }
    }
}
