package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command's results go: to standard output, one after the other, or into a folder, one file each. For one thread.
 */
final class TextOutput {
    private final PrintWriter out;
    private final Optional<Path> folder;
    private final String suffix;
    private final Map<String, Integer> taken = new HashMap<>();

    /** @param suffix of the files in the folder, such as {@code .txt} */
    TextOutput(PrintWriter out, Optional<Path> folder, String suffix) throws IOException {
        this.out = out;
        this.folder = folder;
        this.suffix = suffix;
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
    }

    /** One result; {@code source} gives the file its name. */
    void write(Path source, String text) throws IOException {
        if (folder.isEmpty()) {
            out.println(text);
            out.flush();
            return;
        }
        Path target = targetFor(source);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.writeString(part, text + "\n");
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A name no other result of this run has; only with a folder. */
    Path targetFor(Path source) {
        String name = String.valueOf(source.getFileName());
        int count = taken.merge(name, 1, Integer::sum);
        return folder.orElseThrow().resolve(name + (count == 1 ? "" : "-" + count) + suffix);
    }
}
