package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.receive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiRecordStoreTest extends RecordStoreContract {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private JdbiRecordStore store;

    @BeforeEach
    void open() {
        store = JdbiRecordStore.open(SqliteConfig.in(folder), clock);
        Office.furnish(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    RecordStore store() {
        return store;
    }

    @Override
    SettableClock clock() {
        return clock;
    }

    @Test
    void letsNobodyElseOpenIt() {
        assertThatThrownBy(() -> JdbiRecordStore.open(SqliteConfig.in(folder), clock))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("is open in another Chartroom process; stop that one");
    }

    @Test
    void findsEverythingAfterOpeningAgain() {
        Document document = receive(store, "one");
        store.close();
        assertThatThrownBy(() -> receive(store, "two"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");

        store = JdbiRecordStore.open(SqliteConfig.in(folder), clock);

        assertThat(store.<Optional<Document>>read(r -> r.documents().find(document.id())))
                .contains(document);
        receive(store, "two");
        assertThat(store.<Integer>read(r -> r.audit().entries(0, 10).size())).isEqualTo(2);
        assertThat(store.<Long>read(r -> r.changes().last())).isEqualTo(2);
    }

    @Test
    void backsUpWhileItIsInUse() throws Exception {
        Document document = receive(store, "one");
        Path copy = folder.resolve("elsewhere").resolve("copy.db");

        store.backup(copy);
        receive(store, "two");

        SqliteConfig copied = new SqliteConfig(copy, folder.resolve("b"), 1, java.time.Duration.ofSeconds(1));
        try (JdbiRecordStore restored = JdbiRecordStore.open(copied, clock)) {
            assertThat(restored.<List<DocumentId>>read(r -> r.documents().idsAfter(Optional.empty(), 10)))
                    .containsExactly(document.id());
        }
        assertThatThrownBy(() -> store.backup(copy)).isInstanceOf(java.io.IOException.class);
    }
}
