package org.chartroom.transcribe.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lengths of a model's files as they were installed: libvosk loads some graphs that were cut off since, and hears
 * nonsense with them.
 */
final class InstalledSizes {
    private static final String NOTE = "installed.tsv";

    private InstalledSizes() {}

    static void note(Path model) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(Files.size(file) + "\t" + model.relativize(file));
            }
        }
        Files.write(model.resolve(NOTE), lines);
    }

    /** What is not as it was installed, a sentence; empty when all is, or the model was put there by hand. */
    static Optional<String> changed(Path model) {
        Path note = model.resolve(NOTE);
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        try {
            for (String line : Files.readAllLines(note)) {
                String[] parts = line.split("\t", 2);
                Path file = model.resolve(parts[parts.length - 1]);
                long now = Files.isRegularFile(file) ? Files.size(file) : 0;
                if (!parts[0].equals(Long.toString(now))) {
                    return Optional.of("The Vosk model is unusable: " + parts[parts.length - 1] + " has " + now
                            + " bytes instead of the " + parts[0]
                            + " that were installed. Delete its folder and install"
                            + " the model again.");
                }
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("The speech model cannot be read from the disk.");
        }
    }
}
