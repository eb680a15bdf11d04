package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chartroom.models.record.Committed;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.StoreUnavailableException;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record store of one office in one SQLite file that one process holds open.
 *
 * <p>Reads run side by side, each on a snapshot. Writes of all threads go through one thread that commits them in groups;
 * a write returns after its commit is on disk.
 */
public final class JdbiRecordStore implements RecordStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbiRecordStore.class);

    private final SqliteFile file;
    private final StoreLock lock;
    private final Watchers watchers;
    private final Checkpoints checkpoints;
    private final GroupCommit writer;
    private final Snapshots snapshots;

    private JdbiRecordStore(SqliteConfig config, Clock clock, UnaryOperator<Connection> disk)
            throws IOException, SQLException {
        file = new SqliteFile(config.file());
        file.folder();
        lock = StoreLock.take(file.path());
        try {
            Migrations.shipped(file, config.backups(), clock).migrate();
            Connection connection = disk.apply(file.openWriter());
            watchers = new Watchers();
            checkpoints = new Checkpoints(file);
            writer = new GroupCommit(connection, clock, watchers::tell, () -> checkpoints.committed(connection));
            snapshots = new Snapshots(file, config.readers(), config.patience(), clock);
        } catch (IOException | SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the store, making or upgrading its file first. Before an upgrade a copy of the file is kept in {@link
     * SqliteConfig#backups}.
     *
     * @param clock tells the time of what the store notes by itself
     * @throws StoreUnavailableException when another process holds it, it was made by a newer version, or its file cannot
     *     be read; the message says which and what to do
     */
    public static JdbiRecordStore open(SqliteConfig config, Clock clock) {
        return open(config, clock, UnaryOperator.identity());
    }

    /** @param disk what the writer's connection goes through; tests let it fail */
    static JdbiRecordStore open(SqliteConfig config, Clock clock, UnaryOperator<Connection> disk) {
        try {
            return new JdbiRecordStore(config, clock, disk);
        } catch (IOException | SQLException | FlywayException e) {
            throw new StoreUnavailableException(
                    "The record store " + config.file() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Function<Records, T> work) {
        refuseNested();
        return snapshots.read(work);
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        refuseNested();
        return writer.run(work);
    }

    /** Asks the database what the facets do not tell, for verifying. */
    <T> T ask(Function<Handle, T> question) {
        return snapshots.ask(question);
    }

    private void refuseNested() {
        if (writer.isWriter(Thread.currentThread())) {
            throw new IllegalStateException("a work must not start another one; use the records it was given");
        }
    }

    @Override
    public AutoCloseable watch(Consumer<Committed> listener) {
        return watchers.add(listener);
    }

    /** Whether writes are taken: false after the disk failed and when closed. */
    public boolean isWriting() {
        return writer.isWriting();
    }

    /**
     * Writes a consistent copy of the database as of now, durable when this returns, while reads and writes go on.
     *
     * @param copy must not exist yet
     * @throws IOException when it cannot be written; nothing is left of it
     */
    public void backup(Path copy) throws IOException {
        try {
            file.copyTo(copy);
        } catch (SQLException e) {
            throw new IOException("the copy of the record store could not be written to " + copy, e);
        }
    }

    /** Finishes what is being written, tells the watchers of it and lets go of the file. */
    @Override
    public void close() {
        writer.close();
        watchers.close();
        snapshots.close();
        checkpoints.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the record store could not be let go of.", e);
        }
    }
}
