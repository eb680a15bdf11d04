package org.chartroom.store.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.StoreUnavailableException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections that only read, each call on one consistent moment. */
final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private record Reader(Handle handle, JdbiRecords records) {}

    private final List<Reader> all = new ArrayList<>();
    private final BlockingQueue<Reader> idle;
    private final Duration patience;
    private volatile boolean closed;

    Snapshots(SqliteFile file, int readers, Duration patience, Clock clock) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(readers);
        this.patience = patience;
        try {
            for (int i = 0; i < readers; i++) {
                Handle handle = Handles.over(file.openReader());
                Reader reader = new Reader(handle, new JdbiRecords(Session.forReading(handle, clock)));
                all.add(reader);
                idle.add(reader);
            }
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    <T> T read(Function<Records, T> work) {
        return with(reader -> work.apply(reader.records()));
    }

    <T> T ask(Function<Handle, T> question) {
        return with(reader -> question.apply(reader.handle()));
    }

    private <T> T with(Function<Reader, T> work) {
        Reader reader = take();
        try {
            reader.handle().execute("BEGIN");
            try {
                return work.apply(reader);
            } finally {
                end(reader);
            }
        } catch (RuntimeException e) {
            if (Failures.kind(e) != Failures.Kind.OWN) {
                Handles.dropStatements(reader.handle());
            }
            throw Failures.told(e);
        } finally {
            idle.add(reader);
        }
    }

    private static void end(Reader reader) {
        try {
            reader.handle().execute("ROLLBACK");
        } catch (JdbiException e) {
            // Some failures end the transaction by themselves, and what failed is on its way to the caller.
            LOG.debug("No snapshot was left to end.", e);
        }
    }

    private Reader take() {
        if (closed) {
            throw new StoreUnavailableException("The record store is closed.");
        }
        try {
            Reader reader = idle.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (reader == null) {
                throw new StoreUnavailableException(
                        "The record store was busy with other reads for " + patience.toSeconds() + " s; try again.");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The wait for the record store was interrupted.", e);
        }
    }

    /** Waits a moment for the reads that still run. */
    @Override
    public void close() {
        closed = true;
        for (int i = 0; i < all.size(); i++) {
            try {
                Reader reader = idle.poll(5, TimeUnit.SECONDS);
                if (reader != null) {
                    reader.handle().close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
