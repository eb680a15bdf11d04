package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.iso;
import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.HoldScope;
import org.chartroom.models.record.Holds;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiHolds implements Holds {
    private static final String SELECT = """
            SELECT ordinal, id, facility, patient, from_date, to_date, author, channel, documents, matter, reason, state,
              version
            FROM hold
            """;
    private static final RowMapper<Hold.Step> STEP = (row, context) -> new Hold.Step(
            name(row, "kind", Hold.Step.Kind.class),
            actor(row, "actor"),
            Columns.instant(row, "at"),
            text(row, "reason"));

    private final Session session;
    private final RowMapper<Hold> row = (columns, context) -> hold(columns);

    JdbiHolds(Session session) {
        this.session = session;
    }

    /** Reads the columns {@code actor, actor_name, role, address}. */
    static Actor actor(ResultSet row, String id) throws SQLException {
        return new Actor(
                new UserId(text(row, id)),
                text(row, "actor_name"),
                name(row, "role", Role.class),
                text(row, "address"));
    }

    private Hold hold(ResultSet columns) throws SQLException {
        String id = text(columns, "id");
        Set<DocumentId> documents = new LinkedHashSet<>();
        if (columns.getInt("documents") != 0) {
            documents.addAll(session.reading()
                    .createQuery("SELECT document FROM hold_document WHERE hold = :hold AND stays = 0")
                    .bind("hold", id)
                    .map((each, context) -> new DocumentId(text(each, "document")))
                    .list());
        }
        return new Hold(
                new HoldId(id),
                new FacilityId(text(columns, "facility")),
                new HoldScope(
                        maybe(columns, "patient", PatientId::new),
                        maybe(columns, "from_date", LocalDate::parse),
                        maybe(columns, "to_date", LocalDate::parse),
                        text(columns, "author"),
                        maybe(columns, "channel", Channel::valueOf),
                        documents),
                text(columns, "matter"),
                text(columns, "reason"),
                name(columns, "state", Hold.State.class),
                session.reading()
                        .createQuery("SELECT kind, actor, actor_name, role, address, at, reason FROM hold_step"
                                + " WHERE hold = :hold ORDER BY number")
                        .bind("hold", id)
                        .map(STEP)
                        .list(),
                columns.getInt("version"));
    }

    @Override
    public void add(Hold hold) {
        HoldScope scope = hold.scope();
        session.writing()
                .createUpdate("""
                        INSERT INTO hold (id, facility, patient, from_date, to_date, author, channel, documents, matter,
                          reason, state, version)
                        VALUES (:id, :facility, :patient, :from, :to, :author, :channel, :documents, :matter, :reason,
                          :state, 1)
                        """)
                .bind("id", hold.id().value())
                .bind("facility", hold.facility().value())
                .bind("patient", value(scope.patient(), PatientId::value))
                .bind("from", iso(scope.from()))
                .bind("to", iso(scope.to()))
                .bind("author", scope.author())
                .bind("channel", value(scope.channel(), Channel::name))
                .bind("documents", scope.documents().isEmpty() ? 0 : 1)
                .bind("matter", hold.matter())
                .bind("reason", hold.reason())
                .bind("state", hold.state().name())
                .execute();
        for (DocumentId document : scope.documents()) {
            session.writing()
                    .createUpdate("INSERT INTO hold_document (hold, document, stays) VALUES (:hold, :document, 0)")
                    .bind("hold", hold.id().value())
                    .bind("document", document.value())
                    .execute();
        }
        addSteps(hold, 0);
    }

    private void addSteps(Hold hold, int kept) {
        for (int number = kept; number < hold.steps().size(); number++) {
            Hold.Step step = hold.steps().get(number);
            session.writing()
                    .createUpdate("""
                            INSERT INTO hold_step (hold, number, kind, actor, actor_name, role, address, at, reason)
                            VALUES (:hold, :number, :kind, :actor, :actorName, :role, :address, :at, :reason)
                            """)
                    .bind("hold", hold.id().value())
                    .bind("number", number + 1)
                    .bind("kind", step.kind().name())
                    .bind("actor", step.by().user().value())
                    .bind("actorName", step.by().name())
                    .bind("role", step.by().role().name())
                    .bind("address", step.by().address())
                    .bind("at", Columns.micros(step.at()))
                    .bind("reason", step.reason())
                    .execute();
        }
    }

    @Override
    public Optional<Hold> find(HoldId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(row)
                .findOne();
    }

    @Override
    public Slice<Hold> latest(FacilityId facility, Optional<String> cursor, int limit) {
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
    public List<Hold> inForce(FacilityId facility) {
        return session.reading()
                .createQuery(SELECT + "WHERE facility = :facility AND state <> 'LIFTED' ORDER BY ordinal")
                .bind("facility", facility.value())
                .map(row)
                .list();
    }

    @Override
    public Hold update(Hold changed) {
        Hold kept = find(changed.id())
                .orElseThrow(() -> new ConflictException("hold " + changed.id() + " is not kept here"));
        int done = session.writing()
                .createUpdate("UPDATE hold SET state = :state, version = version + 1"
                        + " WHERE id = :id AND version = :version")
                .bind("state", changed.state().name())
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .execute();
        if (done != 1) {
            throw new ConflictException("the hold was changed by somebody else meanwhile; look at it as it is now");
        }
        addSteps(changed, kept.steps().size());
        return find(changed.id()).orElseThrow();
    }

    @Override
    public List<Hold> over(DocumentId document) {
        record Row(FacilityId facility, HoldScope.Subject subject) {}
        Optional<Row> there = session.reading()
                .createQuery("SELECT d.facility, d.patient, d.date, d.author, a.channel FROM document d"
                        + " JOIN arrival a ON a.id = d.arrival WHERE d.id = :id")
                .bind("id", document.value())
                .map((each, context) -> new Row(
                        new FacilityId(text(each, "facility")),
                        new HoldScope.Subject(
                                Optional.of(document),
                                maybe(each, "patient", PatientId::new),
                                maybe(each, "date", LocalDate::parse),
                                text(each, "author"),
                                name(each, "channel", Channel.class))))
                .findOne();
        if (there.isEmpty()) {
            return List.of();
        }
        List<Hold> all = inForce(there.get().facility());
        if (all.isEmpty()) {
            return all;
        }
        Set<String> stays = Set.copyOf(session.reading()
                .createQuery("SELECT hold FROM hold_document WHERE document = :document AND stays = 1")
                .bind("document", document.value())
                .mapTo(String.class)
                .list());
        return all.stream()
                .filter(hold -> stays.contains(hold.id().value())
                        || hold.scope().covers(there.get().subject()))
                .toList();
    }

    @Override
    public List<Hold> over(FacilityId facility, HoldScope.Subject subject) {
        return inForce(facility).stream()
                .filter(hold -> hold.scope().covers(subject))
                .toList();
    }
}
