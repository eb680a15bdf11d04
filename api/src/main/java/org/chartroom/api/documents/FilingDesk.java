package org.chartroom.api.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.Verdict;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.text.ReadSettings;
import org.jspecify.annotations.Nullable;

/** Puts documents into charts and takes them out again; every move is one transaction with its audit entry. */
public final class FilingDesk {
    /** How the audit trail says that a document came from another chart, and that it went to one. */
    static final String MOVED_IN = "moved in from another chart";

    static final String MOVED_OUT = "moved out to another chart";

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final HeldPasswords passwords;
    private final OfficeLanguages languages;
    private final Function<Document, Optional<Verdict>> advice;
    private final DeskClaims claims;
    private final DocumentWatch watch;

    /**
     * @param advice whose a document is by what its pages say; empty where that cannot be told
     * @param zone in which people are told the time
     */
    public FilingDesk(
            RecordStore store,
            AuditTrail trail,
            Clock clock,
            HeldPasswords passwords,
            OfficeLanguages languages,
            Function<Document, Optional<Verdict>> advice,
            ZoneId zone,
            DocumentWatch watch) {

        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.passwords = passwords;
        this.languages = languages;
        this.advice = advice;
        this.claims = new DeskClaims(clock, zone);
        this.watch = watch;
    }

    DeskClaims claims() {
        return claims;
    }

    /**
     * Into whose chart, as what, of which day and visit.
     *
     * @param reason why it moves, where it is in another chart
     * @param acknowledged the dangers that whoever files has seen
     */
    public record Filing(
            PatientId patientId,
            DocumentType type,
            Optional<LocalDate> date,
            Optional<EncounterId> encounterId,
            Optional<String> reason,
            Set<Concern> acknowledged) {
        public Filing {
            if (patientId == null || type == null) {
                throw new IllegalArgumentException("patientId and type are needed");
            }
            reason = reason == null
                    ? Optional.empty()
                    : reason.map(String::strip).filter(text -> !text.isEmpty());
            if (reason.filter(text -> text.length() > FilingStep.LONGEST).isPresent()) {
                throw new IllegalArgumentException("reason has at most " + FilingStep.LONGEST + " characters");
            }
            acknowledged = acknowledged == null ? Set.of() : Set.copyOf(acknowledged);
        }
    }

    /**
     * One of several documents that are filed together.
     *
     * @param version that was read of it
     * @param type its own, where it is not the one of all
     * @param date its own, where it is not the one of all
     */
    public record Together(DocumentId id, int version, Optional<DocumentType> type, Optional<LocalDate> date) {
        public Together {
            if (id == null) {
                throw new IllegalArgumentException("each document needs its id and version");
            }
        }
    }

    /** Into a chart, from wherever it waits. */
    public Document file(Caller caller, DocumentId id, @Nullable String version, Filing filing) {
        Optional<Verdict> said = said(id, filing.patientId());
        return store.write(records -> {
            Document document = read(records, id, version);
            FilingCaution caution = caution(records, caller, document, filing, said);
            Set<Concern> unseen = caution.unseen(filing.acknowledged());
            if (!unseen.isEmpty()) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        words(unseen) + " Nothing was filed. Look at the pages; if it is right all the same, say that"
                                + " you have seen this and file it again.",
                        Map.of("stops", stops(unseen)));
            }
            return filed(records, caller, document, filing, caution);
        });
    }

    /** What was read waits for a person now. @param reason what the person is to know, a sentence or more */
    public Document hold(Caller caller, DocumentId id, @Nullable String version, String reason) {
        return store.write(records -> {
            Document document = read(records, id, version);
            if (document.stage() != Stage.READ) {
                throw new ConflictException("Only what was read and is in no chart can be held.");
            }
            Document held = with(
                    document,
                    Stage.NEEDS_PERSON,
                    reason,
                    document.patient(),
                    document.encounter(),
                    document.type(),
                    document.date());
            return kept(records, caller, held, AuditAction.STAGE, document.stage());
        });
    }

    /**
     * Files documents of one arrival in one chart: all, or none.
     *
     * @param filing type and date are those of documents that have none of their own; what it acknowledges does not count
     */
    List<Document> fileTogether(Caller caller, List<Together> documents, Filing filing) {
        Map<DocumentId, Optional<Verdict>> said = new LinkedHashMap<>();
        documents.forEach(each -> said.put(each.id(), said(each.id(), filing.patientId())));
        return store.write(records -> {
            Map<Together, Document> read = new LinkedHashMap<>();
            for (Together each : documents) {
                read.put(each, unchanged(records, each));
            }
            if (read.values().stream().map(Document::arrival).distinct().count() > 1) {
                throw ProblemException.badRequest(
                        "The documents came in apart. None was filed; file those of one arrival at a time.");
            }
            List<Map<String, Object>> stopped = new ArrayList<>();
            Map<Together, FilingCaution> cautions = new LinkedHashMap<>();
            read.forEach((each, document) -> {
                if (document.stage() == Stage.FILED) {
                    throw new ProblemException(
                            Kind.CONFLICT,
                            "One of the documents is in a chart already. None was filed.",
                            Map.of("document", document.id().value()));
                }
                FilingCaution caution = caution(
                        records, caller, document, own(filing, each), said.getOrDefault(each.id(), Optional.empty()));
                cautions.put(each, caution);
                if (!caution.stops().isEmpty()) {
                    stopped.add(Map.of("document", document.id().value(), "stops", stops(caution.stops())));
                }
            });
            if (!stopped.isEmpty()) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        (stopped.size() == 1 ? "One of the documents has" : stopped.size() + " of the documents have")
                                + " a danger that a person has to look at. None was filed. File "
                                + (stopped.size() == 1 ? "it" : "these") + " alone, the others together.",
                        Map.of("stopped", stopped));
            }
            List<Document> filed = new ArrayList<>();
            read.forEach((each, document) -> filed.add(filed(
                    records, caller, document, own(filing, each), cautions.getOrDefault(each, FilingCaution.NONE))));
            return List.copyOf(filed);
        });
    }

    private static Filing own(Filing filing, Together each) {
        return new Filing(
                filing.patientId(),
                each.type().orElse(filing.type()),
                each.date().or(filing::date),
                filing.encounterId(),
                Optional.empty(),
                Set.of());
    }

    private static Document unchanged(Records records, Together each) {
        Document document =
                records.documents().find(each.id()).orElseThrow(() -> ProblemException.notFound("document"));
        if (document.version() != each.version()) {
            throw new ProblemException(
                    Kind.STALE_VERSION,
                    "Somebody changed one of the documents since you read it. None was filed. Read it again, then"
                            + " decide.",
                    Map.of("document", each.id().value()));
        }
        return document;
    }

    /** Whose the pages say it is. Looked up before the transaction, which must be short. */
    private Optional<Verdict> said(DocumentId id, PatientId patient) {
        return store.read(records -> records.documents().find(id))
                .filter(document -> document.kind() != DocumentKind.DICTATION)
                .filter(document -> !isIn(document, patient))
                .flatMap(advice);
    }

    private static boolean isIn(Document document, PatientId patient) {
        return document.stage() == Stage.FILED
                && document.patient().filter(patient::equals).isPresent();
    }

    private static String words(Set<Concern> concerns) {
        return concerns.stream().sorted().map(Concern::words).collect(Collectors.joining(" "));
    }

    private static List<Map<String, String>> stops(Set<Concern> concerns) {
        return concerns.stream()
                .sorted()
                .map(concern -> Map.of("code", concern.name(), "words", concern.words()))
                .toList();
    }

    /** What to beware of. @throws ProblemException when it cannot be filed so at all */
    private FilingCaution caution(
            Records records, Caller caller, Document document, Filing filing, Optional<Verdict> said) {
        switch (document.stage()) {
            case READ, NEEDS_PERSON, FILED, QUARANTINED -> {}
            case RECEIVED, READING, TRANSCRIBING ->
                throw new ConflictException("The document is still being read; file it when it is through.");
            case ENTERED_IN_ERROR, DESTROYED ->
                throw new ConflictException("A document that was entered in error or destroyed cannot be filed.");
            case MISDIRECTED ->
                throw new ConflictException("The document is not this office's; bring it back to the desk first.");
            case MERGED -> throw new ConflictException("Its pages are in another document; file that one.");
        }
        if (document.kind() == DocumentKind.DICTATION && !signed(records, document.id())) {
            throw new ConflictException("A dictated note goes into the chart when it is signed.");
        }
        claims.leftAlone(records, caller, document.id());
        Patient patient =
                records.patients().find(filing.patientId()).orElseThrow(() -> ProblemException.notFound("patient"));
        if (patient.mergedInto().isPresent()) {
            throw new ConflictException("That patient's chart is part of another chart now; file it there.");
        }
        boolean ownVisit = filing.encounterId().isEmpty()
                || filing.encounterId()
                        .flatMap(encounter -> records.encounters().find(encounter))
                        .filter(each -> each.patient().equals(filing.patientId()))
                        .isPresent();
        if (!ownVisit) {
            throw ProblemException.badRequest("The visit is not one of this patient's. Nothing was filed.");
        }
        if (isIn(document, filing.patientId())) {
            return FilingCaution.NONE;
        }
        if (document.stage() == Stage.FILED && filing.reason().isEmpty()) {
            throw ProblemException.badRequest("The document is in another patient's chart. Nothing was changed. Say why"
                    + " it moves (reason), and file it again.");
        }
        return document.kind() == DocumentKind.DICTATION
                ? FilingCaution.NONE
                : FilingCaution.of(said, patient, filing.date().or(document::date));
    }

    private Document filed(Records records, Caller caller, Document document, Filing filing, FilingCaution caution) {
        boolean stays = isIn(document, filing.patientId());
        boolean moves = document.stage() == Stage.FILED && !stays;
        if (!stays) {
            withdrawSecondLook(records, caller, document.id());
        }
        if (moves) {
            movedOut(records, caller, document, filing);
        }
        Document changed = with(
                document,
                Stage.FILED,
                "",
                Optional.of(filing.patientId()),
                filing.encounterId(),
                Optional.of(filing.type()),
                filing.date().or(document::date));
        Document kept = kept(
                records,
                caller,
                changed,
                AuditAction.FILE,
                document.stage(),
                moves ? Map.of("what", MOVED_IN) : Map.of());
        records.documents().removeClaim(kept.id());
        caution.secondLook().ifPresent(why -> {
            records.filings().askSecondLook(kept.id(), filing.patientId(), caller.id(), clock.instant(), why);
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "document",
                    kept.id().value(),
                    kept.patient(),
                    Map.of("what", "second look asked", "why", why.name()));
        });
        return kept;
    }

    /** The trace of a move: in the log of both charts, and in the audit of the patient whose chart it leaves. */
    private void movedOut(Records records, Caller caller, Document document, Filing filing) {
        PatientId from = document.patient().orElseThrow();
        records.filings()
                .log(
                        document.id(),
                        clock.instant(),
                        caller.id(),
                        new FilingStep.Moved(
                                from, filing.patientId(), filing.reason().orElseThrow()));
        trail.append(
                records,
                caller,
                AuditAction.FILE,
                "document",
                document.id().value(),
                document.patient(),
                Map.of("what", MOVED_OUT));
    }

    /** A document that leaves its chart takes the second look at its filing with it. */
    private void withdrawSecondLook(Records records, Caller caller, DocumentId id) {
        records.filings()
                .secondLook(id)
                .filter(look -> look.decision().isEmpty())
                .ifPresent(look -> records.filings()
                        .decide(
                                look.number(),
                                new SecondLook.Decision(
                                        SecondLook.Outcome.WITHDRAWN, caller.id(), clock.instant(), "")));
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
            withdrawSecondLook(records, caller, id);
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
            withdrawSecondLook(records, caller, id);
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
                case MISDIRECTED ->
                    throw new ConflictException("The document is not this office's; bring it back to the desk first.");
                case MERGED ->
                    throw new ConflictException("Its pages are in another document; have that one read again.");
            }
            if (signed(records, id)) {
                throw new ConflictException("A signed note is frozen.");
            }
            if (wanted.isEmpty() && document.pages() > 0) {
                records.holds()
                        .refuseIfHeld(
                                id,
                                "The document cannot be read again as a whole, which would write over what was read."
                                        + " Single pages can be, their former text is kept");
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

    static Document read(Records records, DocumentId id, @Nullable String version) {
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
        return kept(records, caller, changed, action, before, Map.of());
    }

    /** Keeps the document as it is now, with its line in the audit trail. */
    Document kept(
            Records records,
            Caller caller,
            Document changed,
            AuditAction action,
            Stage before,
            Map<String, String> more) {
        Document kept = records.documents().update(changed);
        Map<String, String> details = new LinkedHashMap<>(more);
        details.put("from", before.name());
        details.put("to", kept.stage().name());
        trail.append(records, caller, action, "document", kept.id().value(), kept.patient(), details);
        watch.kept(records, caller, kept);
        return kept;
    }

    Document with(
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
