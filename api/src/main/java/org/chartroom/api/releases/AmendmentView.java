package org.chartroom.api.releases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Counter;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.Letter;
import org.chartroom.release.access.BusinessCalendar;
import org.chartroom.release.amendments.AmendmentRules;

/**
 * A request to amend a record, as it is answered.
 *
 * @param open why it cannot be closed yet; empty when it can
 */
record AmendmentView(
        String id,
        PatientId patientId,
        String patientName,
        String mrn,
        Instant receivedAt,
        LocalDate due,
        BusinessCalendar.Urgency urgency,
        boolean extended,
        String requester,
        Optional<DocumentId> document,
        Optional<String> documentTitle,
        String wanted,
        String reason,
        Optional<Amendment.Ground> ground,
        Optional<Boolean> accepted,
        String decision,
        Optional<String> disagreement,
        Optional<String> rebuttal,
        String tell,
        boolean carried,
        boolean closed,
        Optional<String> open,
        List<LetterView> letters,
        List<ReleaseView.Done> steps,
        int version) {
    static AmendmentView of(Records records, Amendment amendment, ReleaseDeskCounter desk) {
        Counter counter = desk.counter();
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        LocalDate due = AmendmentRules.due(amendment, desk.book(), counter.zone());
        Optional<Patient> patient = records.patients().find(amendment.patient());
        List<Letter> letters = records.letters().of(Letter.Matter.of(amendment.id()));
        return new AmendmentView(
                amendment.id().value(),
                amendment.patient(),
                patient.map(each -> each.name().display()).orElse(""),
                patient.map(Patient::mrn).orElse(""),
                amendment.receivedAt(),
                due,
                BusinessCalendar.WEEKDAYS.urgency(today, due),
                amendment.extendedTo().isPresent(),
                amendment.requester(),
                amendment.document(),
                amendment
                        .document()
                        .flatMap(each -> records.documents().find(each))
                        .map(Document::title),
                amendment.wanted(),
                amendment.reason(),
                amendment.decision().flatMap(Amendment.Decision::ground),
                amendment.decision().map(Amendment.Decision::isAccepted),
                amendment.decision().map(Amendment.Decision::words).orElse(""),
                amendment.disagreement().map(Amendment.Said::words),
                amendment.rebuttal().map(Amendment.Said::words),
                amendment.tell(),
                amendment.isCarried(),
                amendment.closed(),
                AmendmentRules.openStill(amendment, told(letters)),
                letters.stream().map(each -> LetterView.of(records, each)).toList(),
                amendment.steps().stream()
                        .map(step -> new ReleaseView.Done(step.what(), step.by().name(), step.at()))
                        .toList(),
                amendment.version());
    }

    /** Whether the patient was told what was decided. */
    static boolean told(List<Letter> letters) {
        return letters.stream()
                .anyMatch(letter -> letter.sending().isPresent()
                        && (letter.kind() == Letter.Kind.AMENDMENT_ACCEPTED
                                || letter.kind() == Letter.Kind.AMENDMENT_DENIED));
    }
}
