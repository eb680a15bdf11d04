package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.iso;
import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Retention;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.ScheduleVersion;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Tombstone;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiRetention implements Retention {
    private static final String SCHEDULES =
            "SELECT version, content, actor, actor_name, role, address, at FROM retention_schedule ORDER BY version DESC";
    private static final RowMapper<ScheduleVersion> SCHEDULE = (row, context) -> new ScheduleVersion(
            row.getInt("version"), text(row, "content"), JdbiHolds.actor(row, "actor"), Columns.instant(row, "at"));
    private static final String SELECT = """
            SELECT ordinal, id, facility, reason, state, proposed_by, proposed_name, proposed_role, proposed_address,
              proposed_at, decided_by, decided_name, decided_role, decided_address, decided_at, done_at, backups_until,
              leftover, version
            FROM destruction
            """;
    static final String ITEM_COLUMNS = "SELECT document, record_class, rule, citation, schedule_version, trigger_name,"
            + " triggered_on, due_on, state, outcome, destroyed_at, file_sha256, file_bytes, images, pages, file_kept"
            + " FROM destruction_item\n";
    static final RowMapper<DestructionItem> ITEM = (row, context) -> new DestructionItem(
            new DocumentId(text(row, "document")),
            text(row, "record_class"),
            text(row, "rule"),
            text(row, "citation"),
            row.getInt("schedule_version"),
            text(row, "trigger_name"),
            LocalDate.parse(text(row, "triggered_on")),
            LocalDate.parse(text(row, "due_on")),
            name(row, "state", DestructionItem.State.class),
            text(row, "outcome"),
            tombstone(row));

    private final Session session;
    private final Shredder shredder;
    private final RowMapper<Destruction> row = (columns, context) -> destruction(columns);

    JdbiRetention(Session session, JdbiBlobs blobs, JdbiDocuments documents, JdbiHolds holds) {
        this.session = session;
        this.shredder = new Shredder(session, blobs, documents, holds);
    }

    private static Optional<Tombstone> tombstone(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "destroyed_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Tombstone(
                at.get(),
                text(row, "file_sha256"),
                row.getLong("file_bytes"),
                hashes(text(row, "images")),
                row.getInt("pages"),
                row.getInt("file_kept") != 0));
    }

    private static List<String> hashes(String images) {
        return images.isEmpty() ? List.of() : List.of(images.split(" "));
    }

    private Destruction destruction(ResultSet columns) throws SQLException {
        DestructionId id = new DestructionId(text(columns, "id"));
        return new Destruction(
                id,
                new FacilityId(text(columns, "facility")),
                text(columns, "reason"),
                name(columns, "state", Destruction.State.class),
                actor(columns, "proposed"),
                Columns.instant(columns, "proposed_at"),
                columns.getString("decided_by") == null ? Optional.empty() : Optional.of(actor(columns, "decided")),
                Columns.maybeInstant(columns, "decided_at"),
                Columns.maybeInstant(columns, "done_at"),
                maybe(columns, "backups_until", LocalDate::parse),
                text(columns, "leftover"),
                session.reading()
                        .createQuery(ITEM_COLUMNS + "WHERE destruction = :destruction ORDER BY position")
                        .bind("destruction", id.value())
                        .map(ITEM)
                        .list(),
                columns.getInt("version"));
    }

    private static Actor actor(ResultSet row, String who) throws SQLException {
        return new Actor(
                new UserId(text(row, who + "_by")),
                text(row, who + "_name"),
                name(row, who + "_role", Role.class),
                text(row, who + "_address"));
    }

    @Override
    public Optional<ScheduleVersion> schedule() {
        return session.reading()
                .createQuery(SCHEDULES + " LIMIT 1")
                .map(SCHEDULE)
                .findOne();
    }

    @Override
    public List<ScheduleVersion> schedules() {
        return session.reading().createQuery(SCHEDULES).map(SCHEDULE).list();
    }

    @Override
    public void addSchedule(ScheduleVersion next) {
        if (next.version() != schedule().map(ScheduleVersion::version).orElse(0) + 1) {
            throw new ConflictException("the schedule was changed by somebody else meanwhile; look at it as it is now");
        }
        session.writing()
                .createUpdate("""
                        INSERT INTO retention_schedule (version, content, actor, actor_name, role, address, at)
                        VALUES (:version, :content, :actor, :actorName, :role, :address, :at)
                        """)
                .bind("version", next.version())
                .bind("content", next.content())
                .bind("actor", next.by().user().value())
                .bind("actorName", next.by().name())
                .bind("role", next.by().role().name())
                .bind("address", next.by().address())
                .bind("at", Columns.micros(next.at()))
                .execute();
    }

    @Override
    public LastSeen lastSeen(PatientId patient) {
        return session.reading()
                .createQuery("""
                        SELECT (SELECT max(coalesce(ends_at, starts_at)) FROM encounter WHERE patient = :patient) AS seen,
                          (SELECT max(date) FROM document WHERE patient = :patient AND stage = 'FILED') AS dated
                        """)
                .bind("patient", patient.value())
                .map((each, context) ->
                        new LastSeen(Columns.maybeInstant(each, "seen"), maybe(each, "dated", LocalDate::parse)))
                .one();
    }

    @Override
    public void add(Destruction destruction) {
        session.writing()
                .createUpdate("""
                        INSERT INTO destruction (id, facility, reason, state, proposed_by, proposed_name, proposed_role,
                          proposed_address, proposed_at, decided_by, decided_name, decided_role, decided_address,
                          decided_at, leftover, version)
                        VALUES (:id, :facility, :reason, :state, :proposedBy, :proposedName, :proposedRole,
                          :proposedAddress, :proposedAt, :decidedBy, :decidedName, :decidedRole, :decidedAddress,
                          :decidedAt, '', 1)
                        """)
                .bind("id", destruction.id().value())
                .bind("facility", destruction.facility().value())
                .bind("reason", destruction.reason())
                .bind("state", destruction.state().name())
                .bind("proposedBy", destruction.proposedBy().user().value())
                .bind("proposedName", destruction.proposedBy().name())
                .bind("proposedRole", destruction.proposedBy().role().name())
                .bind("proposedAddress", destruction.proposedBy().address())
                .bind("proposedAt", Columns.micros(destruction.proposedAt()))
                .bind(
                        "decidedBy",
                        value(destruction.decidedBy(), by -> by.user().value()))
                .bind("decidedName", value(destruction.decidedBy(), Actor::name))
                .bind(
                        "decidedRole",
                        value(destruction.decidedBy(), by -> by.role().name()))
                .bind("decidedAddress", value(destruction.decidedBy(), Actor::address))
                .bind("decidedAt", Columns.micros(destruction.decidedAt()))
                .execute();
        int position = 0;
        for (DestructionItem item : destruction.items()) {
            session.writing()
                    .createUpdate("""
                            INSERT INTO destruction_item (destruction, position, document, record_class, rule, citation,
                              schedule_version, trigger_name, triggered_on, due_on, state, outcome)
                            VALUES (:destruction, :position, :document, :recordClass, :rule, :citation,
                              :scheduleVersion, :trigger, :triggeredOn, :dueOn, 'PENDING', '')
                            """)
                    .bind("destruction", destruction.id().value())
                    .bind("position", position++)
                    .bind("document", item.document().value())
                    .bind("recordClass", item.recordClass())
                    .bind("rule", item.rule())
                    .bind("citation", item.citation())
                    .bind("scheduleVersion", item.scheduleVersion())
                    .bind("trigger", item.trigger())
                    .bind("triggeredOn", item.triggeredOn().toString())
                    .bind("dueOn", item.dueOn().toString())
                    .execute();
        }
    }

    @Override
    public Optional<Destruction> find(DestructionId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(row)
                .findOne();
    }

    @Override
    public Slice<Destruction> latest(FacilityId facility, Optional<String> cursor, int limit) {
        return Ordered.slice(
                session.reading()
                        .createQuery(SELECT
                                + "WHERE facility = :facility AND ordinal < :before ORDER BY ordinal DESC LIMIT :limit")
                        .bind("facility", facility.value())
                        .bind("before", Columns.ordinalBefore(cursor))
                        .bind("limit", limit + 1L)
                        .map(Ordered.of(row))
                        .list(),
                limit);
    }

    @Override
    public List<DestructionId> unfinished() {
        return session.reading()
                .createQuery("SELECT id FROM destruction WHERE state = 'CONFIRMED' ORDER BY ordinal")
                .map((each, context) -> new DestructionId(text(each, "id")))
                .list();
    }

    @Override
    public Optional<DestructionId> pendingFor(DocumentId document) {
        return session.reading()
                .createQuery("""
                        SELECT d.id FROM destruction_item i JOIN destruction d ON d.id = i.destruction
                        WHERE i.document = :document AND i.state = 'PENDING' AND d.state IN ('PROPOSED', 'CONFIRMED')
                        LIMIT 1
                        """)
                .bind("document", document.value())
                .map((each, context) -> new DestructionId(text(each, "id")))
                .findOne();
    }

    @Override
    public Destruction update(Destruction changed) {
        int done = session.writing()
                .createUpdate("""
                        UPDATE destruction SET state = :state, decided_by = :decidedBy, decided_name = :decidedName,
                          decided_role = :decidedRole, decided_address = :decidedAddress, decided_at = :decidedAt,
                          done_at = :doneAt, backups_until = :backupsUntil, leftover = :leftover, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .bind("state", changed.state().name())
                .bind("decidedBy", value(changed.decidedBy(), by -> by.user().value()))
                .bind("decidedName", value(changed.decidedBy(), Actor::name))
                .bind("decidedRole", value(changed.decidedBy(), by -> by.role().name()))
                .bind("decidedAddress", value(changed.decidedBy(), Actor::address))
                .bind("decidedAt", Columns.micros(changed.decidedAt()))
                .bind("doneAt", Columns.micros(changed.doneAt()))
                .bind("backupsUntil", iso(changed.backupsUntil()))
                .bind("leftover", changed.leftover())
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .execute();
        if (done != 1) {
            throw new ConflictException(
                    "the destruction was changed by somebody else meanwhile; look at it as it is now");
        }
        return find(changed.id()).orElseThrow();
    }

    @Override
    public void keep(DestructionId destruction, DocumentId document, String why) {
        session.writing()
                .createUpdate("UPDATE destruction_item SET state = 'KEPT', outcome = :why"
                        + " WHERE destruction = :destruction AND document = :document AND state = 'PENDING'")
                .bind("why", why)
                .bind("destruction", destruction.value())
                .bind("document", document.value())
                .execute();
    }

    @Override
    public Tombstone destroy(DestructionId destruction, DocumentId document, Blob nothing, String reason, Instant at) {
        return shredder.destroy(destruction, document, nothing, reason, at);
    }

    @Override
    public List<BlobRef> freed(DestructionId destruction) {
        return session.reading()
                .createQuery("SELECT ref FROM destruction_blob WHERE destruction = :destruction ORDER BY ref")
                .bind("destruction", destruction.value())
                .map((each, context) -> new BlobRef(text(each, "ref")))
                .list();
    }

    @Override
    public void gone(DestructionId destruction, List<BlobRef> refs) {
        for (BlobRef ref : refs) {
            session.writing()
                    .createUpdate("DELETE FROM destruction_blob WHERE destruction = :destruction AND ref = :ref")
                    .bind("destruction", destruction.value())
                    .bind("ref", ref.value())
                    .execute();
        }
    }
}
