package org.chartroom.api.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.config.OfficeLanguages;
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
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.text.ReadSettings;
import org.jspecify.annotations.Nullable;

/** Puts documents into charts and takes them out again; every move is one transaction with its audit entry. */
public final class FilingDesk {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final HeldPasswords passwords;
    private final OfficeLanguages languages;

    public FilingDesk(
            RecordStore store, AuditTrail trail, Clock clock, HeldPasswords passwords, OfficeLanguages languages) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.passwords = passwords;
        this.languages = languages;
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

    /**
     * Has a document read again: all of it, or only some of its pages, whose former text an undo brings back.
     *
     * @param wanted page numbers; empty for all
     * @param settings the usual ones when empty
     */
    Document reRead(
            Caller caller,
            DocumentId id,
            @Nullable String version,
            Collection<Integer> wanted,
            Optional<ReadSettings> settings,
            Optional<String> password) {
        settings.ifPresent(this::requireData);
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
            Optional<ReadAgain> how = wanted.isEmpty() && settings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(again(records, caller, document, wanted, settings));
            ArrivalKind expected = records.arrivals()
                    .find(document.arrival())
                    .map(arrival -> arrival.kind())
                    .orElse(ArrivalKind.SCAN);
            Document reopened = with(
                    document,
                    Stage.RECEIVED,
                    wanted.isEmpty() ? "To be read again" : "Some of its pages are to be read again",
                    document.patient(),
                    document.encounter(),
                    document.type(),
                    document.date());
            Document kept = kept(records, caller, reopened, AuditAction.STAGE, document.stage());
            if (how.isPresent()) {
                records.work().openAgain(id, expected, document.priority(), clock.instant(), how.get());
            } else {
                records.work().open(id, expected, document.priority(), clock.instant());
            }
            return kept;
        });
        password.ifPresent(each -> passwords.hold(id, each));
        return again;
    }

    /** How pages are read when nobody asks for another way. */
    ReadSettings usualSettings() {
        return ReadSettings.in(languages.chosen());
    }

    private void requireData(ReadSettings settings) {
        List<String> missing = languages.missing(settings.languages());
        if (!missing.isEmpty()) {
            throw ProblemException.badRequest("Pages cannot be read in " + String.join(", ", missing)
                    + " here: its OCR data is missing. Nothing was changed. Choose one of "
                    + String.join(", ", languages.readable()) + ", or have the administrator "
                    + OfficeLanguages.remedy(missing) + ".");
        }
    }

    private ReadAgain again(
            Records records,
            Caller caller,
            Document document,
            Collection<Integer> wanted,
            Optional<ReadSettings> settings) {
        if (document.kind() == DocumentKind.DICTATION) {
            throw new ConflictException("A recording has no pages to read another way. Nothing was changed.");
        }
        List<Page> pages = records.documents().pages(document.id());
        Set<Integer> numbers = new TreeSet<>(wanted);
        List<PageMark> chosen = pages.stream()
                .filter(page -> numbers.contains(page.number()))
                .map(PageMark::of)
                .toList();
        if (chosen.size() != numbers.size()) {
            throw ProblemException.badRequest(
                    "The document has pages 1 to " + pages.size() + ". Nothing was changed. Name some of these.");
        }
        DocumentId source = chosen.isEmpty()
                ? document.source().splitFrom().orElse(document.id())
                : chosen.getFirst().source();
        if (chosen.stream().anyMatch(mark -> !mark.source().equals(source))) {
            throw new ConflictException("The pages came in with different files. Nothing was changed. Have those of"
                    + " one file read at a time.");
        }
        return new ReadAgain(
                source,
                chosen,
                settings.orElse(usualSettings()),
                document.stage(),
                document.stageReason(),
                caller.actor());
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
