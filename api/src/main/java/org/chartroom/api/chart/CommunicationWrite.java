package org.chartroom.api.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;

/**
 * A communication as it is written down or corrected.
 *
 * @param counterpart may be left out when nobody knows who it was
 * @param contact number or address; left out or empty when none was shown
 * @param at now when left out
 */
record CommunicationWrite(
        Communication.Way way,
        Communication.Direction direction,
        String counterpart,
        String contact,
        Optional<Instant> at,
        String subject,
        String text,
        String outcome,
        String answeredBy,
        Optional<FollowUpWrite> followUp,
        Optional<EncounterId> encounterId,
        List<DocumentId> documents) {
    private static final int LINE = 200;
    private static final int LONGEST = 10_000;
    private static final int MOST_DOCUMENTS = 50;

    /** @param by id of whoever is to do it; anybody when left out */
    record FollowUpWrite(LocalDate due, Optional<UserId> by, String what) {
        FollowUpWrite {
            if (due == null) {
                throw new IllegalArgumentException("followUp.due is needed");
            }
            what = text("followUp.what", what, LINE);
        }
    }

    CommunicationWrite {
        if (way == null || direction == null) {
            throw new IllegalArgumentException("way and direction are needed");
        }
        subject = text("subject", subject, LINE);
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("subject is needed: say in a few words what it was about");
        }
        counterpart = text("counterpart", counterpart, LINE);
        contact = text("contact", contact, LINE);
        text = text("text", text, LONGEST);
        outcome = text("outcome", outcome, LONGEST);
        answeredBy = text("answeredBy", answeredBy, LINE);
        documents =
                documents == null ? List.of() : documents.stream().distinct().toList();
        if (documents.size() > MOST_DOCUMENTS) {
            throw new IllegalArgumentException("documents are at most " + MOST_DOCUMENTS);
        }
    }

    static String text(String field, String given, int most) {
        String text = given == null ? "" : given.strip();
        if (text.length() > most) {
            throw new IllegalArgumentException(field + " has more than " + most + " characters");
        }
        return text;
    }

    /** @param before the version it corrects; empty for a new one */
    Communication of(
            Records records,
            CommunicationId id,
            Patient patient,
            Optional<Communication> before,
            UserId editor,
            Instant now) {
        Instant when = at.or(() -> before.map(Communication::at)).orElse(now);
        if (when.isAfter(now.plusSeconds(300))) {
            throw ProblemException.badRequest("'at' lies in the future. Nothing was kept. Say when it took place.");
        }
        encounterId.ifPresent(visit -> {
            if (records.encounters()
                    .find(visit)
                    .filter(each -> each.patient().equals(patient.id()))
                    .isEmpty()) {
                throw ProblemException.badRequest("The visit is not one of this patient's. Nothing was kept.");
            }
        });
        for (DocumentId document : documents) {
            if (records.documents()
                    .find(document)
                    .filter(each -> each.patient().equals(Optional.of(patient.id())))
                    .isEmpty()) {
                throw ProblemException.badRequest(
                        "A document is not in this patient's chart. Nothing was kept. File it first, then link it.");
            }
        }
        return new Communication(
                id,
                patient.id(),
                patient.facility(),
                way,
                direction,
                counterpart,
                contact,
                when,
                subject,
                text,
                outcome,
                answeredBy,
                followUp.map(each -> followUp(records, each, before)),
                encounterId,
                documents,
                "",
                editor,
                now,
                before.map(Communication::version).orElse(1));
    }

    static Communication.FollowUp followUp(Records records, FollowUpWrite wanted, Optional<Communication> before) {
        wanted.by().ifPresent(user -> {
            if (records.accounts().find(user).filter(each -> !each.disabled()).isEmpty()) {
                throw ProblemException.badRequest(
                        "Nobody has the account that followUp.by names, or it is closed. Nothing was kept.");
            }
        });
        Optional<Instant> done = before.flatMap(Communication::followUp)
                .filter(was -> was.due().equals(wanted.due()))
                .flatMap(Communication.FollowUp::doneAt);
        return new Communication.FollowUp(wanted.due(), wanted.by(), wanted.what(), done);
    }
}
