package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chartroom.api.Folders;

/** A folder for what is needed only while a command runs; it goes away with the command, also when that is stopped. */
final class Spool implements AutoCloseable {
    private final Path folder;
    private final Thread onStop;

    private Spool(Path folder) {
        this.folder = folder;
        this.onStop = new Thread(() -> Folders.delete(folder), "spool-clean-up");
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

    @Override
    public void close() {
        Folders.delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
        } catch (IllegalStateException e) {
            // Stopping already: the hook runs.
            return;
        }
    }
}
