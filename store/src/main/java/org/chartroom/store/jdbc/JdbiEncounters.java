package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.Encounter;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.Encounters;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiEncounters implements Encounters {
    private static final String SELECT =
            "SELECT id, patient, facility, kind, starts_at, ends_at, clinician, reason FROM encounter ";
    private static final RowMapper<Encounter> ROW = (row, context) -> new Encounter(
            new EncounterId(text(row, "id")),
            new PatientId(text(row, "patient")),
            new FacilityId(text(row, "facility")),
            text(row, "kind"),
            Columns.instant(row, "starts_at"),
            Columns.maybeInstant(row, "ends_at"),
            text(row, "clinician"),
            text(row, "reason"));
    private static final String SELECT_APPOINTMENT =
            "SELECT id, patient, facility, starts_at, length_s, clinician, reason, status, external_id FROM appointment ";
    private static final RowMapper<Appointment> APPOINTMENT_ROW = (row, context) -> new Appointment(
            new AppointmentId(text(row, "id")),
            new PatientId(text(row, "patient")),
            new FacilityId(text(row, "facility")),
            Columns.instant(row, "starts_at"),
            Duration.ofSeconds(row.getLong("length_s")),
            text(row, "clinician"),
            text(row, "reason"),
            text(row, "status"),
            text(row, "external_id"));

    private final Session session;

    JdbiEncounters(Session session) {
        this.session = session;
    }

    @Override
    public void add(Encounter encounter) {
        session.writing()
                .createUpdate(
                        "INSERT INTO encounter (id, patient, facility, kind, starts_at, ends_at, clinician, reason)"
                                + " VALUES (:id, :patient, :facility, :kind, :startsAt, :endsAt, :clinician, :reason)")
                .bind("id", encounter.id().value())
                .bind("patient", encounter.patient().value())
                .bind("facility", encounter.facility().value())
                .bind("kind", encounter.kind())
                .bind("startsAt", Columns.micros(encounter.start()))
                .bind("endsAt", Columns.micros(encounter.end()))
                .bind("clinician", encounter.clinician())
                .bind("reason", encounter.reason())
                .execute();
    }

    @Override
    public Optional<Encounter> find(EncounterId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<Encounter> of(PatientId patient) {
        return session.reading()
                .createQuery(SELECT + "WHERE patient = :patient ORDER BY starts_at DESC, id")
                .bind("patient", patient.value())
                .map(ROW)
                .list();
    }

    @Override
    public Appointment put(Appointment appointment) {
        // The scheduling system's number decides which appointment it is; ours stays what it was.
        AppointmentId id = appointment(appointment.facility(), appointment.externalId())
                .map(Appointment::id)
                .orElse(appointment.id());
        session.writing()
                .createUpdate("""
                        INSERT INTO appointment (id, patient, facility, starts_at, length_s, clinician, reason, status,
                          external_id)
                        VALUES (:id, :patient, :facility, :startsAt, :length, :clinician, :reason, :status, :externalId)
                        ON CONFLICT (id) DO UPDATE SET patient = excluded.patient, starts_at = excluded.starts_at,
                          length_s = excluded.length_s, clinician = excluded.clinician, reason = excluded.reason,
                          status = excluded.status, external_id = excluded.external_id
                        """)
                .bind("id", id.value())
                .bind("patient", appointment.patient().value())
                .bind("facility", appointment.facility().value())
                .bind("startsAt", Columns.micros(appointment.start()))
                .bind("length", appointment.length().toSeconds())
                .bind("clinician", appointment.clinician())
                .bind("reason", appointment.reason())
                .bind("status", appointment.status())
                .bind("externalId", appointment.externalId())
                .execute();
        return appointment(id).orElseThrow();
    }

    @Override
    public Optional<Appointment> appointment(AppointmentId id) {
        return session.reading()
                .createQuery(SELECT_APPOINTMENT + "WHERE id = :id")
                .bind("id", id.value())
                .map(APPOINTMENT_ROW)
                .findOne();
    }

    @Override
    public Optional<Appointment> appointment(FacilityId facility, String externalId) {
        return session.reading()
                .createQuery(SELECT_APPOINTMENT
                        + "WHERE facility = :facility AND external_id = :externalId AND external_id <> ''")
                .bind("facility", facility.value())
                .bind("externalId", externalId)
                .map(APPOINTMENT_ROW)
                .findOne();
    }

    @Override
    public List<Appointment> appointments(PatientId patient) {
        return session.reading()
                .createQuery(SELECT_APPOINTMENT + "WHERE patient = :patient ORDER BY starts_at DESC, id")
                .bind("patient", patient.value())
                .map(APPOINTMENT_ROW)
                .list();
    }

    @Override
    public List<Appointment> appointments(FacilityId facility, Instant from, Instant to) {
        return session.reading()
                .createQuery(
                        SELECT_APPOINTMENT
                                + "WHERE facility = :facility AND starts_at >= :from AND starts_at < :to ORDER BY starts_at, id")
                .bind("facility", facility.value())
                .bind("from", Columns.micros(from))
                .bind("to", Columns.micros(to))
                .map(APPOINTMENT_ROW)
                .list();
    }
}
