package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.HeardStretch;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.RecordingPiece;
import org.chartroom.models.record.Recordings;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiRecordings implements Recordings {
    private static final String SELECT = "SELECT id, facility, author, patient, work_type, priority, due_at, begun_at,"
            + " last_at, takes, pieces, samples, document FROM recording ";
    private static final RowMapper<Recording> ROW = (row, context) -> new Recording(
            new RecordingId(text(row, "id")),
            new FacilityId(text(row, "facility")),
            new UserId(text(row, "author")),
            Columns.maybe(row, "patient", PatientId::new),
            text(row, "work_type"),
            name(row, "priority", Priority.class),
            Columns.maybeInstant(row, "due_at"),
            Columns.instant(row, "begun_at"),
            Columns.instant(row, "last_at"),
            JsonColumns.takes(text(row, "takes")),
            row.getInt("pieces"),
            row.getLong("samples"),
            Columns.maybe(row, "document", DocumentId::new));
    private static final String SELECT_PIECE = """
            SELECT p.recording, p.number, p.first_sample,
              b.ref AS file_ref, b.sha256 AS file_sha256, b.bytes AS file_bytes, b.media_type AS file_media_type
            FROM recording_piece p JOIN blob b ON b.ref = p.file
            WHERE p.recording = :recording
            """;
    private static final RowMapper<RecordingPiece> PIECE_ROW = (row, context) -> new RecordingPiece(
            new RecordingId(text(row, "recording")),
            row.getInt("number"),
            row.getLong("first_sample"),
            JdbiBlobs.blob(row, "file_"));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiRecordings(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    @Override
    public void add(Recording recording) {
        session.writing()
                .createUpdate("INSERT INTO recording (id, facility, author, patient, work_type, priority, due_at,"
                        + " begun_at, last_at, takes) VALUES (:id, :facility, :author, :patient, :workType, :priority,"
                        + " :dueAt, :begunAt, :lastAt, :takes)")
                .bind("id", recording.id().value())
                .bind("facility", recording.facility().value())
                .bind("author", recording.author().value())
                .bind("patient", value(recording.patient(), PatientId::value))
                .bind("workType", recording.workType())
                .bind("priority", recording.priority().name())
                .bind("dueAt", Columns.micros(recording.due()))
                .bind("begunAt", Columns.micros(recording.begunAt()))
                .bind("lastAt", Columns.micros(recording.lastAt()))
                .bind("takes", JsonColumns.write(recording.takes()))
                .execute();
    }

    @Override
    public Optional<Recording> find(RecordingId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public void update(Recording recording) {
        session.writing()
                .createUpdate("UPDATE recording SET patient = :patient, work_type = :workType, priority = :priority,"
                        + " due_at = :dueAt, takes = :takes WHERE id = :id")
                .bind("id", recording.id().value())
                .bind("patient", value(recording.patient(), PatientId::value))
                .bind("workType", recording.workType())
                .bind("priority", recording.priority().name())
                .bind("dueAt", Columns.micros(recording.due()))
                .bind("takes", JsonColumns.write(recording.takes()))
                .execute();
    }

    @Override
    public List<Recording> unfinished(UserId author) {
        return session.reading()
                .createQuery(SELECT + "WHERE document IS NULL AND author = :author ORDER BY begun_at DESC")
                .bind("author", author.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<Recording> quietSince(Instant before, int limit) {
        return session.reading()
                .createQuery(SELECT + "WHERE document IS NULL AND last_at < :before ORDER BY last_at LIMIT :limit")
                .bind("before", Columns.micros(before))
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    @Override
    public void addPiece(RecordingPiece piece, Instant at) {
        int counted = session.writing()
                .createUpdate("UPDATE recording SET pieces = :number, samples = samples + :samples, last_at = :at"
                        + " WHERE id = :id AND pieces = :number - 1 AND samples = :first AND document IS NULL")
                .bind("id", piece.recording().value())
                .bind("number", piece.number())
                .bind("samples", piece.samples())
                .bind("first", piece.firstSample())
                .bind("at", Columns.micros(at))
                .execute();
        if (counted != 1) {
            throw new ConflictException("piece " + piece.number() + " is not the next one of this recording");
        }
        blobs.name(piece.file());
        session.writing()
                .createUpdate("INSERT INTO recording_piece (recording, number, first_sample, last_sample, file)"
                        + " VALUES (:recording, :number, :first, :last, :file)")
                .bind("recording", piece.recording().value())
                .bind("number", piece.number())
                .bind("first", piece.firstSample())
                .bind("last", piece.firstSample() + piece.samples() - 1)
                .bind("file", piece.file().ref().value())
                .execute();
    }

    @Override
    public Optional<RecordingPiece> piece(RecordingId id, int number) {
        return session.reading()
                .createQuery(SELECT_PIECE + "AND p.number = :number")
                .bind("recording", id.value())
                .bind("number", number)
                .map(PIECE_ROW)
                .findOne();
    }

    @Override
    public List<RecordingPiece> pieces(RecordingId id, long fromSample, int limit) {
        return session.reading()
                .createQuery(SELECT_PIECE + "AND p.last_sample >= :from ORDER BY p.number LIMIT :limit")
                .bind("recording", id.value())
                .bind("from", fromSample)
                .bind("limit", limit)
                .map(PIECE_ROW)
                .list();
    }

    @Override
    public List<HeardStretch> heard(RecordingId id) {
        return session.reading()
                .createQuery("SELECT from_sample, to_sample, words FROM recording_heard WHERE recording = :recording"
                        + " ORDER BY from_sample")
                .bind("recording", id.value())
                .map((row, context) -> new HeardStretch(
                        row.getLong("from_sample"), row.getLong("to_sample"), JsonColumns.words(text(row, "words"))))
                .list();
    }

    @Override
    public long heardTo(RecordingId id) {
        return session.reading()
                .createQuery("SELECT coalesce(max(to_sample), 0) FROM recording_heard WHERE recording = :recording")
                .bind("recording", id.value())
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void addHeard(RecordingId id, HeardStretch stretch) {
        session.writing()
                .createUpdate("INSERT INTO recording_heard (recording, from_sample, to_sample, words)"
                        + " VALUES (:recording, :from, :to, :words) ON CONFLICT (recording, from_sample)"
                        + " DO UPDATE SET to_sample = excluded.to_sample, words = excluded.words")
                .bind("recording", id.value())
                .bind("from", stretch.from())
                .bind("to", stretch.to())
                .bind("words", JsonColumns.write(stretch.words()))
                .execute();
    }

    @Override
    public void finish(RecordingId id, DocumentId document) {
        int finished = session.writing()
                .createUpdate("UPDATE recording SET document = :document WHERE id = :id AND document IS NULL")
                .bind("document", document.value())
                .bind("id", id.value())
                .execute();
        if (finished != 1) {
            throw new ConflictException("this recording was handed in before");
        }
        letGo(id);
    }

    @Override
    public void discard(RecordingId id) {
        letGo(id);
        session.writing()
                .createUpdate("DELETE FROM recording WHERE id = :id AND document IS NULL")
                .bind("id", id.value())
                .execute();
    }

    private void letGo(RecordingId id) {
        List<BlobRef> files = session.reading()
                .createQuery("SELECT file FROM recording_piece WHERE recording = :recording")
                .bind("recording", id.value())
                .map((row, context) -> new BlobRef(text(row, "file")))
                .list();
        for (String table : List.of("recording_piece", "recording_heard")) {
            session.writing()
                    .createUpdate("DELETE FROM " + table + " WHERE recording = :recording")
                    .bind("recording", id.value())
                    .execute();
        }
        files.forEach(blobs::unname);
    }
}
