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

/** A few connections that only read, each call on one consistent moment. */
final class Snapshots implements AutoCloseable {
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
                reader.handle().execute("ROLLBACK");
            }
        } catch (RuntimeException e) {
            throw Failures.told(e);
        } finally {
            idle.add(reader);
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
