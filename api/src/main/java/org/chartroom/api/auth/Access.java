package org.chartroom.api.auth;

import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;

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

    /** The patient, if there and open to the caller; for one who was merged, whose chart theirs is part of now. */
    public Patient patient(Caller caller, PatientId id) {
        Patient patient = store.read(records -> records.patients().resolve(id))
                .orElseThrow(() -> ProblemException.notFound("patient"));
        if (!caller.maySee(patient)) {
            trail.refused(caller, "patient " + id);
            throw ProblemException.notFound("patient");
        }
        return patient;
    }

    /** That very patient, merged or not, if there and if the chart it is part of is open to the caller. */
    public Patient patientItself(Caller caller, PatientId id) {
        patient(caller, id);
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
                || inOpenChart(records, caller, document)
                        && (document.stage() != Stage.MERGED || pagesInOpenCharts(records, caller, document));
    }

    private static boolean inOpenChart(Records records, Caller caller, Document document) {
        return document.patient()
                .flatMap(patient -> records.patients().find(patient))
                .map(caller::maySee)
                .orElse(true);
    }

    /** What is left of a merged document leads to the file of pages that may be in a closed chart by now. */
    private static boolean pagesInOpenCharts(Records records, Caller caller, Document merged) {
        DocumentId source = merged.source().splitFrom().orElse(merged.id());
        return records.arrivals().ledger(merged.arrival()).stream()
                .filter(line -> line.source().equals(source))
                .map(LedgerEntry::disposition)
                .filter(PageDisposition.InDocument.class::isInstance)
                .map(in -> ((PageDisposition.InDocument) in).document())
                .distinct()
                .flatMap(id -> records.documents().find(id).stream())
                .allMatch(each -> inOpenChart(records, caller, each));
    }
}
