package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Duplicates;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.Slice;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiDuplicates implements Duplicates {
    private static final String SELECT = "SELECT d.id, d.one, d.other, d.bits, d.agreement, d.state, d.at, d.actor,"
            + " d.actor_name, d.role, d.address, d.reason FROM duplicate_pair d ";
    private static final RowMapper<DuplicatePair> ROW = (row, context) -> new DuplicatePair(
            text(row, "id"),
            new PatientId(text(row, "one")),
            new PatientId(text(row, "other")),
            row.getDouble("bits"),
            JsonColumns.details(text(row, "agreement")),
            name(row, "state", DuplicatePair.State.class),
            JdbiPatients.provenance(row, ""));

    /** Merged charts are nobody's duplicates while they are merged. */
    private static final String LISTED = """
            JOIN patient p ON p.id = d.one JOIN patient q ON q.id = d.other
            WHERE p.facility = :facility AND d.state = :state
              AND (d.state <> 'OPEN' OR (p.merged_into IS NULL AND q.merged_into IS NULL))
            """;

    private final Session session;

    JdbiDuplicates(Session session) {
        this.session = session;
    }

    @Override
    public void offer(PatientId patient, List<DuplicatePair> found) {
        Set<String> still = new HashSet<>();
        for (DuplicatePair pair : found) {
            if (!pair.one().equals(patient) && !pair.other().equals(patient)) {
                throw new IllegalArgumentException("the pair is not one of this patient's");
            }
            still.add(pair.one() + " " + pair.other());
            session.writing()
                    .createUpdate("""
                            INSERT INTO duplicate_pair (id, one, other, bits, agreement, state)
                            VALUES (:id, :one, :other, :bits, :agreement, 'OPEN')
                            ON CONFLICT (one, other) DO UPDATE SET bits = excluded.bits, agreement = excluded.agreement
                              WHERE state = 'OPEN'
                            """)
                    .bind("id", pair.id())
                    .bind("one", pair.one().value())
                    .bind("other", pair.other().value())
                    .bind("bits", pair.bits())
                    .bind("agreement", JsonColumns.write(pair.agreement()))
                    .execute();
        }
        session
                .writing()
                .createQuery(SELECT + "WHERE (d.one = :patient OR d.other = :patient) AND d.state = 'OPEN'")
                .bind("patient", patient.value())
                .map(ROW)
                .list()
                .stream()
                .filter(pair -> !still.contains(pair.one() + " " + pair.other()))
                .forEach(pair -> session.writing()
                        .createUpdate("DELETE FROM duplicate_pair WHERE id = :id")
                        .bind("id", pair.id())
                        .execute());
    }

    @Override
    public Optional<DuplicatePair> find(String id) {
        return session.reading()
                .createQuery(SELECT + "WHERE d.id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne();
    }

    @Override
    public Slice<DuplicatePair> list(
            FacilityId facility, DuplicatePair.State state, Optional<String> cursor, int limit) {
        int from = cursor.map(JdbiDuplicates::position).orElse(0);
        List<DuplicatePair> rows = session.reading()
                .createQuery(SELECT + LISTED + " ORDER BY d.bits DESC, d.id LIMIT :limit OFFSET :from")
                .bind("facility", facility.value())
                .bind("state", state.name())
                .bind("limit", limit + 1L)
                .bind("from", from)
                .map(ROW)
                .list();
        return new Slice<>(
                rows.stream().limit(limit).toList(),
                rows.size() > limit && limit > 0 ? Optional.of("" + (from + limit)) : Optional.empty());
    }

    private static int position(String cursor) {
        try {
            return Integer.parseUnsignedInt(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("that is not a cursor this list gave out", e);
        }
    }

    @Override
    public int open(FacilityId facility) {
        return session.reading()
                .createQuery("SELECT count(*) FROM duplicate_pair d " + LISTED)
                .bind("facility", facility.value())
                .bind("state", DuplicatePair.State.OPEN.name())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public Optional<DuplicatePair> between(PatientId one, PatientId other) {
        boolean ordered = one.value().compareTo(other.value()) < 0;
        return session.reading()
                .createQuery(SELECT + "WHERE d.one = :one AND d.other = :other")
                .bind("one", (ordered ? one : other).value())
                .bind("other", (ordered ? other : one).value())
                .map(ROW)
                .findOne();
    }

    @Override
    public DuplicatePair decide(DuplicatePair pair, Provenance by) {
        session.writing()
                .createUpdate("""
                        INSERT INTO duplicate_pair (id, one, other, bits, agreement, state, at, actor, actor_name, role,
                          address, reason)
                        VALUES (:id, :one, :other, :bits, :agreement, :state, :at, :actor, :actorName, :role, :address,
                          :reason)
                        ON CONFLICT (one, other) DO UPDATE SET state = excluded.state, at = excluded.at,
                          actor = excluded.actor, actor_name = excluded.actor_name, role = excluded.role,
                          address = excluded.address, reason = excluded.reason
                        """)
                .bind("id", pair.id())
                .bind("one", pair.one().value())
                .bind("other", pair.other().value())
                .bind("bits", pair.bits())
                .bind("agreement", JsonColumns.write(pair.agreement()))
                .bind("state", pair.state().name())
                .bind("at", Columns.micros(by.at()))
                .bind("actor", by.by().user().value())
                .bind("actorName", by.by().name())
                .bind("role", by.by().role().name())
                .bind("address", by.by().address())
                .bind("reason", by.reason())
                .execute();
        return between(pair.one(), pair.other()).orElseThrow();
    }

    @Override
    public Set<PatientId> notSame(PatientId patient) {
        return session
                .reading()
                .createQuery("SELECT CASE WHEN one = :patient THEN other ELSE one END AS id FROM duplicate_pair"
                        + " WHERE (one = :patient OR other = :patient) AND state = 'NOT_SAME'")
                .bind("patient", patient.value())
                .map((row, context) -> new PatientId(text(row, "id")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
