package org.chartroom.api.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.Folders;
import org.chartroom.api.retention.DestructionLog;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.store.blob.BlobDamagedException;
import org.chartroom.store.blob.BlobFolder;
import org.chartroom.store.blob.FullDisk;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.keys.MasterKeys;

/**
 * Makes one backup while the records are in use. The records are copied first, as of one moment; then the blobs that this
 * copy names. Blobs never change, and those that are freed meanwhile are kept for a day, so all of them are there still.
 */
final class BackupWriting {
    /** What SQLite and the manifest take beside the copies. */
    private static final long SLACK = 32L << 20;

    private final Path data;
    private final Path keyFile;
    private final MasterKeys keys;
    private final JdbiRecordStore store;
    private final Clock clock;
    private final Watch watch;
    private final List<String> lost = new ArrayList<>();
    private long bytes;
    private long copied;
    private long linked;

    BackupWriting(Path data, Path keyFile, MasterKeys keys, JdbiRecordStore store, Clock clock, Watch watch) {
        this.data = data;
        this.keyFile = keyFile;
        this.keys = keys;
        this.store = store;
        this.clock = clock;
        this.watch = watch;
    }

    Outcome.BackedUp into(Path into) throws IOException {
        refuseInside(into);
        Optional<BackupFolder> earlier = BackupFolder.newestIn(into);
        Instant takenAt = clock.instant();
        BackupFolder backup = BackupFolder.make(into, takenAt);
        boolean whole = false;
        try {
            Manifest manifest = write(backup, earlier, takenAt);
            new DestructionLog(into).addAll(new DestructionLog(data));
            whole = true;
            new LastBackup(backup.path(), takenAt).note(data);
            return outcome(backup, manifest, aboutTheKey(backup));
        } catch (IOException e) {
            throw isFull(e) ? full(backup.path(), e) : e;
        } finally {
            if (!whole) {
                Folders.delete(backup.path());
            }
        }
    }

    private Manifest write(BackupFolder backup, Optional<BackupFolder> earlier, Instant takenAt) throws IOException {
        watch.reached("copying the records", 0, 0);
        requireRoom(backup.path(), Files.size(SqliteConfig.in(data).file()));
        store.backup(backup.recordsFile());
        List<Blob> named = backup.records().blobs();
        BlobFolder kept = new BlobFolder(data.resolve("blobs"), keys);
        BlobFolder target = backup.blobs(keys);
        Optional<BlobFolder> before = earlier.map(each -> each.blobs(keys));
        requireRoom(
                backup.path(),
                named.stream()
                        .filter(blob -> before.isEmpty() || !before.get().has(blob))
                        .mapToLong(Blob::bytes)
                        .sum());
        MessageDigest list = BackupFolder.sha256();
        for (int i = 0; i < named.size(); i++) {
            watch.goOn();
            watch.reached("copying blobs", i, named.size());
            Blob blob = named.get(i);
            if (take(blob, before, kept, target)) {
                copied++;
                bytes += blob.bytes();
                list.update(Manifest.line(blob).getBytes(StandardCharsets.UTF_8));
            } else {
                lost.add(blob.ref().value());
            }
        }
        watch.reached("forcing everything to disk", named.size(), named.size());
        target.force();
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                takenAt,
                Files.size(backup.recordsFile()),
                BackupFolder.sha256(backup.recordsFile()),
                backup.records().counts(),
                copied,
                bytes,
                BackupFolder.hex(list),
                lost);
        backup.finish(manifest);
        return manifest;
    }

    /** An earlier backup may have whole what is damaged now: it is asked first. */
    private boolean take(Blob blob, Optional<BlobFolder> before, BlobFolder kept, BlobFolder target)
            throws IOException {
        if (before.isPresent() && before.get().link(blob, target)) {
            linked++;
            return true;
        }
        try {
            kept.copy(blob, target);
            return true;
        } catch (BlobMissingException | BlobDamagedException e) {
            return before.isPresent() && copyEarlier(blob, before.get(), target);
        }
    }

    private static boolean copyEarlier(Blob blob, BlobFolder before, BlobFolder target) throws IOException {
        try {
            before.copy(blob, target);
            return true;
        } catch (BlobMissingException | BlobDamagedException e) {
            return false;
        }
    }

    /** A backup without its key is worth nothing, and one with its key beside it is not sealed: which it is has to be said. */
    private String aboutTheKey(BackupFolder backup) throws IOException {
        if (backup.blobs(keys).sealedWith().isEmpty()) {
            return "";
        }
        Path above = Optional.ofNullable(backup.path().getParent()).orElse(backup.path());
        return keyFile.toRealPath().startsWith(above.toRealPath())
                ? " Its files are sealed, but the key file " + keyFile
                        + " lies beside it: who takes both can read them."
                : " Its files open only with the key file " + keyFile
                        + ", which is not in it: keep a copy of that elsewhere.";
    }

    private Outcome.BackedUp outcome(BackupFolder backup, Manifest manifest, String aboutTheKey) {
        String what = manifest.records().documents() + " documents, " + manifest.blobs() + " blobs ("
                + (manifest.blobBytes() >> 20) + " MB, " + linked + " of them shared with the backup before)";
        String sentence = lost.isEmpty()
                ? "The backup is whole: " + what + "."
                : "The backup holds " + what + ", but not " + lost.size()
                        + " blobs that are damaged or missing in the data folder itself. Run admin verify; an older"
                        + " backup may have them.";
        return new Outcome.BackedUp(
                lost.isEmpty(),
                sentence + aboutTheKey,
                backup.path(),
                manifest.blobs(),
                manifest.blobBytes() + manifest.recordsBytes(),
                linked,
                lost);
    }

    private void refuseInside(Path into) throws IOException {
        Path existing = into.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            Path above = existing.getParent();
            if (above == null) {
                throw new BackupException("There is no folder " + into + " and none above it: name another one.");
            }
            existing = above;
        }
        if (!Files.isDirectory(existing)) {
            throw new BackupException(existing + " is a file: name a folder for the backups.");
        }
        if (existing.toRealPath().startsWith(data.toRealPath())) {
            throw new BackupException("The folder " + into + " lies inside the data folder " + data
                    + ": what destroys that would destroy the backup too. Name a folder on another disk.");
        }
    }

    private static void requireRoom(Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed + SLACK) {
            throw new BackupException("The disk of " + folder.getParent() + " has " + (free >> 20)
                    + " MB left and the backup needs " + ((needed + SLACK) >> 20)
                    + " MB more. Nothing was kept of it: free some space or name a folder on another disk.");
        }
    }

    private static BackupException full(Path folder, IOException e) {
        return new BackupException(
                "The disk of " + folder.getParent()
                        + " became full. Nothing was kept of this backup, earlier ones are whole: free some space or"
                        + " name a folder on another disk.",
                e);
    }

    private static boolean isFull(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (FullDisk.isNamedBy(at)
                    || String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains("sqlite_full")) {
                return true;
            }
        }
        return false;
    }
}
