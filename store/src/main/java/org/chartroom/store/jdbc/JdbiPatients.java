package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.iso;
import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Patients;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Slice;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiPatients implements Patients {
    private static final String SELECT = """
            SELECT p.ordinal, p.id, p.facility, p.mrn, p.family, p.given, p.middle, p.name_key, p.birth_date, p.sex,
              p.phone, p.address, p.deceased_on, p.restricted, p.version
            FROM patient p
            """;
    private static final RowMapper<Patient> ROW = (row, context) -> new Patient(
            new PatientId(text(row, "id")),
            new FacilityId(text(row, "facility")),
            text(row, "mrn"),
            new PersonName(text(row, "family"), text(row, "given"), text(row, "middle")),
            LocalDate.parse(text(row, "birth_date")),
            name(row, "sex", Sex.class),
            text(row, "phone"),
            text(row, "address"),
            maybe(row, "deceased_on", LocalDate::parse),
            row.getInt("restricted") == 1,
            row.getInt("version"));

    /** {@code #} stands for the number of the word. */
    private static final String WORD_MATCHES = """

            AND (p.id IN (SELECT patient FROM patient_name_part
                WHERE facility = :facility AND part >= :from# AND part < :to#)
              OR p.mrn_key = :from# OR p.birth_date = :date#)
            """;

    private final Session session;

    JdbiPatients(Session session) {
        this.session = session;
    }

    @Override
    public void add(Patient patient) {
        requireFreeNumber(patient);
        bindRow(session.writing().createUpdate("""
                                        INSERT INTO patient (id, facility, mrn, mrn_key, family, given, middle, name_key,
                                          birth_date, sex, phone, address, deceased_on, restricted, version)
                                        VALUES (:id, :facility, :mrn, :mrnKey, :family, :given, :middle, :nameKey,
                                          :birthDate, :sex, :phone, :address, :deceasedOn, :restricted, 1)
                                        """), patient)
                .bind("facility", patient.facility().value())
                .execute();
        insertNameParts(patient);
    }

    private void requireFreeNumber(Patient patient) {
        Optional<Patient> other = byMrn(patient.facility(), patient.mrn());
        if (other.isPresent() && !other.get().id().equals(patient.id())) {
            throw new ConflictException("the medical record number is taken by another patient of this facility");
        }
    }

    private static <S extends SqlStatement<S>> S bindRow(S statement, Patient patient) {
        return statement
                .bind("id", patient.id().value())
                .bind("mrn", patient.mrn())
                .bind("mrnKey", Folding.fold(patient.mrn()))
                .bind("family", patient.name().family())
                .bind("given", patient.name().given())
                .bind("middle", patient.name().middle())
                .bind("nameKey", nameKey(patient.name()))
                .bind("birthDate", patient.birthDate().toString())
                .bind("sex", patient.sex().name())
                .bind("phone", patient.phone())
                .bind("address", patient.address())
                .bind("deceasedOn", iso(patient.deceasedOn()))
                .bind("restricted", patient.restricted() ? 1 : 0);
    }

    private static String nameKey(PersonName name) {
        return Folding.fold(name.family() + " " + name.given() + " " + name.middle());
    }

    private void insertNameParts(Patient patient) {
        PersonName name = patient.name();
        Folding.words(name.family() + " " + name.given() + " " + name.middle()).stream()
                .distinct()
                .forEach(part -> session.writing()
                        .createUpdate("INSERT INTO patient_name_part (facility, part, patient)"
                                + " VALUES (:facility, :part, :patient)")
                        .bind("facility", patient.facility().value())
                        .bind("part", part)
                        .bind("patient", patient.id().value())
                        .execute());
    }

    @Override
    public Optional<Patient> find(PatientId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE p.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public Optional<Patient> byMrn(FacilityId facility, String mrn) {
        return session.reading()
                .createQuery(SELECT + "WHERE p.facility = :facility AND p.mrn = :mrn")
                .bind("facility", facility.value())
                .bind("mrn", mrn)
                .map(ROW)
                .findOne();
    }

    @Override
    public Slice<Patient> find(FacilityId facility, String words, Optional<String> cursor, int limit) {
        List<String> asked = Folding.words(words);
        StringBuilder sql = new StringBuilder(SELECT)
                .append("WHERE p.facility = :facility AND (p.name_key > :nameKey"
                        + " OR (p.name_key = :nameKey AND p.ordinal > :ordinal))");
        for (int i = 0; i < asked.size(); i++) {
            sql.append(WORD_MATCHES.replace("#", "" + i));
        }
        sql.append(" ORDER BY p.name_key, p.ordinal LIMIT :limit");
        NameCursor start = cursor.map(NameCursor::parse).orElse(NameCursor.START);
        Query query = session.reading()
                .createQuery(sql.toString())
                .bind("facility", facility.value())
                .bind("nameKey", start.nameKey())
                .bind("ordinal", start.ordinal())
                .bind("limit", limit + 1L);
        for (int i = 0; i < asked.size(); i++) {
            String word = asked.get(i);
            query.bind("from" + i, word)
                    .bind("to" + i, word + Folding.AFTER_EVERY_LETTER)
                    .bind("date" + i, Folding.isoDate(word));
        }
        List<Map.Entry<NameCursor, Patient>> rows = query.map((row, context) ->
                        Map.entry(new NameCursor(text(row, "name_key"), row.getLong("ordinal")), ROW.map(row, context)))
                .list();
        return new Slice<>(
                rows.stream().limit(limit).map(Map.Entry::getValue).toList(),
                rows.size() > limit && limit > 0
                        ? Optional.of(rows.get(limit - 1).getKey().format())
                        : Optional.empty());
    }

    @Override
    public Patient update(Patient changed) {
        Patient kept = find(changed.id())
                .orElseThrow(() -> new ConflictException("patient " + changed.id() + " is not kept here"));
        if (kept.version() != changed.version()) {
            throw new ConflictException("patient " + changed.id() + " was changed by somebody else meanwhile;"
                    + " nothing was kept. Look at the patient as it is now and do it again");
        }
        if (!kept.facility().equals(changed.facility())) {
            throw new IllegalArgumentException("a patient keeps the facility, patient " + changed.id());
        }
        requireFreeNumber(changed);
        bindRow(session.writing().createUpdate("""
                                        UPDATE patient SET mrn = :mrn, mrn_key = :mrnKey, family = :family, given = :given,
                                          middle = :middle, name_key = :nameKey, birth_date = :birthDate, sex = :sex,
                                          phone = :phone, address = :address, deceased_on = :deceasedOn,
                                          restricted = :restricted, version = version + 1
                                        WHERE id = :id
                                        """), changed).execute();
        if (!kept.name().equals(changed.name())) {
            session.writing()
                    .createUpdate("DELETE FROM patient_name_part WHERE patient = :patient")
                    .bind("patient", changed.id().value())
                    .execute();
            insertNameParts(changed);
        }
        if (!kept.name().equals(changed.name())
                || !kept.mrn().equals(changed.mrn())
                || kept.restricted() != changed.restricted()) {
            logDocumentsOf(changed.id());
        }
        return find(changed.id()).orElseThrow();
    }

    /** What the index shows of a patient stands on each of the patient's documents. */
    private void logDocumentsOf(PatientId patient) {
        session.reading()
                .createQuery("SELECT id, arrival FROM document WHERE patient = :patient ORDER BY ordinal")
                .bind("patient", patient.value())
                .map((row, context) -> Map.entry(new DocumentId(text(row, "id")), new ArrivalId(text(row, "arrival"))))
                .list()
                .forEach(document -> session.changed(document.getKey(), document.getValue()));
    }
}
