package org.chartroom.api.auth;

import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;

/**
 * Which records are open to whom. Whatever is not open looks as if it were not there; the audit trail knows better. Every
 * way to a record goes through here: images, words, text and sound like the record itself.
 */
public final class Access {
    private final RecordStore store;
    private final AuditTrail trail;

    public Access(RecordStore store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** The document, if it is there and open to the caller. */
    public Document document(Caller caller, DocumentId id) {
        Optional<Document> there = store.read(records -> records.documents().find(id));
        Document document = there.orElseThrow(() -> ProblemException.notFound("document"));
        boolean open = store.read(records -> maySee(records, caller, document));
        if (!open) {
            trail.refused(caller, "document " + id);
            throw ProblemException.notFound("document");
        }
        return document;
    }

    /** The patient, if there and open to the caller. */
    public Patient patient(Caller caller, PatientId id) {
        Patient patient = store.read(records -> records.patients().find(id))
                .orElseThrow(() -> ProblemException.notFound("patient"));
        if (!caller.maySee(patient)) {
            trail.refused(caller, "patient " + id);
            throw ProblemException.notFound("patient");
        }
        return patient;
    }

    /** Whether the caller may know of this document. */
    public static boolean maySee(Records records, Caller caller, Document document) {
        return caller.seesRestricted()
                || document.patient()
                        .flatMap(patient -> records.patients().find(patient))
                        .map(caller::maySee)
                        .orElse(true);
    }
}
