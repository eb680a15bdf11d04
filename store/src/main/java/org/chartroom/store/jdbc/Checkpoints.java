package org.chartroom.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies committed pages from the write-ahead log into the database, on a thread and connection of its own. Left to
 * SQLite, every thousandth page would make one commit wait for that.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** Pages of 4 KiB in the log from which on the writer helps, so that the log starts over: 64 MiB. */
    private static final long LONG_LOG = 16_384;

    private final Connection connection;
    private final Semaphore commits = new Semaphore(0);
    private final Thread thread;
    private volatile boolean helpWanted;
    private volatile boolean closing;

    Checkpoints(SqliteFile file) throws SQLException {
        connection = file.openWriter();
        thread = Thread.ofPlatform().name("store-checkpoints").daemon().start(this::run);
    }

    /** Called by the writer after each commit, outside of a transaction. */
    void committed(Connection writer) {
        if (helpWanted) {
            helpWanted = false;
            // What the thread left over is little; when nothing is left over, the next commit starts the log anew.
            checkpoint(writer);
        }
        if (commits.availablePermits() == 0) {
            commits.release();
        }
    }

    private void run() {
        try {
            while (!closing) {
                commits.acquire();
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : 200);
                commits.drainPermits();
                if (checkpoint(connection) > LONG_LOG) {
                    helpWanted = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return pages in the log, 0 when not known */
    private static long checkpoint(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            return row.next() ? row.getLong(2) : 0;
        } catch (SQLException e) {
            // The log keeps what could not be copied; the next turn tries again, and a disk that is broken or full is
            // told by the next commit.
            LOG.warn("The record store's log could not be copied into the database: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public void close() {
        closing = true;
        commits.release();
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("The record store's connection for checkpoints could not be closed: {}", e.getMessage());
        }
    }
}
