package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Lease;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.Work;
import org.chartroom.models.record.WorkState;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.store.jdbc.JdbiDocuments.Priorities;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiWork implements Work {
    private static final RowMapper<WorkState> STATE = (row, context) -> new WorkState(
            new DocumentId(text(row, "id")),
            name(row, "stage", Stage.class),
            Columns.instant(row, "work_since"),
            Priorities.of(row.getInt("priority")),
            Columns.instant(row, "work_not_before"),
            row.getInt("work_attempts"),
            text(row, "work_owner"),
            Columns.maybeInstant(row, "work_until"),
            new Progress(row.getInt("work_done"), row.getInt("work_of")));
    private static final String SELECT_STATE = """
            SELECT id, stage, priority, work_since, work_not_before, work_attempts, work_owner, work_until, work_done,
              work_of
            FROM document
            """;
    private static final RowMapper<Lease> LEASE = (row, context) -> new Lease(
            new LeaseToken(text(row, "work_token")),
            JdbiDocuments.ROW.map(row, context),
            name(row, "work_expected", ArrivalKind.class),
            row.getInt("work_attempts"),
            text(row, "work_owner"),
            Columns.instant(row, "work_until"),
            Columns.maybe(row, "work_again", JsonColumns::readAgain));

    private final Session session;

    JdbiWork(Session session) {
        this.session = session;
    }

    @Override
    public void open(DocumentId document, ArrivalKind expected, Priority priority, Instant notBefore) {
        open(document, expected, priority, notBefore, Optional.empty());
    }

    @Override
    public void openAgain(
            DocumentId document, ArrivalKind expected, Priority priority, Instant notBefore, ReadAgain how) {
        open(document, expected, priority, notBefore, Optional.of(how));
    }

    private void open(
            DocumentId document,
            ArrivalKind expected,
            Priority priority,
            Instant notBefore,
            Optional<ReadAgain> again) {
        ArrivalId arrival = session.writing()
                .createQuery("""
                        UPDATE document SET work_expected = :expected, work_since = :notBefore,
                          work_not_before = :notBefore, work_attempts = 0, work_owner = '', work_token = NULL,
                          work_until = NULL, work_done = 0, work_of = 0, work_again = :again,
                          version = version + CASE WHEN priority = :priority THEN 0 ELSE 1 END, priority = :priority
                        WHERE id = :id AND stage = 'RECEIVED'
                        RETURNING arrival
                        """)
                .bind("expected", expected.name())
                .bind("again", Columns.value(again, JsonColumns::write))
                .bind("priority", Priorities.rank(priority))
                .bind("notBefore", Columns.micros(notBefore))
                .bind("id", document.value())
                .map((row, context) -> new ArrivalId(text(row, "arrival")))
                .findOne()
                .orElseThrow(() -> new ConflictException(
                        "document " + document + " is not waiting to be read; it was left as it is"));
        session.touched(document, arrival);
    }

    @Override
    public Optional<Lease> lease(LeaseToken token, String owner, Priority lowest, Instant now, Duration length) {
        if (owner.isBlank() || length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("a lease needs an owner and a length, got " + length);
        }
        Optional<String> due = session.writing()
                .createQuery("""
                        SELECT id FROM document
                        WHERE work_expected IS NOT NULL AND priority >= :lowest AND work_not_before <= :now
                          AND (work_until IS NULL OR work_until <= :now)
                        ORDER BY priority DESC, work_since, ordinal LIMIT 1
                        """)
                .bind("lowest", Priorities.rank(lowest))
                .bind("now", Columns.micros(now))
                .mapTo(String.class)
                .findOne();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        session.writing()
                .createUpdate("""
                        UPDATE document SET work_token = :token, work_owner = :owner, work_until = :until,
                          work_attempts = work_attempts + 1, work_done = 0, work_of = 0,
                          stage = CASE work_expected WHEN 'DICTATION' THEN 'TRANSCRIBING' ELSE 'READING' END,
                          stage_reason = '', changed_at = :now, version = version + 1
                        WHERE id = :id
                        """)
                .bind("token", token.value())
                .bind("owner", owner)
                .bind("until", Columns.micros(now.plus(length)))
                .bind("now", Columns.micros(now))
                .bind("id", due.get())
                .execute();
        Lease lease = find(token, now).orElseThrow();
        session.changed(lease.document().id(), lease.document().arrival());
        return Optional.of(lease);
    }

    @Override
    public Optional<Lease> find(LeaseToken token, Instant now) {
        return session.reading()
                .createQuery("SELECT d.work_token, d.work_expected, d.work_attempts, d.work_owner, d.work_until,"
                        + " d.work_again, "
                        + JdbiDocuments.COLUMNS
                        + "FROM document d JOIN blob b ON b.ref = d.file"
                        + " WHERE d.work_token = :token AND d.work_until > :now")
                .bind("token", token.value())
                .bind("now", Columns.micros(now))
                .map(LEASE)
                .findOne();
    }

    @Override
    public boolean renew(LeaseToken token, Instant now, Duration length, Progress progress) {
        Optional<Lease> lease = find(token, now);
        if (lease.isEmpty()) {
            return false;
        }
        session.writing()
                .createUpdate("UPDATE document SET work_until = :until, work_done = :done, work_of = :of"
                        + " WHERE work_token = :token")
                .bind("until", Columns.micros(now.plus(length)))
                .bind("done", progress.done())
                .bind("of", progress.of())
                .bind("token", token.value())
                .execute();
        Document document = lease.get().document();
        session.touched(document.id(), document.arrival());
        return true;
    }

    @Override
    public boolean finish(LeaseToken token, Instant now, Stage stage, String reason) {
        if (stage.isWork()) {
            throw new IllegalArgumentException("finished work goes on to a stage that is no work, not to " + stage);
        }
        return end(
                token,
                now,
                now,
                stage,
                reason,
                "work_expected = NULL, work_again = NULL, work_not_before = :notBefore");
    }

    @Override
    public boolean giveBack(LeaseToken token, Instant now, Instant retryAt, String reason) {
        return end(
                token,
                now,
                retryAt,
                Stage.RECEIVED,
                reason,
                "work_done = 0, work_of = 0, work_not_before = :notBefore");
    }

    private boolean end(
            LeaseToken token, Instant now, Instant notBefore, Stage stage, String reason, String workColumns) {
        Optional<Lease> lease = find(token, now);
        if (lease.isEmpty()) {
            return false;
        }
        Document document = lease.get().document();
        session.writing()
                .createUpdate("UPDATE document SET stage = :stage, stage_reason = :reason, changed_at = :now,"
                        + " version = version + 1, work_owner = '', work_token = NULL, work_until = NULL, "
                        + workColumns + " WHERE id = :id")
                .bind("notBefore", Columns.micros(notBefore))
                .bind("stage", stage.name())
                .bind("reason", reason)
                .bind("now", Columns.micros(now))
                .bind("id", document.id().value())
                .execute();
        session.changed(document.id(), document.arrival());
        return true;
    }

    @Override
    public boolean keepPieces(LeaseToken token, Instant now, List<HeardPiece> pieces) {
        Optional<Lease> lease = find(token, now);
        if (lease.isEmpty()) {
            return false;
        }
        for (HeardPiece piece : pieces) {
            session.writing()
                    .createUpdate("""
                            INSERT OR REPLACE INTO heard_piece (document, start_ms, end_ms, engine, model, words)
                            VALUES (:document, :start, :end, :engine, :model, :words)
                            """)
                    .bind("document", lease.get().document().id().value())
                    .bind("start", piece.startMs())
                    .bind("end", piece.endMs())
                    .bind("engine", piece.engine())
                    .bind("model", piece.model())
                    .bind("words", JsonColumns.write(piece.words()))
                    .execute();
        }
        return true;
    }

    @Override
    public List<HeardPiece> pieces(DocumentId document) {
        return session.reading()
                .createQuery("SELECT engine, model, start_ms, end_ms, words FROM heard_piece"
                        + " WHERE document = :document ORDER BY start_ms")
                .bind("document", document.value())
                .map((row, context) -> new HeardPiece(
                        text(row, "engine"),
                        text(row, "model"),
                        row.getLong("start_ms"),
                        row.getLong("end_ms"),
                        JsonColumns.words(text(row, "words"))))
                .list();
    }

    @Override
    public Optional<WorkState> state(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_STATE + "WHERE id = :id AND work_since IS NOT NULL")
                .bind("id", document.value())
                .map(STATE)
                .findOne();
    }

    @Override
    public List<WorkState> queue(int limit) {
        return session.reading()
                .createQuery(SELECT_STATE
                        + "WHERE work_expected IS NOT NULL ORDER BY priority DESC, work_since, ordinal LIMIT :limit")
                .bind("limit", limit)
                .map(STATE)
                .list();
    }
}
