package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.chartroom.api.cli.Home;
import org.jspecify.annotations.Nullable;

/**
 * A folder for one benchmark, deleted when closed.
 *
 * @param folder empty at first
 */
record Scratch(Path folder) implements AutoCloseable {
    /** In the installation's cache: on a disk, which a machine's temporary folder need not be. */
    static Scratch make(Home home) throws IOException {
        Path parent = home.cache().resolve("bench");
        Files.createDirectories(parent);
        return new Scratch(Files.createTempDirectory(parent, "run-"));
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
