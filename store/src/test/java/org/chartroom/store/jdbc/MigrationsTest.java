package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chartroom.store.jdbc.Office.NOON;
import static org.chartroom.store.jdbc.Office.receive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.StoreUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private Path later;

    @BeforeEach
    void makeRoomForLaterMigrations() throws Exception {
        later = Files.createDirectories(folder.resolve("later"));
    }

    private SqliteConfig config() {
        return SqliteConfig.in(folder.resolve("data"));
    }

    private void upgrade(String sql) throws Exception {
        Files.writeString(later.resolve("V900__later.sql"), sql);
        new Migrations(
                        new SqliteFile(config().file()),
                        config().backups(),
                        clock,
                        "classpath:org/chartroom/store/jdbc/sqlite",
                        "filesystem:" + later)
                .migrate();
    }

    private Document oneDocument() {
        try (JdbiRecordStore store = JdbiRecordStore.open(config(), clock)) {
            Office.furnish(store);
            return receive(store, "one");
        }
    }

    private List<Path> backups() throws Exception {
        if (!Files.isDirectory(config().backups())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(config().backups())) {
            return files.toList();
        }
    }

    @Test
    void takesNoBackupOfANewStoreNorOfOneThatIsUpToDate() throws Exception {
        oneDocument();
        JdbiRecordStore.open(config(), clock).close();

        assertThat(backups()).isEmpty();
    }

    @Test
    void keepsACopyOfWhatWasThereBeforeItUpgrades() throws Exception {
        Document document = oneDocument();

        upgrade("DELETE FROM change_log;");

        assertThat(backups()).singleElement().satisfies(copy -> {
            assertThat(copy.getFileName().toString()).matches("chartroom-v\\d+-20260302T120000Z\\.db");
            SqliteConfig restored = new SqliteConfig(copy, folder.resolve("none"), 1, Duration.ofSeconds(1));
            try (JdbiRecordStore store = JdbiRecordStore.open(restored, clock)) {
                assertThat(store.<List<DocumentId>>read(r -> r.documents().idsAfter(Optional.empty(), 10)))
                        .containsExactly(document.id());
                assertThat(store.<Long>read(r -> r.changes().last())).isEqualTo(1);
            }
        });
    }

    @Test
    void refusesAStoreThatANewerVersionMade() throws Exception {
        oneDocument();
        upgrade("CREATE TABLE later (id TEXT);");

        assertThatThrownBy(() -> JdbiRecordStore.open(config(), clock))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageFindingMatch(
                        "newer version of Chartroom \\(its schema is 900, this version knows up to \\d+\\)");
    }

    @Test
    void leavesTheStoreAsItWasWhenAnUpgradeFails() throws Exception {
        Document document = oneDocument();

        assertThatThrownBy(() -> upgrade("CREATE TABLE later (id TEXT); INSERT INTO nowhere VALUES (1);"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("left as it was");

        try (JdbiRecordStore store = JdbiRecordStore.open(config(), clock)) {
            assertThat(store.<List<DocumentId>>read(r -> r.documents().idsAfter(Optional.empty(), 10)))
                    .containsExactly(document.id());
        }
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoStore() throws Exception {
        Files.createDirectories(config().file().getParent());
        Files.writeString(
                config().file(), "this is not a database, but it is long enough to look like one".repeat(100));

        assertThatThrownBy(() -> JdbiRecordStore.open(config(), clock))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be opened");
    }
}
