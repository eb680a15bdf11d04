package org.chartroom.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the record store of one office lives and how it may use the machine.
 *
 * @param file the database; {@code FILE-wal} and {@code FILE-shm} stand beside it while it is open, {@code FILE.lock}
 *     always
 * @param backups folder for the copies taken before the database is migrated
 * @param readers how many reads run at once, 1 or more
 * @param patience how long a read waits for its turn before it is refused
 */
public record SqliteConfig(Path file, Path backups, int readers, Duration patience) {
    public SqliteConfig {
        if (readers < 1) {
            throw new IllegalArgumentException("the record store needs at least 1 reader, was " + readers);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("reads must be given time, was " + patience);
        }
    }

    /** The usual places in a data folder: {@code chartroom.db} and {@code backups}. */
    public static SqliteConfig in(Path folder) {
        return new SqliteConfig(folder.resolve("chartroom.db"), folder.resolve("backups"), 4, Duration.ofSeconds(30));
    }
}
