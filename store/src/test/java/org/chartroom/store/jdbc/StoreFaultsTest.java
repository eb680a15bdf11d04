package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.receive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.StoreFullException;
import org.chartroom.models.record.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class StoreFaultsTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);

    private static void pragma(Connection connection, String pragma) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void staysUpWhenTheDiskIsFullAndGoesOnWhenThereIsRoomAgain() throws Exception {
        AtomicReference<Connection> writer = new AtomicReference<>();
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock, connection -> {
            writer.set(connection);
            return connection;
        })) {
            Office.furnish(store);
            pragma(writer.get(), "PRAGMA max_page_count = 120");
            List<Document> kept = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                try {
                    kept.add(receive(store, "n" + i));
                } catch (StoreFullException e) {
                    assertThat(e).hasMessageContaining("nothing of this was kept. Free space");
                    break;
                }
            }

            assertThatThrownBy(() -> receive(store, "x".repeat(20_000).substring(0, 40)))
                    .isInstanceOf(StoreFullException.class);
            assertThat(documents(store)).as("reads work").hasSize(kept.size());
            assertThat(kept.size()).isBetween(5, 5000);
            assertThat(store.isWriting()).isTrue();

            pragma(writer.get(), "PRAGMA max_page_count = 100000");
            kept.add(receive(store, "later"));

            assertThat(documents(store))
                    .containsExactlyElementsOf(kept.stream().map(Document::id).toList());
            assertNoGaps(store, kept.size());
        }
    }

    private static List<DocumentId> documents(JdbiRecordStore store) {
        return store.read(r -> r.documents().idsAfter(Optional.empty(), 100_000));
    }

    private static void assertNoGaps(JdbiRecordStore store, int entries) {
        assertThat(store.<List<AuditEntry>>read(r -> r.audit().entries(0, 100_000)))
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, entries).boxed().toList());
    }

    @Test
    void stopsWritingWhenACommitFailsAndRecoversWhenOpenedAgain() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Failing disk = new Failing(
                sql -> broken.get() && sql.equals("COMMIT"),
                new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC));
        Document before;
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock, disk::over)) {
            Office.furnish(store);
            before = receive(store, "before");
            broken.set(true);
            List<Future<?>> waiting = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    waiting.add(threads.submit(() -> receive(store, "n" + number)));
                }
            }
            for (Future<?> one : waiting) {
                assertThatThrownBy(one::get).hasCauseInstanceOf(StoreUnavailableException.class);
            }
            broken.set(false);

            assertThatThrownBy(() -> receive(store, "after"))
                    .as("a commit that failed is not tried again")
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("stopped writing");
            assertThat(store.isWriting()).isFalse();
            assertThat(documents(store)).as("reads work").containsExactly(before.id());
        }

        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock)) {
            Document after = receive(store, "after");
            assertThat(documents(store)).containsExactly(before.id(), after.id());
            assertNoGaps(store, 2);
        }
    }

    @Test
    void keepsNothingOfAWorkUnderWhichTheDiskFailed() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Failing disk = new Failing(
                sql -> broken.get() && sql.startsWith("INSERT INTO audit"),
                new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_WRITE));
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock, disk::over)) {
            Office.furnish(store);
            broken.set(true);
            assertThatThrownBy(() -> receive(store, "one")).isInstanceOf(StoreUnavailableException.class);
            assertThat(documents(store)).isEmpty();
        }
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock)) {
            assertThat(documents(store)).isEmpty();
        }
    }

    @Test
    void waitsOutAnotherProgramThatHoldsTheFileAndGoesOn() throws Exception {
        AtomicBoolean busy = new AtomicBoolean();
        Failing disk = new Failing(
                sql -> busy.get() && sql.equals("BEGIN IMMEDIATE"),
                new SQLiteException("database is locked", SQLiteErrorCode.SQLITE_BUSY));
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), clock, disk::over)) {
            Office.furnish(store);
            busy.set(true);
            assertThatThrownBy(() -> receive(store, "one"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("nothing of this was kept");
            busy.set(false);
            receive(store, "two");
            assertNoGaps(store, 1);
        }
    }
}
