package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Addendum;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Dictations;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Signature;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Listened;
import org.chartroom.models.text.Transcript;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiDictations implements Dictations {
    private static final RowMapper<Dictation> ROW = (row, context) -> new Dictation(
            new DocumentId(text(row, "document")),
            new UserId(text(row, "author")),
            text(row, "work_type"),
            Columns.maybeInstant(row, "due_at"),
            row.getLong("audio_ms"),
            JdbiBlobs.maybeBlob(row, "peaks_"),
            JdbiBlobs.maybeBlob(row, "playable_"));
    private static final RowMapper<TranscriptVersion> VERSION_ROW = (row, context) -> new TranscriptVersion(
            new DocumentId(text(row, "document")),
            row.getInt("number"),
            name(row, "state", TranscriptState.class),
            new Transcript(
                    text(row, "engine"),
                    text(row, "model"),
                    row.getLong("audio_ms"),
                    JsonColumns.words(text(row, "words")),
                    text(row, "text"),
                    JsonColumns.edits(text(row, "edits")),
                    JsonColumns.sections(text(row, "sections"))),
            new UserId(text(row, "editor")),
            Columns.instant(row, "at"),
            text(row, "note"));
    private static final String SELECT_VERSION = """
            SELECT document, number, state, engine, model, audio_ms, text, words, edits, sections, editor, at, note
            FROM transcript_version WHERE document = :document ORDER BY number
            """;
    private static final RowMapper<Addendum> ADDENDUM_ROW = (row, context) -> new Addendum(
            new DocumentId(text(row, "document")),
            row.getInt("number"),
            text(row, "text"),
            new UserId(text(row, "author")),
            Columns.instant(row, "at"));
    private static final RowMapper<Signature> SIGNATURE_ROW = (row, context) -> new Signature(
            new DocumentId(text(row, "document")),
            row.getInt("number"),
            new UserId(text(row, "signer")),
            Columns.instant(row, "at"),
            text(row, "seal"),
            text(row, "blanks_reason"));
    private final Session session;
    private final JdbiBlobs blobs;
    private final JdbiDocuments documents;

    JdbiDictations(Session session, JdbiBlobs blobs, JdbiDocuments documents) {
        this.session = session;
        this.blobs = blobs;
        this.documents = documents;
    }

    @Override
    public void add(Dictation dictation) {
        dictation.peaks().ifPresent(blobs::name);
        dictation.playable().ifPresent(blobs::name);
        session.writing()
                .createUpdate("INSERT INTO dictation (document, author, work_type, due_at, audio_ms, peaks, playable)"
                        + " VALUES (:document, :author, :workType, :dueAt, :audioMs, :peaks, :playable)")
                .bind("document", dictation.document().value())
                .bind("author", dictation.author().value())
                .bind("workType", dictation.workType())
                .bind("dueAt", Columns.micros(dictation.due()))
                .bind("audioMs", dictation.audioMs())
                .bind("peaks", value(dictation.peaks(), blob -> blob.ref().value()))
                .bind("playable", value(dictation.playable(), blob -> blob.ref().value()))
                .execute();
        documents.changed(dictation.document());
    }

    @Override
    public Optional<Dictation> find(DocumentId document) {
        return session.reading()
                .createQuery("""
                        SELECT d.document, d.author, d.work_type, d.due_at, d.audio_ms,
                          k.ref AS peaks_ref, k.sha256 AS peaks_sha256, k.bytes AS peaks_bytes,
                          k.media_type AS peaks_media_type,
                          p.ref AS playable_ref, p.sha256 AS playable_sha256, p.bytes AS playable_bytes,
                          p.media_type AS playable_media_type
                        FROM dictation d
                        LEFT JOIN blob k ON k.ref = d.peaks
                        LEFT JOIN blob p ON p.ref = d.playable
                        WHERE d.document = :document
                        """)
                .bind("document", document.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public void update(Dictation dictation) {
        Dictation kept = find(dictation.document())
                .orElseThrow(() -> new ConflictException("document " + dictation.document() + " is no dictation"));
        dictation.peaks().ifPresent(blobs::name);
        dictation.playable().ifPresent(blobs::name);
        session.writing()
                .createUpdate("UPDATE dictation SET work_type = :workType, due_at = :dueAt, audio_ms = :audioMs,"
                        + " peaks = :peaks, playable = :playable WHERE document = :document")
                .bind("document", dictation.document().value())
                .bind("workType", dictation.workType())
                .bind("dueAt", Columns.micros(dictation.due()))
                .bind("audioMs", dictation.audioMs())
                .bind("peaks", value(dictation.peaks(), blob -> blob.ref().value()))
                .bind("playable", value(dictation.playable(), blob -> blob.ref().value()))
                .execute();
        kept.peaks().map(Blob::ref).ifPresent(blobs::unname);
        kept.playable().map(Blob::ref).ifPresent(blobs::unname);
        documents.changed(dictation.document());
    }

    @Override
    public void addVersion(TranscriptVersion version) {
        Optional<TranscriptVersion> latest = latest(version.document());
        if (latest.isPresent() && latest.get().state() == TranscriptState.SIGNED) {
            throw new ConflictException("the note is signed and can no longer be changed; write an addendum");
        }
        int expected = latest.map(TranscriptVersion::number).orElse(0) + 1;
        if (version.number() != expected) {
            throw new ConflictException("the note was changed by somebody else meanwhile;"
                    + " nothing was kept. Look at it as it is now and do it again");
        }
        Transcript content = version.content();
        session.writing()
                .createUpdate("""
                        INSERT INTO transcript_version (document, number, state, engine, model, audio_ms, text, words,
                          edits, sections, editor, at, note)
                        VALUES (:document, :number, :state, :engine, :model, :audioMs, :text, :words, :edits, :sections,
                          :editor, :at, :note)
                        """)
                .bind("document", version.document().value())
                .bind("number", version.number())
                .bind("state", version.state().name())
                .bind("engine", content.engine())
                .bind("model", content.model())
                .bind("audioMs", content.audioMs())
                .bind("text", content.text())
                .bind("words", JsonColumns.write(content.words()))
                .bind("edits", JsonColumns.write(content.edits()))
                .bind("sections", JsonColumns.write(content.sections()))
                .bind("editor", version.editor().value())
                .bind("at", Columns.micros(version.at()))
                .bind("note", version.note())
                .execute();
        documents.changed(version.document());
    }

    @Override
    public Optional<TranscriptVersion> latest(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_VERSION + "DESC LIMIT 1")
                .bind("document", document.value())
                .map(VERSION_ROW)
                .findOne();
    }

    @Override
    public List<TranscriptVersion> versions(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_VERSION)
                .bind("document", document.value())
                .map(VERSION_ROW)
                .list();
    }

    @Override
    public void addAddendum(Addendum addendum) {
        if (latest(addendum.document()).map(TranscriptVersion::state).orElse(TranscriptState.DRAFT)
                != TranscriptState.SIGNED) {
            throw new ConflictException("the note is not signed yet; change it instead of adding to it");
        }
        if (addendum.number() != addenda(addendum.document()).size() + 1) {
            throw new ConflictException("somebody else added to the note meanwhile;"
                    + " nothing was kept. Look at it as it is now and do it again");
        }
        session.writing()
                .createUpdate("INSERT INTO addendum (document, number, text, author, at)"
                        + " VALUES (:document, :number, :text, :author, :at)")
                .bind("document", addendum.document().value())
                .bind("number", addendum.number())
                .bind("text", addendum.text())
                .bind("author", addendum.author().value())
                .bind("at", Columns.micros(addendum.at()))
                .execute();
        documents.changed(addendum.document());
    }

    @Override
    public List<Addendum> addenda(DocumentId document) {
        return session.reading()
                .createQuery("SELECT document, number, text, author, at FROM addendum"
                        + " WHERE document = :document ORDER BY number")
                .bind("document", document.value())
                .map(ADDENDUM_ROW)
                .list();
    }

    @Override
    public void addSignature(Signature signature) {
        if (signature(signature.document()).isPresent()) {
            throw new ConflictException("the note is signed already");
        }
        session.writing()
                .createUpdate("INSERT INTO signature (document, number, signer, at, seal, blanks_reason)"
                        + " VALUES (:document, :number, :signer, :at, :seal, :blanksReason)")
                .bind("document", signature.document().value())
                .bind("number", signature.number())
                .bind("signer", signature.signer().value())
                .bind("at", Columns.micros(signature.at()))
                .bind("seal", signature.seal())
                .bind("blanksReason", signature.blanksReason())
                .execute();
    }

    @Override
    public Optional<Signature> signature(DocumentId document) {
        return session.reading()
                .createQuery("SELECT document, number, signer, at, seal, blanks_reason FROM signature"
                        + " WHERE document = :document")
                .bind("document", document.value())
                .map(SIGNATURE_ROW)
                .findOne();
    }

    @Override
    public Listened listened(DocumentId document, UserId user) {
        return session.reading()
                .createQuery("SELECT spans FROM listened WHERE document = :document AND user = :user")
                .bind("document", document.value())
                .bind("user", user.value())
                .mapTo(String.class)
                .findOne()
                .map(spans -> new Listened(JsonColumns.spans(spans)))
                .orElse(Listened.NOTHING);
    }

    @Override
    public void putListened(DocumentId document, UserId user, Listened listened) {
        session.writing()
                .createUpdate("INSERT INTO listened (document, user, spans) VALUES (:document, :user, :spans)"
                        + " ON CONFLICT (document, user) DO UPDATE SET spans = excluded.spans")
                .bind("document", document.value())
                .bind("user", user.value())
                .bind("spans", JsonColumns.write(listened.spans()))
                .execute();
    }
}
