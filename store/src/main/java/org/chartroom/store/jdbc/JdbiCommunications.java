package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.Communications;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

final class JdbiCommunications implements Communications {
    private static final String SELECT = """
            SELECT c.id, c.patient, c.facility, v.version, v.way, v.direction, v.counterpart, v.contact, v.at, v.subject,
              v.text, v.outcome, v.answered_by, v.due, v.due_by, v.due_what, v.done_at, v.encounter, v.documents,
              v.error_reason, v.editor, v.recorded_at
            FROM communication c JOIN communication_version v ON v.communication = c.id
            """;
    private static final String NOW = SELECT + " AND v.version = c.version ";
    private static final RowMapper<Communication> ROW = (row, context) -> new Communication(
            new CommunicationId(text(row, "id")),
            new PatientId(text(row, "patient")),
            new FacilityId(text(row, "facility")),
            name(row, "way", Communication.Way.class),
            name(row, "direction", Communication.Direction.class),
            text(row, "counterpart"),
            text(row, "contact"),
            Columns.instant(row, "at"),
            text(row, "subject"),
            text(row, "text"),
            text(row, "outcome"),
            text(row, "answered_by"),
            followUp(row),
            maybe(row, "encounter", EncounterId::new),
            JsonColumns.strings(text(row, "documents")).stream()
                    .map(DocumentId::new)
                    .toList(),
            text(row, "error_reason"),
            new UserId(text(row, "editor")),
            Columns.instant(row, "recorded_at"),
            row.getInt("version"));

    private final Session session;

    JdbiCommunications(Session session) {
        this.session = session;
    }

    private static Optional<Communication.FollowUp> followUp(ResultSet row) throws SQLException {
        Optional<LocalDate> due = maybe(row, "due", LocalDate::parse);
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(new Communication.FollowUp(
                        due.get(),
                        maybe(row, "due_by", UserId::new),
                        text(row, "due_what"),
                        Columns.maybeInstant(row, "done_at")));
    }

    @Override
    public void add(Communication communication) {
        session.writing()
                .createUpdate("INSERT INTO communication (id, patient, facility, version, follow_up_due)"
                        + " VALUES (:id, :patient, :facility, 1, :due)")
                .bind("id", communication.id().value())
                .bind("patient", communication.patient().value())
                .bind("facility", communication.facility().value())
                .bind("due", openUntil(communication))
                .execute();
        addVersion(communication, 1);
    }

    private static @Nullable String openUntil(Communication each) {
        return each.isOpen() ? Columns.iso(each.followUp().map(Communication.FollowUp::due)) : null;
    }

    private void addVersion(Communication each, int version) {
        Optional<Communication.FollowUp> followUp = each.followUp();
        session.writing()
                .createUpdate("""
                        INSERT INTO communication_version (communication, version, way, direction, counterpart, contact, at,
                          subject, text, outcome, answered_by, due, due_by, due_what, done_at, encounter, documents,
                          error_reason, editor, recorded_at)
                        VALUES (:id, :version, :way, :direction, :counterpart, :contact, :at, :subject, :text, :outcome,
                          :answeredBy, :due, :dueBy, :dueWhat, :doneAt, :encounter, :documents, :errorReason, :editor,
                          :recordedAt)
                        """)
                .bind("id", each.id().value())
                .bind("version", version)
                .bind("way", each.way().name())
                .bind("direction", each.direction().name())
                .bind("counterpart", each.counterpart())
                .bind("contact", each.contact())
                .bind("at", Columns.micros(each.at()))
                .bind("subject", each.subject())
                .bind("text", each.text())
                .bind("outcome", each.outcome())
                .bind("answeredBy", each.answeredBy())
                .bind("due", Columns.iso(followUp.map(Communication.FollowUp::due)))
                .bind("dueBy", value(followUp.flatMap(Communication.FollowUp::by), UserId::value))
                .bind("dueWhat", value(followUp, Communication.FollowUp::what))
                .bind("doneAt", Columns.micros(followUp.flatMap(Communication.FollowUp::doneAt)))
                .bind("encounter", value(each.encounter(), EncounterId::value))
                .bind(
                        "documents",
                        JsonColumns.write(
                                each.documents().stream().map(DocumentId::value).toList()))
                .bind("errorReason", each.errorReason())
                .bind("editor", each.editor().value())
                .bind("recordedAt", Columns.micros(each.recordedAt()))
                .execute();
    }

    @Override
    public Communication update(Communication changed) {
        int known = session.writing()
                .createUpdate("UPDATE communication SET version = version + 1, follow_up_due = :due"
                        + " WHERE id = :id AND version = :version")
                .bind("due", openUntil(changed))
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .execute();
        if (known == 0) {
            throw new ConflictException("communication " + changed.id() + " was changed by somebody else meanwhile.");
        }
        addVersion(changed, changed.version() + 1);
        return find(changed.id()).orElseThrow();
    }

    @Override
    public Optional<Communication> find(CommunicationId id) {
        return session.reading()
                .createQuery(NOW + "WHERE c.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Communication> versions(CommunicationId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE c.id = :id ORDER BY v.version")
                .bind("id", id.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<Communication> of(PatientId patient) {
        return session.reading()
                .createQuery(NOW + "WHERE c.patient = :patient ORDER BY v.at DESC, c.ordinal DESC")
                .bind("patient", patient.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<Communication> saying(FacilityId facility, List<String> words, int limit) {
        StringBuilder sql = new StringBuilder(NOW).append("WHERE c.facility = :facility AND v.error_reason = ''");
        for (int i = 0; i < words.size(); i++) {
            sql.append(
                            " AND v.subject || char(10) || v.text || char(10) || v.outcome || char(10) || v.counterpart || char(10)"
                                    + " || v.contact || char(10) || coalesce(v.due_what, '') LIKE :word")
                    .append(i)
                    .append(" ESCAPE '!'");
        }
        Query query = session.reading()
                .createQuery(sql.append(" ORDER BY v.at DESC, c.ordinal DESC LIMIT :limit")
                        .toString())
                .bind("facility", facility.value())
                .bind("limit", limit);
        for (int i = 0; i < words.size(); i++) {
            query.bind("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
        }
        return query.map(ROW).list();
    }

    @Override
    public List<Communication> perhapsSaying(
            FacilityId facility, Optional<PatientId> patient, List<List<String>> parts, int limit) {
        StringBuilder sql = new StringBuilder(NOW)
                .append("JOIN patient p ON p.id = c.patient WHERE c.facility = :facility AND v.error_reason = ''")
                .append(patient.isPresent() ? " AND c.patient = :patient" : "");
        for (int i = 0; i < parts.size(); i++) {
            String all =
                    " v.subject || char(10) || v.text || char(10) || v.outcome || char(10) || v.counterpart || char(10)"
                            + " || v.contact || char(10) || v.answered_by || char(10) || coalesce(v.due_what, '') || char(10)"
                            + " || p.family || ' ' || p.given || ' ' || p.middle || ' ' || p.mrn LIKE :part";
            sql.append(" AND (");
            for (int j = 0; j < parts.get(i).size(); j++) {
                sql.append(j == 0 ? "" : " OR")
                        .append(all)
                        .append(i)
                        .append("x")
                        .append(j)
                        .append(" ESCAPE '!'");
            }
            sql.append(")");
        }
        Query query = session.reading()
                .createQuery(sql.append(" ORDER BY v.at DESC, c.ordinal DESC LIMIT :limit")
                        .toString())
                .bind("facility", facility.value())
                .bind("limit", limit);
        patient.ifPresent(whose -> query.bind("patient", whose.value()));
        for (int i = 0; i < parts.size(); i++) {
            for (int j = 0; j < parts.get(i).size(); j++) {
                query.bind("part" + i + "x" + j, "%" + parts.get(i).get(j).replaceAll("[!%]", "!$0") + "%");
            }
        }
        return query.map(ROW).list();
    }

    @Override
    public List<Communication> open(FacilityId facility) {
        return session.reading()
                .createQuery(NOW + "WHERE c.facility = :facility AND c.follow_up_due IS NOT NULL"
                        + " ORDER BY c.follow_up_due, c.ordinal")
                .bind("facility", facility.value())
                .map(ROW)
                .list();
    }
}
