package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientChange;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PatientMerge;
import org.chartroom.models.record.PatientMerges;
import org.chartroom.models.record.Provenance;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

final class JdbiPatientMerges implements PatientMerges {
    private static final RowMapper<PatientMerge> ROW = (row, context) -> new PatientMerge(
            text(row, "id"),
            new PatientId(text(row, "survivor")),
            new PatientId(text(row, "merged")),
            JdbiPatients.provenance(row, "").orElseThrow(),
            JdbiPatients.provenance(row, "undone_"));

    /** Rows of the merge that were the merged patient's. */
    private static final String MERGED_ROWS =
            "SELECT row_key FROM patient_merge_row WHERE merge = :merge AND kind = '#' AND was = 'MERGED'";

    private static final String ITS_VISITS = MERGED_ROWS.replace("#", "encounter");

    /** A document goes back unless somebody put it to a visit that does not. */
    private static final String GOES_BACK = "patient = :survivor AND id IN (" + MERGED_ROWS.replace("#", "document")
            + ") AND (encounter IS NULL OR encounter IN (" + ITS_VISITS + "))";

    private static final String STAYS = """
            patient = :survivor AND (
              id IN (SELECT row_key FROM patient_merge_row WHERE merge = :merge AND kind = 'document' AND was = 'SURVIVOR')
                AND encounter IN (""" + ITS_VISITS + """
            )
              OR id IN (""" + MERGED_ROWS.replace("#", "document") + """
            )
              OR id NOT IN (SELECT row_key FROM patient_merge_row WHERE merge = :merge AND kind = 'document')
                AND id NOT IN (SELECT r.row_key FROM patient_merge_row r JOIN patient_merge m ON m.id = r.merge
                  WHERE m.survivor = :survivor AND m.undone_at IS NULL AND r.kind = 'document' AND r.was = 'MERGED'))
            """;

    private final Session session;
    private final JdbiPatients patients;

    JdbiPatientMerges(Session session, JdbiPatients patients) {
        this.session = session;
        this.patients = patients;
    }

    @Override
    public Moved merge(String id, PatientId survivorId, PatientId mergedId, Provenance by) {
        Patient survivor = kept(survivorId);
        Patient merged = kept(mergedId);
        if (survivorId.equals(mergedId)) {
            throw new ConflictException("A chart cannot be merged into itself.");
        }
        if (survivor.mergedInto().isPresent() || merged.mergedInto().isPresent()) {
            throw new ConflictException("One of both charts was merged into another already.");
        }
        if (!survivor.facility().equals(merged.facility())) {
            throw new ConflictException("Charts of different facilities are not merged.");
        }
        session.writing()
                .createUpdate(
                        "INSERT INTO patient_merge (id, survivor, merged, at, actor, actor_name, role, address,"
                                + " reason) VALUES (:id, :survivor, :merged, :at, :actor, :actorName, :role, :address, :reason)")
                .bind("id", id)
                .bind("survivor", survivorId.value())
                .bind("merged", mergedId.value())
                .bind("at", Columns.micros(by.at()))
                .bind("actor", by.by().user().value())
                .bind("actorName", by.by().name())
                .bind("role", by.by().role().name())
                .bind("address", by.by().address())
                .bind("reason", by.reason())
                .execute();
        List<DocumentId> documents = documents("patient = :merged", id, survivorId, mergedId);
        Map<String, Integer> moved = new LinkedHashMap<>();
        for (PatientTables.Moving each : PatientTables.MOVING) {
            remember(each, id, "MERGED", mergedId);
            remember(each, id, "SURVIVOR", survivorId);
            moved.put(each.table(), move(each, "patient = :merged", survivorId, id, survivorId, mergedId, by));
        }
        patients.setMerged(merged, Optional.of(survivorId), PatientChange.Kind.MERGED, by);
        Patient now = patients.setMerged(survivor, Optional.empty(), PatientChange.Kind.TOOK_IN, by);
        patients.keepKeys(kept(mergedId));
        patients.keepKeys(now);
        return new Moved(find(id), moved, documents, List.of(), List.of());
    }

    private Patient kept(PatientId id) {
        return patients.find(id).orElseThrow(() -> new ConflictException("patient " + id + " is not kept here"));
    }

    private void remember(PatientTables.Moving each, String merge, String was, PatientId patient) {
        session.writing()
                .createUpdate("INSERT INTO patient_merge_row (merge, kind, row_key, was) SELECT :merge, :kind, "
                        + each.key() + ", :was FROM " + each.table() + " WHERE patient = :patient")
                .bind("merge", merge)
                .bind("kind", each.table())
                .bind("was", was)
                .bind("patient", patient.value())
                .execute();
    }

    private int move(
            PatientTables.Moving each,
            String which,
            PatientId to,
            String merge,
            PatientId survivor,
            PatientId merged,
            Provenance by) {
        boolean documents = each.table().equals("document");
        if (documents) {
            changed(which, merge, survivor, merged);
        }
        return bound(
                        session.writing()
                                .createUpdate("UPDATE " + each.table() + " SET patient = :to"
                                        + (documents ? ", version = version + 1, changed_at = :at" : "") + " WHERE "
                                        + which)
                                .bind("to", to.value())
                                .bind("at", Columns.micros(by.at())),
                        merge,
                        survivor,
                        merged)
                .execute();
    }

    private void changed(String which, String merge, PatientId survivor, PatientId merged) {
        bound(session.writing().createQuery("SELECT id, arrival FROM document WHERE " + which), merge, survivor, merged)
                .map((row, context) -> Map.entry(new DocumentId(text(row, "id")), new ArrivalId(text(row, "arrival"))))
                .list()
                .forEach(document -> session.changed(document.getKey(), document.getValue()));
    }

    private List<DocumentId> documents(String which, String merge, PatientId survivor, PatientId merged) {
        return bound(
                        session.reading().createQuery("SELECT id FROM document WHERE " + which + " ORDER BY ordinal"),
                        merge,
                        survivor,
                        merged)
                .map((row, context) -> new DocumentId(text(row, "id")))
                .list();
    }

    /** Not every one of these stands in every statement. */
    private static <S extends SqlStatement<S>> S bound(
            S statement, String merge, PatientId survivor, PatientId merged) {
        return statement
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("merge", merge)
                .bind("survivor", survivor.value())
                .bind("merged", merged.value());
    }

    @Override
    public Moved unmerge(PatientId mergedId, Provenance by) {
        Patient merged = kept(mergedId);
        PatientId survivorId =
                merged.mergedInto().orElseThrow(() -> new ConflictException("This chart is not part of another."));
        Patient survivor = kept(survivorId);
        if (survivor.mergedInto().isPresent()) {
            throw new ConflictException(
                    "The chart it is part of was itself merged into another since." + " Take that merge back first.");
        }
        PatientMerge merge = of(mergedId).stream()
                .filter(each -> each.merged().equals(mergedId) && each.undone().isEmpty())
                .findFirst()
                .orElseThrow();
        String id = merge.id();
        patients.setMerged(merged, Optional.empty(), PatientChange.Kind.UNMERGED, by);

        List<DocumentId> documents = documents(GOES_BACK, id, survivorId, mergedId);
        List<DocumentId> elsewhere = documents(
                "patient IS NOT :survivor AND id IN (" + MERGED_ROWS.replace("#", "document") + ")",
                id,
                survivorId,
                mergedId);
        Map<String, Integer> moved = new LinkedHashMap<>();
        for (PatientTables.Moving each : PatientTables.MOVING) {
            String which = each.table().equals("document")
                    ? GOES_BACK
                    : "patient = :survivor AND " + each.key() + " IN (" + MERGED_ROWS.replace("#", each.table()) + ")";
            moved.put(each.table(), move(each, which, mergedId, id, survivorId, mergedId, by));
        }
        List<DocumentId> staying = documents(STAYS, id, survivorId, mergedId);
        staying.forEach(document -> session.writing()
                .createUpdate("INSERT INTO patient_merge_row (merge, kind, row_key, was, undecided)"
                        + " VALUES (:merge, 'document', :document, 'LATER', 1)"
                        + " ON CONFLICT (merge, kind, row_key) DO UPDATE SET undecided = 1")
                .bind("merge", id)
                .bind("document", document.value())
                .execute());
        leaveVisitsOf(mergedId, survivorId, by);
        session.writing()
                .createUpdate("UPDATE patient_merge SET undone_at = :at, undone_actor = :actor, undone_actor_name ="
                        + " :actorName, undone_role = :role, undone_address = :address, undone_reason = :reason"
                        + " WHERE id = :id")
                .bind("at", Columns.micros(by.at()))
                .bind("actor", by.by().user().value())
                .bind("actorName", by.by().name())
                .bind("role", by.by().role().name())
                .bind("address", by.by().address())
                .bind("reason", by.reason())
                .bind("id", id)
                .execute();
        Patient now = patients.setMerged(survivor, Optional.empty(), PatientChange.Kind.GAVE_BACK, by);
        patients.keepKeys(kept(mergedId));
        patients.keepKeys(now);
        return new Moved(find(id), moved, documents, staying, elsewhere);
    }

    /** A document that stays is not of a visit of somebody else. */
    private void leaveVisitsOf(PatientId merged, PatientId survivor, Provenance by) {
        String which = "patient = :survivor AND encounter IN (SELECT id FROM encounter WHERE patient = :merged)";
        changed(which, "", survivor, merged);
        bound(
                        session.writing()
                                .createUpdate("UPDATE document SET encounter = NULL, version = version + 1,"
                                        + " changed_at = :at WHERE " + which)
                                .bind("at", Columns.micros(by.at())),
                        "",
                        survivor,
                        merged)
                .execute();
    }

    private PatientMerge find(String id) {
        return session.reading()
                .createQuery("SELECT * FROM patient_merge WHERE id = :id")
                .bind("id", id)
                .map(ROW)
                .one();
    }

    @Override
    public List<PatientMerge> of(PatientId patient) {
        return session.reading()
                .createQuery("SELECT * FROM patient_merge WHERE survivor = :patient OR merged = :patient"
                        + " ORDER BY ordinal DESC")
                .bind("patient", patient.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<DocumentId> undecided(String merge) {
        return session.reading()
                .createQuery("""
                        SELECT d.id FROM patient_merge_row r
                        JOIN patient_merge m ON m.id = r.merge
                        JOIN document d ON d.id = r.row_key AND d.patient = m.survivor
                        WHERE r.merge = :merge AND r.kind = 'document' AND r.undecided = 1 ORDER BY d.ordinal
                        """)
                .bind("merge", merge)
                .map((row, context) -> new DocumentId(text(row, "id")))
                .list();
    }

    @Override
    public List<Patient> partsOf(PatientId survivor) {
        return patients.partsOf(survivor);
    }

    @Override
    public Set<PatientId> survivors(FacilityId facility) {
        return session
                .reading()
                .createQuery("SELECT DISTINCT s.id FROM patient p JOIN patient s ON s.id = p.merged_into"
                        + " WHERE s.facility = :facility AND s.merged_into IS NULL")
                .bind("facility", facility.value())
                .map((row, context) -> new PatientId(text(row, "id")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
