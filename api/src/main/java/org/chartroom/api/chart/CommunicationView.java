package org.chartroom.api.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * A communication as the API shows it.
 *
 * @param counterpart who it was with; {@code unknown caller} and the like where nobody knows
 * @param contactShown false when no number or address was shown: the caller's id was blank, withheld or not known
 * @param open whether something is still to be done
 */
public record CommunicationView(
        CommunicationId id,
        PatientId patientId,
        String patientName,
        String mrn,
        Communication.Way way,
        Communication.Direction direction,
        String counterpart,
        String contact,
        boolean contactShown,
        Instant at,
        String subject,
        String text,
        String outcome,
        String answeredBy,
        Optional<FollowUpView> followUp,
        Optional<EncounterId> encounterId,
        List<DocumentId> documents,
        boolean inError,
        String errorReason,
        boolean open,
        String recordedBy,
        Instant recordedAt,
        int version) {
    /** @param overdue whether it is open and its day is over */
    public record FollowUpView(
            LocalDate due,
            Optional<UserId> by,
            Optional<String> byName,
            String what,
            Optional<Instant> doneAt,
            boolean overdue) {}

    public CommunicationView {
        documents = List.copyOf(documents);
    }

    /** @param today the office's day */
    public static CommunicationView of(Records records, Communication each, LocalDate today) {
        Optional<Patient> patient = records.patients().find(each.patient());
        return new CommunicationView(
                each.id(),
                each.patient(),
                patient.map(known -> known.name().display()).orElse(""),
                patient.map(Patient::mrn).orElse(""),
                each.way(),
                each.direction(),
                each.counterpart(),
                each.contact(),
                !each.contact().isEmpty(),
                each.at(),
                each.subject(),
                each.text(),
                each.outcome(),
                each.answeredBy(),
                each.followUp()
                        .map(followUp -> new FollowUpView(
                                followUp.due(),
                                followUp.by(),
                                followUp.by().map(user -> name(records, user)),
                                followUp.what(),
                                followUp.doneAt(),
                                each.isOpen() && followUp.due().isBefore(today))),
                each.encounter(),
                each.documents(),
                each.inError(),
                each.errorReason(),
                each.isOpen(),
                name(records, each.editor()),
                each.recordedAt(),
                each.version());
    }

    private static String name(Records records, UserId user) {
        return records.accounts().find(user).map(UserAccount::displayName).orElse(user.value());
    }
}
