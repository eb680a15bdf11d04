package org.chartroom.api.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.jspecify.annotations.Nullable;

/** Puts documents into charts and takes them out again; every move is one transaction with its audit entry. */
public final class FilingDesk {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final HeldPasswords passwords;

    public FilingDesk(RecordStore store, AuditTrail trail, Clock clock, HeldPasswords passwords) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Into whose chart, as what, of which day and visit. */
    public record Filing(
            PatientId patientId, DocumentType type, Optional<LocalDate> date, Optional<EncounterId> encounterId) {
        public Filing {
            if (patientId == null || type == null) {
                throw new IllegalArgumentException("patientId and type are needed");
            }
        }
    }

    Document file(Caller caller, DocumentId id, @Nullable String version, Filing filing) {
        return store.write(records -> {
            Document document = read(records, id, version);
            switch (document.stage()) {
                case READ, NEEDS_PERSON, FILED, QUARANTINED -> {}
                case RECEIVED, READING, TRANSCRIBING ->
                    throw new ConflictException("The document is still being read; file it when it is through.");
                case ENTERED_IN_ERROR, DESTROYED ->
                    throw new ConflictException("A document that was entered in error or destroyed cannot be filed.");
                case MERGED -> throw new ConflictException("Its pages are in another document; file that one.");
            }
            if (document.kind() == DocumentKind.DICTATION && !signed(records, id)) {
                throw new ConflictException("A dictated note goes into the chart when it is signed.");
            }
            if (records.patients().find(filing.patientId()).isEmpty()) {
                throw ProblemException.notFound("patient");
            }
            boolean ownVisit = filing.encounterId().isEmpty()
                    || filing.encounterId()
                            .flatMap(encounter -> records.encounters().find(encounter))
                            .filter(each -> each.patient().equals(filing.patientId()))
                            .isPresent();
            if (!ownVisit) {
                throw ProblemException.badRequest("The visit is not one of this patient's. Nothing was filed.");
            }
            Document filed = with(
                    document,
                    Stage.FILED,
                    "",
                    Optional.of(filing.patientId()),
                    filing.encounterId(),
                    Optional.of(filing.type()),
                    filing.date().or(document::date));
            return kept(records, caller, filed, AuditAction.FILE, document.stage());
        });
    }

    Document unfile(Caller caller, DocumentId id, @Nullable String version) {
        return store.write(records -> {
            Document document = read(records, id, version);
            if (document.stage() != Stage.FILED) {
                throw new ConflictException("The document is in no chart.");
            }
            Document taken = with(
                    document,
                    Stage.READ,
                    "Taken out of a chart",
                    Optional.empty(),
                    Optional.empty(),
                    document.type(),
                    document.date());
            trail.append(
                    records,
                    caller,
                    AuditAction.FILE,
                    "document",
                    id.value(),
                    document.patient(),
                    Map.of("what", "taken out of the chart"));
            return kept(records, caller, taken, AuditAction.STAGE, document.stage());
        });
    }

    Document enteredInError(Caller caller, DocumentId id, @Nullable String version, String reason) {
        return store.write(records -> {
            Document document = read(records, id, version);
            if (document.stage().isWork() || document.stage() == Stage.DESTROYED) {
                throw new ConflictException("A document that is being read or was destroyed cannot be marked.");
            }
            if (document.stage() == Stage.MERGED) {
                throw new ConflictException("Its pages are in another document; mark that one.");
            }
            Document marked = with(
                    document,
                    Stage.ENTERED_IN_ERROR,
                    reason,
                    document.patient(),
                    document.encounter(),
                    document.type(),
                    document.date());
            return kept(records, caller, marked, AuditAction.STAGE, document.stage());
        });
    }

    Document reRead(Caller caller, DocumentId id, @Nullable String version, Optional<String> password) {
        Document again = store.write(records -> {
            Document document = read(records, id, version);
            switch (document.stage()) {
                case READ, NEEDS_PERSON, FILED, QUARANTINED -> {}
                case RECEIVED, READING, TRANSCRIBING ->
                    throw new ConflictException("The document is being read already.");
                case ENTERED_IN_ERROR, DESTROYED ->
                    throw new ConflictException("A document that was entered in error or destroyed is not read again.");
                case MERGED ->
                    throw new ConflictException("Its pages are in another document; have that one read again.");
            }
            if (signed(records, id)) {
                throw new ConflictException("A signed note is frozen.");
            }
            ArrivalKind expected = records.arrivals()
                    .find(document.arrival())
                    .map(arrival -> arrival.kind())
                    .orElse(ArrivalKind.SCAN);
            Document reopened = with(
                    document,
                    Stage.RECEIVED,
                    "To be read again",
                    document.patient(),
                    document.encounter(),
                    document.type(),
                    document.date());
            Document kept = kept(records, caller, reopened, AuditAction.STAGE, document.stage());
            records.work().open(id, expected, document.priority(), clock.instant());
            return kept;
        });
        password.ifPresent(each -> passwords.hold(id, each));
        return again;
    }

    private static Document read(Records records, DocumentId id, @Nullable String version) {
        Document document = records.documents().find(id).orElseThrow(() -> ProblemException.notFound("document"));
        Versions.check(version, document.version());
        return document;
    }

    private static boolean signed(Records records, DocumentId id) {
        return records.dictations()
                .latest(id)
                .map(each -> each.state() == TranscriptState.SIGNED)
                .orElse(false);
    }

    private Document kept(Records records, Caller caller, Document changed, AuditAction action, Stage before) {
        Document kept = records.documents().update(changed);
        trail.append(
                records,
                caller,
                action,
                "document",
                kept.id().value(),
                kept.patient(),
                Map.of("from", before.name(), "to", kept.stage().name()));
        return kept;
    }

    private Document with(
            Document document,
            Stage stage,
            String reason,
            Optional<PatientId> patient,
            Optional<EncounterId> encounter,
            Optional<DocumentType> type,
            Optional<LocalDate> date) {
        Instant now = clock.instant();
        return new Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                stage,
                reason,
                document.priority(),
                patient,
                encounter,
                type,
                date,
                document.author(),
                document.title(),
                document.pages(),
                document.confidence(),
                document.source(),
                document.createdAt(),
                now,
                document.version());
    }
}
