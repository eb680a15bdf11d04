package org.chartroom.api.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files a server has said it keeps, one key a line, so that a bulk upload goes on where it was stopped. Losing it
 * loses nothing: the server knows the keys too. Safe for use by several threads.
 */
final class UploadJournal implements AutoCloseable {
    private final Set<String> keys;
    private final Writer writer;

    private UploadJournal(Set<String> keys, Writer writer) {
        this.keys = keys;
        this.writer = writer;
    }

    static UploadJournal open(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Set<String> keys = Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>();
        return new UploadJournal(
                keys, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    synchronized boolean has(String key) {
        return keys.contains(key);
    }

    synchronized void add(String key) throws IOException {
        if (keys.add(key)) {
            writer.write(key + "\n");
            writer.flush();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
