package org.chartroom.api.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.api.OfficeKeys;
import org.chartroom.api.OwnerOnly;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.retention.DestructionLog;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.store.blob.BlobDamagedException;
import org.chartroom.store.blob.BlobFolder;
import org.chartroom.store.keys.MasterKeys;

/** Puts a backup's records and blobs into an empty data folder. The index is built from them afterwards. */
public final class Restoring {
    /** Lies in a data folder while it is being filled; nobody may work on it then. */
    private static final String MARK = "restore-unfinished";

    private final BackupFolder backup;
    private final Manifest manifest;
    private final MasterKeys keys;

    private Restoring(BackupFolder backup, Manifest manifest, MasterKeys keys) {
        this.backup = backup;
        this.keys = keys;
        this.manifest = manifest;
    }

    /**
     * Looks at a backup.
     *
     * @param folder the backup, or the folder of several: then the latest whole one
     * @param target what is restored into; its key file opens the backup
     * @throws BackupException when there is none that can be restored
     * @throws org.chartroom.store.keys.KeysException when a key that it is sealed with is not there
     */
    public static Restoring from(Path folder, ServerConfig target) throws IOException {
        BackupFolder chosen = BackupFolder.newestIn(folder).orElse(new BackupFolder(folder));
        Manifest manifest = chosen.manifest();
        return new Restoring(chosen, manifest, OfficeKeys.required(chosen.blobs(MasterKeys.none()), target));
    }

    /** Where the backup lies. */
    public Path folder() {
        return backup.path();
    }

    /** What it holds. */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * Checks the backup against its manifest and copies it.
     *
     * @param data missing or empty, but for {@code config}
     * @param config the configuration file, where it lies in the data folder
     * @throws BackupException when the folder is not empty or the backup is not whole; nothing was changed then
     */
    public void into(Path data, Optional<Path> config, Watch watch) throws IOException {
        refuseFilled(data, config);
        List<Blob> blobs = checked(watch);
        Files.createDirectories(data);
        OwnerOnly.folder(data);
        Path mark = data.resolve(MARK);
        Files.writeString(
                mark, "A restore into this folder was cut off. Delete the folder's content and restore again.\n");
        BackupFolder.forceFolder(data);
        BlobFolder target = new BlobFolder(data.resolve(BackupFolder.BLOBS), keys);
        BlobFolder source = backup.blobs(keys);
        for (int i = 0; i < blobs.size(); i++) {
            watch.goOn();
            watch.reached("copying blobs", i, blobs.size());
            source.copy(blobs.get(i), target);
        }
        target.force();
        watch.reached("copying the records", blobs.size(), blobs.size());
        Path part = data.resolve(BackupFolder.RECORDS + ".part");
        Files.copy(backup.recordsFile(), part);
        BackupFolder.force(part, StandardOpenOption.WRITE);
        Files.move(part, data.resolve(BackupFolder.RECORDS), StandardCopyOption.ATOMIC_MOVE);
        BackupFolder.forceFolder(data);
        Path above = backup.path().getParent();
        if (above != null) {
            // What was destroyed since this backup was made is destroyed again.
            new DestructionLog(data).addAll(new DestructionLog(above));
        }
        Files.delete(mark);
        BackupFolder.forceFolder(data);
    }

    /**
     * Refuses a data folder into which a restore was cut off.
     *
     * @throws BackupException when it is one
     */
    public static void refuseUnfinished(Path data) throws BackupException {
        if (Files.exists(data.resolve(MARK))) {
            throw new BackupException("a restore into this folder was cut off, so records are missing. Delete the"
                    + " folder's content and restore the backup again");
        }
    }

    private static void refuseFilled(Path data, Optional<Path> config) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        Optional<Path> own = config.map(file -> file.toAbsolutePath().normalize());
        try (Stream<Path> entries = Files.list(data)) {
            Optional<Path> there = entries.map(entry -> entry.toAbsolutePath().normalize())
                    .filter(entry -> own.isEmpty() || !entry.equals(own.get()))
                    .findFirst();
            if (there.isPresent()) {
                throw new BackupException("The data folder " + data + " is not empty ("
                        + there.get().getFileName()
                        + " is in it), and a restore never goes over what is kept. Name an empty folder, or move this"
                        + " one away first.");
            }
        }
    }

    /** The blobs to copy, after everything that can be checked without reading them. */
    private List<Blob> checked(Watch watch) throws IOException {
        watch.reached("checking the backup", 0, manifest.blobs());
        if (Files.size(backup.recordsFile()) != manifest.recordsBytes()
                || !BackupFolder.sha256(backup.recordsFile()).equals(manifest.recordsSha256())) {
            throw new BackupException("The records in the backup " + backup.path()
                    + " are not what its manifest says: they are damaged. Use another backup.");
        }
        Set<String> lost = new HashSet<>(manifest.lost());
        List<Blob> blobs = backup.records().blobs().stream()
                .filter(blob -> !lost.contains(blob.ref().value()))
                .toList();
        MessageDigest list = BackupFolder.sha256();
        blobs.forEach(blob -> list.update(Manifest.line(blob).getBytes(StandardCharsets.UTF_8)));
        if (blobs.size() != manifest.blobs() || !BackupFolder.hex(list).equals(manifest.blobsSha256())) {
            throw new BackupException("The list of blobs in the backup " + backup.path()
                    + " is not what its manifest says. Use another backup.");
        }
        BlobFolder kept = backup.blobs(keys);
        for (int i = 0; i < blobs.size(); i++) {
            watch.goOn();
            watch.reached("checking the backup", i, blobs.size());
            try {
                kept.check(blobs.get(i));
            } catch (BlobMissingException | BlobDamagedException e) {
                throw new BackupException(
                        "The backup " + backup.path() + " is damaged: " + e.getMessage()
                                + ". Nothing was restored: use another backup.",
                        e);
            }
        }
        return blobs;
    }
}
