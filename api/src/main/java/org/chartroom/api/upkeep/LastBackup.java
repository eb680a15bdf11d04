package org.chartroom.api.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.chartroom.api.OwnerOnly;
import org.chartroom.api.json.Json;

/**
 * The latest whole backup of a data folder, as noted in that folder.
 *
 * @param folder where it was written; it may have been moved since
 */
public record LastBackup(Path folder, Instant takenAt) {
    private static final String NAME = "last-backup.json";

    /** What is noted, empty when no backup was ever made. */
    public static Optional<LastBackup> of(Path data) throws IOException {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(data.resolve(NAME)), LastBackup.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether a whole backup lies where it was written. */
    public boolean isThere() {
        try {
            return !new BackupFolder(folder).manifest().recordsSha256().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder in which it lies with the others, where that is within reach. */
    public Optional<Path> above() {
        return Optional.ofNullable(folder.getParent()).filter(Files::isDirectory);
    }

    void note(Path data) throws IOException {
        OwnerOnly.write(data.resolve(NAME), Json.mapper().writeValueAsBytes(this));
    }
}
