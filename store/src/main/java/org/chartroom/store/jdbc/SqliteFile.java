package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Everything that knows that the database is a file of SQLite's. */
final class SqliteFile {
    /** {@code CHRT}: tells this file from other SQLite databases. */
    private static final int APPLICATION_ID = 0x43485254;

    private final Path file;

    SqliteFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    Path path() {
        return file;
    }

    /**
     * Connections for whoever asks. {@code transaction_mode} stays what it is by default: as IMMEDIATE it would open the
     * next transaction inside {@code commit()}, which then can throw though it has committed.
     */
    DataSource dataSource() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    Connection openWriter() throws SQLException {
        Connection connection = dataSource().getConnection();
        pragmas(
                connection,
                "PRAGMA application_id = " + APPLICATION_ID,
                // Checkpoints are made beside the writer, so that no commit waits for one.
                "PRAGMA wal_autocheckpoint = 0",
                // What is destroyed, or read again, must not be left over in pages that are free.
                "PRAGMA secure_delete = ON",
                "PRAGMA cache_size = -32000");
        return connection;
    }

    Connection openReader() throws SQLException {
        Connection connection = dataSource().getConnection();
        pragmas(connection, "PRAGMA query_only = ON", "PRAGMA cache_size = -8000");
        return connection;
    }

    private static void pragmas(Connection connection, String... pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Writes a consistent copy while others read and write, and makes it durable; nothing is left when it fails. */
    void copyTo(Path copy) throws IOException, SQLException {
        Path folder = folderOf(copy);
        Files.createDirectories(folder);
        Path part = folder.resolve(copy.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (Connection connection = dataSource().getConnection();
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, part.toString());
            vacuum.execute();
            force(part, StandardOpenOption.WRITE);
            Files.move(part, copy);
            force(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What SQLite itself finds wrong with the file, empty when nothing is; reads all of it. */
    static List<String> faults(Handle handle) {
        List<String> faults = new ArrayList<>();
        handle.createQuery("PRAGMA integrity_check(20)")
                .mapTo(String.class)
                .filter(line -> !line.equals("ok"))
                .forEach(faults::add);
        handle.createQuery("PRAGMA foreign_key_check")
                .map((row, context) -> "a row of " + row.getString("table") + " names a row of "
                        + row.getString("parent") + " that is not there")
                .forEach(faults::add);
        return faults;
    }

    /** The folder the database is in, made if it was not there. */
    Path folder() throws IOException {
        return Files.createDirectories(folderOf(file));
    }

    private static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no place for a file");
        }
        return folder;
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
