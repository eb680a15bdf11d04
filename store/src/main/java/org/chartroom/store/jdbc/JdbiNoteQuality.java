package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.NoteQuality;
import org.chartroom.models.record.QualityReview;
import org.chartroom.models.record.SignedNote;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiNoteQuality implements NoteQuality {
    private static final String SELECT =
            "SELECT id, document, number, editor, reviewer, at, errors FROM quality_review ";
    private static final RowMapper<QualityReview> ROW = (row, context) -> new QualityReview(
            text(row, "id"),
            new DocumentId(text(row, "document")),
            row.getInt("number"),
            new UserId(text(row, "editor")),
            new UserId(text(row, "reviewer")),
            Columns.instant(row, "at"),
            JsonColumns.errors(text(row, "errors")));

    /** Who made a version: a worker writes drafts, people correct them. */
    private static final String BY_WORKER =
            "EXISTS (SELECT 1 FROM account a WHERE a.id = v.editor AND a.roles LIKE '%worker%')";

    /** The last who corrected the draft, else who handed it in, else its author; {@code d} is the dictation. */
    private static final String EDITOR = "coalesce((SELECT v.editor FROM transcript_version v"
            + " WHERE v.document = d.document AND v.editor <> d.author AND NOT " + BY_WORKER
            + " ORDER BY v.state = 'DRAFT' DESC, v.number DESC LIMIT 1), d.author)";

    private static final RowMapper<SignedNote> SIGNED_ROW = (row, context) -> new SignedNote(
            new DocumentId(text(row, "document")),
            new UserId(text(row, "author")),
            new UserId(text(row, "editor")),
            text(row, "work_type"),
            JdbiDocuments.Priorities.of(row.getInt("priority")),
            Columns.instant(row, "created_at"),
            Columns.instant(row, "at"),
            row.getLong("audio_ms"),
            text(row, "draft"),
            text(row, "text"));

    private final Session session;

    JdbiNoteQuality(Session session) {
        this.session = session;
    }

    @Override
    public void add(QualityReview review) {
        session.writing()
                .createUpdate("INSERT INTO quality_review (id, document, number, editor, reviewer, at, errors)"
                        + " VALUES (:id, :document, :number, :editor, :reviewer, :at, :errors)")
                .bind("id", review.id())
                .bind("document", review.document().value())
                .bind("number", review.number())
                .bind("editor", review.editor().value())
                .bind("reviewer", review.reviewer().value())
                .bind("at", Columns.micros(review.at()))
                .bind("errors", JsonColumns.write(review.errors()))
                .execute();
    }

    @Override
    public List<QualityReview> of(DocumentId document) {
        return session.reading()
                .createQuery(SELECT + "WHERE document = :document ORDER BY at DESC, id")
                .bind("document", document.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<QualityReview> made(Optional<UserId> editor, Instant from, Instant to) {
        return session.reading()
                .createQuery(SELECT + "WHERE at >= :from AND at < :to AND (:editor = '' OR editor = :editor)"
                        + " ORDER BY at DESC, id")
                .bind("from", Columns.micros(from))
                .bind("to", Columns.micros(to))
                .bind("editor", editor.map(UserId::value).orElse(""))
                .map(ROW)
                .list();
    }

    @Override
    public Optional<UserId> editor(DocumentId document) {
        return session.reading()
                .createQuery("SELECT " + EDITOR + " FROM dictation d WHERE d.document = :document")
                .bind("document", document.value())
                .mapTo(String.class)
                .findOne()
                .map(UserId::new);
    }

    @Override
    public List<SignedNote> signed(Instant from, Instant to) {
        return session.reading()
                .createQuery("SELECT d.document, d.author, " + EDITOR + """
                          AS editor, d.work_type, o.priority, o.created_at, s.at, d.audio_ms, t.text,
                           coalesce((SELECT v.text FROM transcript_version v WHERE v.document = d.document AND
                          """ + BY_WORKER + """
                               ORDER BY v.number DESC LIMIT 1), t.text) AS draft
                          FROM signature s
                          JOIN dictation d ON d.document = s.document
                          JOIN document o ON o.id = s.document
                          JOIN transcript_version t ON t.document = s.document AND t.number = s.number
                          WHERE s.at >= :from AND s.at < :to ORDER BY s.at
                          """)
                .bind("from", Columns.micros(from))
                .bind("to", Columns.micros(to))
                .map(SIGNED_ROW)
                .list();
    }
}
