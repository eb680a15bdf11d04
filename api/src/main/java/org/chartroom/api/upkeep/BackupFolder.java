package org.chartroom.api.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.api.OwnerOnly;
import org.chartroom.api.json.Json;
import org.chartroom.store.blob.BlobFolder;
import org.chartroom.store.jdbc.StoreCopy;
import org.chartroom.store.keys.MasterKeys;

/**
 * One backup: {@code chartroom.db}, a copy of the records; {@code blobs/}, the bytes they name, as the envelopes they are;
 * and {@code manifest.json}, which is written last.
 */
final class BackupFolder {
    static final String RECORDS = "chartroom.db";
    static final String BLOBS = "blobs";
    private static final String MANIFEST = "manifest.json";
    private static final String NAME = "chartroom-";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** A new folder with the date in its name. */
    static BackupFolder make(Path into, Instant now) throws IOException {
        Files.createDirectories(into);
        Path folder = into.resolve(NAME + STAMP.format(now));
        for (int second = 2; Files.exists(folder); second++) {
            folder = into.resolve(NAME + STAMP.format(now) + "-" + second);
        }
        Files.createDirectory(folder);
        OwnerOnly.folder(folder);
        return new BackupFolder(folder);
    }

    /** The latest whole backup in a folder. */
    static Optional<BackupFolder> newestIn(Path into) throws IOException {
        if (!Files.isDirectory(into)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(into)) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(NAME))
                    .filter(entry -> Files.isRegularFile(entry.resolve(MANIFEST)))
                    .max(Comparator.comparing(Path::getFileName))
                    .map(BackupFolder::new);
        }
    }

    Path path() {
        return folder;
    }

    Path recordsFile() {
        return folder.resolve(RECORDS);
    }

    StoreCopy records() {
        return new StoreCopy(recordsFile());
    }

    /** @param keys open what is sealed in it */
    BlobFolder blobs(MasterKeys keys) {
        return new BlobFolder(folder.resolve(BLOBS), keys);
    }

    /**
     * What it holds.
     *
     * @throws BackupException when it has no manifest, because it was cut off or is no backup, or one of another version
     */
    Manifest manifest() throws IOException {
        try {
            Manifest manifest = Json.mapper().readValue(Files.readAllBytes(folder.resolve(MANIFEST)), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new BackupException("The backup " + folder
                        + " was made by a newer version of Chartroom: restore it with that version.");
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw new BackupException(
                    Files.exists(recordsFile()) || Files.exists(folder.resolve(BLOBS))
                            ? "The backup " + folder + " is incomplete: it was cut off before its end. Use another one."
                            : "There is no backup in " + folder + ": name the folder that holds manifest.json, or the"
                                    + " one above it.",
                    e);
        } catch (JsonProcessingException e) {
            throw new BackupException("The manifest of the backup " + folder + " is damaged: use another one.", e);
        }
    }

    /** Makes the backup whole: from now on, and not before, it counts. */
    void finish(Manifest manifest) throws IOException {
        Path part = folder.resolve(MANIFEST + ".part");
        Files.write(part, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        force(part, StandardOpenOption.WRITE);
        Files.move(part, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder);
        Path above = folder.getParent();
        if (above != null) {
            forceFolder(above);
        }
    }

    static void forceFolder(Path folder) throws IOException {
        force(folder, StandardOpenOption.READ);
    }

    static void force(Path file, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest);
    }
}
