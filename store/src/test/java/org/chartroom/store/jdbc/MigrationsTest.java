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

    private static String columns(java.sql.Statement statement, String table) throws java.sql.SQLException {
        try (var names =
                statement.executeQuery("SELECT group_concat(name) FROM pragma_table_info('" + table + "', 'main')")) {
            names.next();
            return names.getString(1);
        }
    }

    /** As the first version kept it: a file that was split in two, with a page each. */
    @Test
    void tellsOfPagesKeptByTheFirstVersionWhichFileTheyCameFrom() throws Exception {
        Document whole = oneDocument();
        Files.copy(config().file(), folder.resolve("kept.db"));
        Files.delete(config().file());
        Path first = Files.createDirectories(folder.resolve("first"));
        try (java.io.InputStream sql = java.util.Objects.requireNonNull(
                Migrations.class.getResourceAsStream("/org/chartroom/store/jdbc/sqlite/V1__the_office.sql"))) {
            Files.copy(sql, first.resolve("V1__the_office.sql"));
        }
        new Migrations(new SqliteFile(config().file()), config().backups(), clock, "filesystem:" + first).migrate();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + config().file());
                var statement = connection.createStatement()) {
            statement.execute("ATTACH '" + folder.resolve("kept.db") + "' AS kept");
            for (String table : List.of("facility", "blob", "arrival", "document")) {
                // Later versions add columns.
                String columns = columns(statement, table);
                statement.execute(
                        "INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM kept." + table);
            }
            statement.execute("CREATE TEMP TABLE part AS SELECT * FROM document");
            statement.execute("UPDATE part SET id = 'd-part', ordinal = 99, split_from = '" + whole.id() + "'");
            statement.execute("INSERT INTO document SELECT * FROM part");
            for (String document : List.of(whole.id().value(), "d-part")) {
                statement.execute("INSERT INTO page (document, number, source_page, text, confidence, doubt, steps)"
                        + " VALUES ('" + document + "', 1, " + (document.equals("d-part") ? 2 : 1)
                        + ", 'text', 0.5, '', '[]')");
            }
        }

        try (JdbiRecordStore store = JdbiRecordStore.open(config(), clock)) {
            for (DocumentId document : List.of(whole.id(), new DocumentId("d-part"))) {
                assertThat(store.<List<org.chartroom.models.record.Page>>read(
                                r -> r.documents().pages(document)))
                        .singleElement()
                        .satisfies(page -> {
                            assertThat(page.source()).isEqualTo(whole.id());
                            assertThat(page.text()).isEqualTo("text");
                        });
            }
        }
        assertThat(backups())
                .singleElement()
                .satisfies(copy -> assertThat(copy.getFileName()).hasToString("chartroom-v1-20260302T120000Z.db"));
    }
}
