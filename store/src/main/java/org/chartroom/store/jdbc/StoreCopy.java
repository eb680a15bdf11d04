package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;

/**
 * A copy that {@link JdbiRecordStore#backup} made, looked at without changing a byte of it or of its folder. Used by one
 * thread.
 */
public final class StoreCopy {
    private final Path file;

    /** @param file a copy that nobody writes to */
    public StoreCopy(Path file) {
        this.file = file;
    }

    /** Every blob that its records name, by ref: what must lie beside the copy. */
    public List<Blob> blobs() throws IOException {
        return ask("SELECT ref, sha256, bytes, media_type FROM blob WHERE refs > 0 ORDER BY ref", rows -> {
            List<Blob> blobs = new ArrayList<>();
            while (rows.next()) {
                blobs.add(new Blob(
                        new BlobRef(text(rows, "ref")),
                        text(rows, "sha256"),
                        rows.getLong("bytes"),
                        text(rows, "media_type")));
            }
            return blobs;
        });
    }

    /**
     * How much is in it.
     *
     * @param schema version of its schema
     */
    public record Counts(String schema, long arrivals, long documents, long patients, long auditEntries) {}

    public Counts counts() throws IOException {
        return ask("""
                SELECT (SELECT version FROM flyway_schema_history WHERE success = 1 ORDER BY installed_rank DESC LIMIT 1)
                    AS schema,
                  (SELECT count(*) FROM arrival) AS arrivals, (SELECT count(*) FROM document) AS documents,
                  (SELECT count(*) FROM patient) AS patients, (SELECT count(*) FROM audit) AS entries
                """, rows -> {
            rows.next();
            return new Counts(
                    text(rows, "schema"),
                    rows.getLong("arrivals"),
                    rows.getLong("documents"),
                    rows.getLong("patients"),
                    rows.getLong("entries"));
        });
    }

    private interface Reading<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Reading<T> reading) throws IOException {
        // Immutable: no lock, no journal and no change of the file's own header.
        String url = "jdbc:sqlite:" + file.toAbsolutePath().normalize().toUri() + "?immutable=1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.from(rows);
        } catch (SQLException e) {
            throw new IOException("the copy of the record store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
