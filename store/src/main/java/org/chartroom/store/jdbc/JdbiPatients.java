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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientChange;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Patients;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Provenance;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiPatients implements Patients {
    private static final String SELECT = """
            SELECT p.ordinal, p.id, p.facility, p.mrn, p.family, p.given, p.middle, p.name_key, p.birth_date, p.sex,
              p.phone, p.address, p.deceased_on, p.restricted, p.version, p.suffix, p.particulars, p.merged_into
            FROM patient p
            """;
    private static final RowMapper<Patient> ROW = (row, context) -> new Patient(
            new PatientId(text(row, "id")),
            new FacilityId(text(row, "facility")),
            text(row, "mrn"),
            new PersonName(text(row, "family"), text(row, "given"), text(row, "middle"), text(row, "suffix")),
            LocalDate.parse(text(row, "birth_date")),
            name(row, "sex", Sex.class),
            text(row, "phone"),
            text(row, "address"),
            maybe(row, "deceased_on", LocalDate::parse),
            row.getInt("restricted") == 1,
            JsonColumns.particulars(text(row, "particulars")),
            maybe(row, "merged_into", PatientId::new),
            row.getInt("version"));

    /** {@code #} stands for the number of the word. */
    private static final String WORD_MATCHES = """

            AND (p.id IN (SELECT patient FROM patient_name_part
                WHERE facility = :facility AND part >= :from# AND part < :to#)
              OR p.id IN (SELECT patient FROM patient_key WHERE facility = :facility AND key = :from#)
              OR p.id IN (SELECT patient FROM patient_key WHERE facility = :facility AND key = :date#)
              OR p.mrn_key = :from# OR p.birth_date = :date#)
            """;

    private final Session session;

    JdbiPatients(Session session) {
        this.session = session;
    }

    @Override
    public void add(Patient patient, Optional<Provenance> by) {
        requireFreeNumber(patient);
        if (patient.mergedInto().isPresent()) {
            throw new IllegalArgumentException("a new patient is not merged");
        }
        bindRow(session.writing().createUpdate("""
                                        INSERT INTO patient (id, facility, mrn, mrn_key, family, given, middle, name_key,
                                          birth_date, sex, phone, address, deceased_on, restricted, suffix, particulars,
                                          version)
                                        VALUES (:id, :facility, :mrn, :mrnKey, :family, :given, :middle, :nameKey,
                                          :birthDate, :sex, :phone, :address, :deceasedOn, :restricted, :suffix, :particulars,
                                          1)
                                        """), patient)
                .bind("facility", patient.facility().value())
                .execute();
        keepKeys(patient);
        keepChange(PatientChange.Kind.CREATED, Optional.empty(), patient.id(), by);
    }

    private void requireFreeNumber(Patient patient) {
        Optional<Patient> other = holder(patient.facility(), patient.mrn());
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
                .bind("restricted", patient.restricted() ? 1 : 0)
                .bind("suffix", patient.name().suffix())
                .bind("particulars", JsonColumns.write(patient.particulars()));
    }

    private static String nameKey(PersonName name) {
        return Folding.fold(name.family() + " " + name.given() + " " + name.middle());
    }

    /** What the patient is found by, with what those are found by whose charts are part of theirs. */
    void keepKeys(Patient patient) {
        for (String table : List.of("patient_name_part", "patient_key")) {
            session.writing()
                    .createUpdate("DELETE FROM " + table + " WHERE patient = :patient")
                    .bind("patient", patient.id().value())
                    .execute();
        }
        if (patient.mergedInto().isPresent()) {
            return;
        }
        List<Patient> parts = partsOf(patient.id());
        Stream<Patient> all = Stream.concat(Stream.of(patient), parts.stream());
        Set<String> names = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>();
        all.forEach(each -> {
            Particulars more = each.particulars();
            Stream.concat(Stream.of(each.name()), more.names().stream().map(OtherName::name))
                    .forEach(name -> names.addAll(Folding.words(nameKey(name))));
            Stream.concat(Stream.of(each.phone()), more.phones().stream().map(Phone::number))
                    .flatMap(phone -> Folding.phone(phone).stream())
                    .forEach(keys::add);
            keys.add(Folding.fold(each.mrn()));
            more.identifiers().forEach(number -> keys.add(Folding.fold(number.value())));
            more.memberships().forEach(member -> keys.add(Folding.fold(member.number())));
        });
        parts.forEach(part -> keys.add(part.birthDate().toString()));
        names.forEach(part -> insertKey("patient_name_part", "part", part, patient));
        keys.forEach(key -> insertKey("patient_key", "key", key, patient));
    }

    private void insertKey(String table, String column, String key, Patient patient) {
        session.writing()
                .createUpdate("INSERT INTO " + table + " (facility, " + column + ", patient)"
                        + " VALUES (:facility, :key, :patient)")
                .bind("facility", patient.facility().value())
                .bind("key", key)
                .bind("patient", patient.id().value())
                .execute();
    }

    List<Patient> partsOf(PatientId survivor) {
        return session.reading()
                .createQuery("""
                        WITH RECURSIVE part (id) AS (
                          SELECT id FROM patient WHERE merged_into = :survivor
                          UNION SELECT p.id FROM patient p JOIN part ON p.merged_into = part.id
                        )
                        """ + SELECT + "WHERE p.id IN (SELECT id FROM part) ORDER BY p.ordinal")
                .bind("survivor", survivor.value())
                .map(ROW)
                .list();
    }

    /** Keeps a line of the history; the patient as they are kept by now is what came out. */
    Patient keepChange(PatientChange.Kind kind, Optional<Patient> before, PatientId id, Optional<Provenance> by) {
        Patient after = find(id).orElseThrow();
        session.writing()
                .createUpdate("""
                        INSERT INTO patient_change (patient, version, kind, at, actor, actor_name, role, address, reason,
                          before, after)
                        VALUES (:patient, :version, :kind, :at, :actor, :actorName, :role, :address, :reason, :before,
                          :after)
                        """)
                .bind("patient", id.value())
                .bind("version", after.version())
                .bind("kind", kind.name())
                .bind("at", Columns.micros(by.map(Provenance::at)))
                .bind("actor", value(by, each -> each.by().user().value()))
                .bind("actorName", value(by, each -> each.by().name()))
                .bind("role", value(by, each -> each.by().role().name()))
                .bind("address", value(by, each -> each.by().address()))
                .bind("reason", by.map(Provenance::reason).orElse(""))
                .bind("before", value(before, JsonColumns::write))
                .bind("after", JsonColumns.write(after))
                .execute();
        return after;
    }

    static Optional<Provenance> provenance(ResultSet row, String prefix) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, prefix + "at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Provenance(
                        at.get(),
                        new Actor(
                                new UserId(text(row, prefix + "actor")),
                                text(row, prefix + "actor_name"),
                                name(row, prefix + "role", Role.class),
                                text(row, prefix + "address")),
                        text(row, prefix + "reason")));
    }

    @Override
    public List<PatientChange> history(PatientId id) {
        return session.reading()
                .createQuery("SELECT kind, at, actor, actor_name, role, address, reason, before, after"
                        + " FROM patient_change WHERE patient = :patient ORDER BY version DESC")
                .bind("patient", id.value())
                .map((row, context) -> new PatientChange(
                        name(row, "kind", PatientChange.Kind.class),
                        provenance(row, ""),
                        maybe(row, "before", JsonColumns::patient),
                        JsonColumns.patient(text(row, "after"))))
                .list();
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
    public Optional<Patient> resolve(PatientId id) {
        Optional<Patient> patient = find(id);
        // A merge is refused where it would close a circle, so this ends.
        while (patient.flatMap(Patient::mergedInto).isPresent()) {
            patient = patient.flatMap(Patient::mergedInto).flatMap(this::find);
        }
        return patient;
    }

    @Override
    public Optional<Patient> byMrn(FacilityId facility, String mrn) {
        return holder(facility, mrn).flatMap(patient -> resolve(patient.id()));
    }

    private Optional<Patient> holder(FacilityId facility, String mrn) {
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
        Optional<String> phone = Folding.typedPhone(words);
        StringBuilder sql = new StringBuilder(SELECT)
                .append("WHERE p.facility = :facility AND p.merged_into IS NULL AND (p.name_key > :nameKey"
                        + " OR (p.name_key = :nameKey AND p.ordinal > :ordinal)) AND (");
        sql.append(
                phone.isPresent()
                        ? "p.id IN (SELECT patient FROM patient_key WHERE facility = :facility AND key = :phone) OR (1"
                        : "(1");
        for (int i = 0; i < asked.size(); i++) {
            sql.append(WORD_MATCHES.replace("#", "" + i));
        }
        sql.append("))");
        sql.append(" ORDER BY p.name_key, p.ordinal LIMIT :limit");
        NameCursor start = cursor.map(NameCursor::parse).orElse(NameCursor.START);
        Query query = session.reading()
                .createQuery(sql.toString())
                .bind("facility", facility.value())
                .bind("nameKey", start.nameKey())
                .bind("ordinal", start.ordinal())
                .bind("limit", limit + 1L);
        phone.ifPresent(digits -> query.bind("phone", digits));
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
    public Patient update(Patient changed, Optional<Provenance> by) {
        Patient kept = find(changed.id())
                .orElseThrow(() -> new ConflictException("patient " + changed.id() + " is not kept here"));
        if (kept.version() != changed.version()) {
            throw new ConflictException("patient " + changed.id() + " was changed by somebody else meanwhile;"
                    + " nothing was kept. Look at the patient as it is now and do it again");
        }
        if (kept.mergedInto().isPresent()) {
            throw new ConflictException("patient " + changed.id() + " was merged into another; nothing was kept."
                    + " Change the chart that it is part of, or take the merge back first");
        }
        if (changed.mergedInto().isPresent()) {
            throw new IllegalArgumentException("a patient is merged by a merge alone, patient " + changed.id());
        }
        if (!kept.facility().equals(changed.facility())) {
            throw new IllegalArgumentException("a patient keeps the facility, patient " + changed.id());
        }
        requireFreeNumber(changed);
        bindRow(session.writing().createUpdate("""
                                        UPDATE patient SET mrn = :mrn, mrn_key = :mrnKey, family = :family, given = :given,
                                          middle = :middle, name_key = :nameKey, birth_date = :birthDate, sex = :sex,
                                          phone = :phone, address = :address, deceased_on = :deceasedOn,
                                          restricted = :restricted, suffix = :suffix, particulars = :particulars,
                                          version = version + 1
                                        WHERE id = :id
                                        """), changed).execute();
        keepKeys(changed);
        if (!kept.name().equals(changed.name())
                || !kept.mrn().equals(changed.mrn())
                || kept.restricted() != changed.restricted()) {
            logDocumentsOf(changed.id());
        }
        return keepChange(PatientChange.Kind.CHANGED, Optional.of(kept), changed.id(), by);
    }

    /** Makes one patient's record say whose chart it is part of, or that it is one of its own again. */
    Patient setMerged(Patient patient, Optional<PatientId> into, PatientChange.Kind kind, Provenance by) {
        session.writing()
                .createUpdate("UPDATE patient SET merged_into = :into, version = version + 1 WHERE id = :id")
                .bind("into", value(into, PatientId::value))
                .bind("id", patient.id().value())
                .execute();
        return keepChange(kind, Optional.of(patient), patient.id(), Optional.of(by));
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
