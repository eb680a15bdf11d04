package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Audit;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

final class JdbiAudit implements Audit {
    private static final String SELECT = """
            SELECT sequence AS ordinal, sequence, at, actor, actor_name, role, address, action, subject_kind, subject,
              patient, details, canonical
            FROM audit
            """;
    private static final RowMapper<AuditEntry> ROW = (row, context) -> new AuditEntry(
            row.getLong("sequence"),
            new AuditEvent(
                    Columns.instant(row, "at"),
                    new Actor(
                            new UserId(text(row, "actor")),
                            text(row, "actor_name"),
                            Role.ofCode(text(row, "role")),
                            text(row, "address")),
                    name(row, "action", AuditAction.class),
                    text(row, "subject_kind"),
                    text(row, "subject"),
                    maybe(row, "patient", PatientId::new),
                    JsonColumns.details(text(row, "details"))),
            row.getBytes("canonical"));

    /** "subject <> ''" is what lets SQLite use the partial index. */
    private static final String ABOUT = "WHERE subject = :subject AND subject <> '' AND subject_kind = :kind";

    private final Session session;

    JdbiAudit(Session session) {
        this.session = session;
    }

    @Override
    public AuditEntry append(AuditEvent event) {
        var writing = session.writing();
        AuditEvent kept = new AuditEvent(
                Columns.instant(Columns.micros(event.at())),
                event.actor(),
                event.action(),
                event.subjectKind(),
                event.subject(),
                event.patient(),
                event.details());
        long sequence = session.numbers().nextAudit();
        byte[] canonical = CanonicalAudit.bytes(sequence, kept);
        writing.createUpdate("""
                        INSERT INTO audit (sequence, at, actor, actor_name, role, address, action, subject_kind, subject,
                          patient, details, canonical)
                        VALUES (:sequence, :at, :actor, :actorName, :role, :address, :action, :subjectKind, :subject,
                          :patient, :details, :canonical)
                        """)
                .bind("sequence", sequence)
                .bind("at", Columns.micros(kept.at()))
                .bind("actor", kept.actor().user().value())
                .bind("actorName", kept.actor().name())
                .bind("role", kept.actor().role().code())
                .bind("address", kept.actor().address())
                .bind("action", kept.action().name())
                .bind("subjectKind", kept.subjectKind())
                .bind("subject", kept.subject())
                .bind("patient", value(kept.patient(), PatientId::value))
                .bind("details", CanonicalAudit.object(kept.details()))
                .bind("canonical", canonical)
                .execute();
        return new AuditEntry(sequence, kept, canonical);
    }

    @Override
    public List<AuditEntry> entries(long after, int limit) {
        return session.reading()
                .createQuery(SELECT + "WHERE sequence > :after ORDER BY sequence LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    @Override
    public Optional<AuditEntry> firstAbout(String subjectKind, String subject) {
        return session.reading()
                .createQuery(SELECT + ABOUT + " ORDER BY sequence LIMIT 1")
                .bind("subject", subject)
                .bind("kind", subjectKind)
                .map(ROW)
                .findOne();
    }

    @Override
    public Slice<AuditEntry> about(String subjectKind, String subject, Optional<String> cursor, int limit) {
        return Ordered.slice(
                session.reading()
                        .createQuery(SELECT + ABOUT + " AND sequence < :before ORDER BY sequence DESC LIMIT :limit")
                        .bind("subject", subject)
                        .bind("kind", subjectKind)
                        .bind("before", Columns.ordinalBefore(cursor))
                        .bind("limit", limit + 1L)
                        .map(Ordered.of(ROW))
                        .list(),
                limit);
    }

    @Override
    public Slice<AuditEntry> latest(
            Optional<PatientId> patient, Optional<UserId> user, Optional<String> cursor, int limit) {
        Query query = session.reading()
                .createQuery(SELECT + "WHERE sequence < :before"
                        + (patient.isPresent() ? " AND patient = :patient" : "")
                        + (user.isPresent() ? " AND actor = :actor" : "")
                        + " ORDER BY sequence DESC LIMIT :limit")
                .bind("before", Columns.ordinalBefore(cursor))
                .bind("limit", limit + 1L);
        patient.ifPresent(id -> query.bind("patient", id.value()));
        user.ifPresent(id -> query.bind("actor", id.value()));
        return Ordered.slice(query.map(Ordered.of(ROW)).list(), limit);
    }
}
