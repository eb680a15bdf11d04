package org.chartroom.api.dictations;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * A dictation as lists show it.
 *
 * @param state {@code waiting}, {@code transcribing}, {@code draft}, {@code submitted}, {@code rejected}, {@code signed}
 *     or {@code failed}
 * @param version number of the transcript's latest version, 0 when there is none
 */
record DictationView(
        DocumentId id,
        ArrivalId arrivalId,
        String state,
        String stateReason,
        Author author,
        Optional<PatientId> patientId,
        Optional<String> patientName,
        Optional<String> mrn,
        String workType,
        Priority priority,
        Optional<Instant> due,
        double audioSeconds,
        Instant createdAt,
        Optional<Progress> progress,
        int version,
        int documentVersion,
        double confidence) {
    /** Who dictated. */
    record Author(UserId id, String displayName) {}

    static DictationView of(Records records, Document document, Dictation dictation) {
        Optional<Patient> patient =
                document.patient().flatMap(id -> records.patients().find(id));
        Optional<TranscriptVersion> latest = records.dictations().latest(document.id());
        return new DictationView(
                document.id(),
                document.arrival(),
                state(document, latest),
                document.stageReason(),
                new Author(
                        dictation.author(),
                        records.accounts()
                                .find(dictation.author())
                                .map(UserAccount::displayName)
                                .orElse("")),
                document.patient(),
                patient.map(each -> each.name().display()),
                patient.map(Patient::mrn),
                dictation.workType(),
                document.priority(),
                dictation.due(),
                dictation.audioMs() / 1_000.0,
                document.createdAt(),
                DocumentSummary.progress(records, document),
                latest.map(TranscriptVersion::number).orElse(0),
                document.version(),
                document.confidence());
    }

    static String state(Document document, Optional<TranscriptVersion> latest) {
        return switch (document.stage()) {
            case RECEIVED -> "waiting";
            case READING, TRANSCRIBING -> "transcribing";
            case READ, NEEDS_PERSON, FILED ->
                latest.map(version -> switch (version.state()) {
                            case DRAFT -> "draft";
                            case SUBMITTED -> "submitted";
                            case REJECTED -> "rejected";
                            case SIGNED -> "signed";
                        })
                        .orElse("failed");
            case QUARANTINED, ENTERED_IN_ERROR, MERGED, DESTROYED -> "failed";
        };
    }
}
