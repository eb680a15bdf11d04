package org.chartroom.api.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.WorkState;

/**
 * A document as lists show it.
 *
 * @param progress how far a worker is, while one has it
 * @param thumbnail address of the first page's small image, once there is one
 */
public record DocumentSummary(
        DocumentId id,
        ArrivalId arrivalId,
        DocumentKind kind,
        Stage stage,
        String stageReason,
        Priority priority,
        Optional<PatientId> patientId,
        Optional<String> patientName,
        Optional<String> mrn,
        Optional<EncounterId> encounterId,
        Optional<DocumentType> type,
        Optional<LocalDate> date,
        String author,
        String title,
        int pages,
        double confidence,
        Instant createdAt,
        Instant changedAt,
        int version,
        Optional<Progress> progress,
        Optional<DocumentId> attachedTo,
        Optional<DocumentId> splitFrom,
        Optional<String> thumbnail) {
    /** What lists show of a document, in the same transaction it was read in. */
    public static DocumentSummary of(Records records, Document document) {
        Optional<Patient> patient =
                document.patient().flatMap(id -> records.patients().find(id));
        return new DocumentSummary(
                document.id(),
                document.arrival(),
                document.kind(),
                document.stage(),
                document.stageReason(),
                document.priority(),
                document.patient(),
                patient.map(each -> each.name().display()),
                patient.map(Patient::mrn),
                document.encounter(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                document.pages(),
                document.confidence(),
                document.createdAt(),
                document.changedAt(),
                document.version(),
                progress(records, document),
                document.source().attachedTo(),
                document.source().splitFrom(),
                thumbnail(records, document));
    }

    /** How far a worker is with it, while one has it. */
    public static Optional<Progress> progress(Records records, Document document) {
        return document.stage().isWork()
                ? records.work().state(document.id()).map(WorkState::progress)
                : Optional.empty();
    }

    private static Optional<String> thumbnail(Records records, Document document) {
        return document.pages() == 0
                ? Optional.empty()
                : records.documents()
                        .page(document.id(), 1)
                        .flatMap(page -> page.thumbnail())
                        .map(image -> PageView.address(document.id(), 1, "thumbnail", image));
    }
}
