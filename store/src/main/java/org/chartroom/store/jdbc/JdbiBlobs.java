package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.Blobs;
import org.chartroom.models.record.ConflictException;
import org.jdbi.v3.core.mapper.RowMapper;

/** Rows of blobs, with the count of the columns that name each. */
final class JdbiBlobs implements Blobs {
    private static final RowMapper<Blob> ROW = (row, context) -> blob(row, "");

    private final Session session;

    JdbiBlobs(Session session) {
        this.session = session;
    }

    /** Reads a blob from the columns {@code PREFIXref, PREFIXsha256, PREFIXbytes, PREFIXmedia_type}. */
    static Blob blob(ResultSet row, String prefix) throws SQLException {
        return new Blob(
                new BlobRef(text(row, prefix + "ref")),
                text(row, prefix + "sha256"),
                row.getLong(prefix + "bytes"),
                text(row, prefix + "media_type"));
    }

    static Optional<Blob> maybeBlob(ResultSet row, String prefix) throws SQLException {
        return row.getString(prefix + "ref") == null ? Optional.empty() : Optional.of(blob(row, prefix));
    }

    /** Counts one more column that names the blob. */
    void name(Blob blob) {
        int kept = session.writing()
                .createUpdate("INSERT INTO blob (ref, sha256, bytes, media_type, refs)"
                        + " VALUES (:ref, :sha256, :bytes, :mediaType, 1)"
                        + " ON CONFLICT (ref) DO UPDATE SET refs = refs + 1, freed_at = NULL"
                        + " WHERE condemned = 0 AND sha256 = excluded.sha256 AND bytes = excluded.bytes")
                .bind("ref", blob.ref().value())
                .bind("sha256", blob.sha256())
                .bind("bytes", blob.bytes())
                .bind("mediaType", blob.mediaType())
                .execute();
        if (kept != 1) {
            throw new ConflictException("blob " + blob.ref()
                    + " is being destroyed, or is kept with other bytes; send the file again to get a new one");
        }
    }

    /** Counts one column less that names the blob. */
    void unname(BlobRef ref) {
        session.writing()
                .createUpdate("UPDATE blob SET refs = refs - 1,"
                        + " freed_at = CASE WHEN refs = 1 THEN :now ELSE NULL END WHERE ref = :ref")
                .bind("now", Columns.micros(session.clock().instant()))
                .bind("ref", ref.value())
                .execute();
    }

    @Override
    public Optional<Blob> find(BlobRef ref) {
        return session.reading()
                .createQuery("SELECT ref, sha256, bytes, media_type FROM blob WHERE ref = :ref AND refs > 0")
                .bind("ref", ref.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Named> named(Optional<BlobRef> after, int limit) {
        return session.reading()
                .createQuery("SELECT ref, sha256, bytes, media_type, refs FROM blob"
                        + " WHERE ref > :after AND refs > 0 ORDER BY ref LIMIT :limit")
                .bind("after", after.map(BlobRef::value).orElse(""))
                .bind("limit", limit)
                .map((row, context) -> new Named(blob(row, ""), row.getInt("refs")))
                .list();
    }

    @Override
    public List<BlobRef> unnamed(Instant before, int limit) {
        return session.reading()
                .createQuery("SELECT ref FROM blob WHERE refs = 0 AND (condemned = 1 OR freed_at < :before)"
                        + " ORDER BY condemned DESC, freed_at LIMIT :limit")
                .bind("before", Columns.micros(before))
                .bind("limit", limit)
                .map((row, context) -> new BlobRef(text(row, "ref")))
                .list();
    }

    @Override
    public boolean known(BlobRef ref) {
        return session.reading()
                .createQuery("SELECT 1 FROM blob WHERE ref = :ref")
                .bind("ref", ref.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public boolean condemn(BlobRef ref) {
        // A blob that no record ever named has no row yet; it gets one, so that a late record cannot name it either.
        return session.writing()
                        .createUpdate("INSERT INTO blob (ref, sha256, bytes, media_type, refs, freed_at, condemned)"
                                + " VALUES (:ref, '', 0, '', 0, :now, 1)"
                                + " ON CONFLICT (ref) DO UPDATE SET condemned = 1 WHERE refs = 0")
                        .bind("ref", ref.value())
                        .bind("now", Columns.micros(session.clock().instant()))
                        .execute()
                == 1;
    }

    @Override
    public void forget(BlobRef ref) {
        session.writing()
                .createUpdate("DELETE FROM blob WHERE ref = :ref AND condemned = 1")
                .bind("ref", ref.value())
                .execute();
    }
}
