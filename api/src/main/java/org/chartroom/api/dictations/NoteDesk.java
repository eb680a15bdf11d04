package org.chartroom.api.dictations;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.aids.Lessons;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Addendum;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Claim;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Signature;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Blank;
import org.chartroom.models.text.Listened;
import org.chartroom.models.text.Transcript;
import org.jspecify.annotations.Nullable;

/** Moves a note from draft to signed. Versions are added, never changed; what is signed stays as it is. */
public final class NoteDesk {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final DocumentTypes types;
    private final NoteChecks checks;

    public NoteDesk(
            RecordStore store, AuditTrail trail, Clock clock, ZoneId zone, DocumentTypes types, NoteChecks checks) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.zone = zone;
        this.types = types;
        this.checks = checks;
    }

    void edit(Caller caller, DocumentId id, @Nullable String version, String text) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            // The author, or who reviews, may put a word right: that does not send the note back to the start.
            boolean deciding = latest.state() == TranscriptState.IN_REVIEW
                    || (latest.state() == TranscriptState.AWAITING_SIGNATURE && caller.is(Role.CLINICIAN));
            Transcript before = latest.content();
            Transcript content = new Transcript(
                    before.engine(),
                    before.model(),
                    before.audioMs(),
                    before.words(),
                    text,
                    checks.standing(records, latest, text),
                    Sections.cut(text, before.sections()));
            records.documents().putClaim(Claim.from(clock.instant(), id, caller.id(), Claim.OF_NOTE));
            return next(latest, deciding ? latest.state() : TranscriptState.DRAFT, content, caller, "");
        });
    }

    /**
     * Hands a note in: to a second person when a review is asked for, else, or after the review, to its author.
     *
     * @param blanksReason why blanks are left in it; empty when nobody said
     */
    void submit(Caller caller, DocumentId id, @Nullable String version, boolean review, String blanksReason) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (latest.state() == TranscriptState.AWAITING_SIGNATURE
                    || (latest.state() == TranscriptState.IN_REVIEW && review)) {
                throw new ConflictException("The note has been handed in already.");
            }
            if (latest.state() == TranscriptState.IN_REVIEW
                    && handedInBy(records, id).equals(caller.id())) {
                throw new ConflictException(
                        "A review is done by somebody else than who handed the note in. It stays in review.");
            }
            String why = withoutBlanks(latest, blanksReason);
            records.documents().removeClaim(id);
            return next(
                    latest,
                    review ? TranscriptState.IN_REVIEW : TranscriptState.AWAITING_SIGNATURE,
                    latest.content(),
                    caller,
                    why);
        });
    }

    void reject(Caller caller, DocumentId id, @Nullable String version, String note) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (!latest.state().isHandedIn()) {
                throw new ConflictException("Only a note that was handed in can be sent back.");
            }
            if (latest.state() == TranscriptState.AWAITING_SIGNATURE && !caller.is(Role.CLINICIAN)) {
                throw new ProblemException(
                        Kind.NOT_ALLOWED, "Only who is to sign a note can send it back. Nothing was changed.");
            }
            records.documents().removeClaim(id);
            return next(latest, TranscriptState.REJECTED, latest.content(), caller, note);
        });
    }

    /** Puts a note aside until something is cleared up. */
    void pend(Caller caller, DocumentId id, @Nullable String version, String reason) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (latest.state() == TranscriptState.PENDED) {
                throw new ConflictException("The note has been put aside already.");
            }
            records.documents().removeClaim(id);
            return next(latest, TranscriptState.PENDED, latest.content(), caller, reason);
        });
    }

    /** Takes a note that was put aside up again. */
    void resume(Caller caller, DocumentId id, @Nullable String version) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (latest.state() != TranscriptState.PENDED) {
                throw new ConflictException("The note was not put aside.");
            }
            return next(latest, TranscriptState.DRAFT, latest.content(), caller, "");
        });
    }

    /**
     * @param blanksReason why blanks are left in it; empty when nobody said
     * @param looked keys of the severe findings that the one who signs has looked at and leaves
     */
    void sign(Caller caller, DocumentId id, @Nullable String version, String blanksReason, Set<String> looked) {
        step(caller, id, version, AuditAction.SIGN, (records, latest) -> {
            Dictation dictation =
                    records.dictations().find(id).orElseThrow(() -> ProblemException.notFound("dictation"));
            boolean anothers = !dictation.author().equals(caller.id())
                    && records.accounts()
                            .find(dictation.author())
                            .filter(author -> author.roles().contains(Role.CLINICIAN))
                            .isPresent();
            if (anothers) {
                throw new ProblemException(
                        Kind.NOT_ALLOWED, "A note is signed by the one who dictated it. Nothing was signed.");
            }
            if (latest.content().text().isBlank()) {
                throw new ConflictException("An empty note cannot be signed.");
            }
            if (latest.state() == TranscriptState.IN_REVIEW) {
                throw new ConflictException(
                        "The note is being reviewed; wait until the review is through, or send it back.");
            }
            if (latest.state() == TranscriptState.PENDED) {
                throw new ConflictException("The note was put aside: " + latest.note()
                        + " Take it up again before it is signed. Nothing was signed.");
            }
            if (SearchAid.is(latest.content().engine())
                    && !records.dictations().listened(id, caller.id()).isAllOf(dictation.audioMs())) {
                throw new ConflictException("The draft was made by the built-in speech engine, which is an aid for"
                        + " searching: the whole recording must be played before the note is signed."
                        + " Nothing was signed. Play it to its end, then sign.");
            }
            String why = withoutBlanks(latest, blanksReason);
            lookedAt(records, latest, looked);
            records.documents().removeClaim(id);
            return next(latest, TranscriptState.SIGNED, latest.content(), caller, why);
        });
    }

    /** What could harm may stay, once the one who signs has looked at each of it. */
    private void lookedAt(Records records, TranscriptVersion latest, Set<String> looked) {
        List<CheckView.FindingView> open =
                checks
                        .severe(
                                records,
                                find(records, latest.document()),
                                latest,
                                latest.content().text())
                        .stream()
                        .filter(finding -> !looked.contains(finding.key()))
                        .toList();
        if (!open.isEmpty()) {
            CheckView.FindingView first = open.getFirst();
            throw new ProblemException(
                    Kind.CONFLICT,
                    (open.size() == 1 ? "One finding has" : open.size() + " findings have")
                            + " to be looked at before the note is signed, the first: “" + first.found() + "”. "
                            + first.reason()
                            + " Nothing was signed. Put it right, or say with “looked” that it stays as it is.",
                    Map.of("findings", open));
        }
    }

    /**
     * Takes a note for oneself, so that others leave it alone.
     *
     * @param takeOver also when somebody else has it; they are told by what they try next
     */
    void claim(Caller caller, DocumentId id, boolean takeOver) {
        store.write(records -> {
            Document document = find(records, id);
            if (!takeOver) {
                leftAlone(records, caller, id);
            }
            records.documents().putClaim(Claim.from(clock.instant(), id, caller.id(), Claim.OF_NOTE));
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "document",
                    id.value(),
                    document.patient(),
                    Map.of("what", takeOver ? "taken over" : "claimed"));
            return document;
        });
    }

    /** Gives a note back to everybody; nothing happens when somebody else has it. */
    void release(Caller caller, DocumentId id) {
        store.write(records -> {
            Document document = find(records, id);
            if (records.documents()
                    .claim(id)
                    .filter(claim -> claim.user().equals(caller.id()))
                    .isPresent()) {
                records.documents().removeClaim(id);
                trail.append(
                        records,
                        caller,
                        AuditAction.CHANGE,
                        "document",
                        id.value(),
                        document.patient(),
                        Map.of("what", "released"));
            }
            return document;
        });
    }

    /** Keeps which parts of the recording somebody has played. */
    Listened heard(Caller caller, DocumentId id, List<Listened.Span> spans) {
        return store.write(records -> {
            Listened listened = records.dictations().listened(id, caller.id()).and(spans);
            records.dictations().putListened(id, caller.id(), listened);
            return listened;
        });
    }

    private static UserId handedInBy(Records records, DocumentId id) {
        // Corrections made in review are versions in review, too: the first of them is the one that was handed in.
        return records.dictations().versions(id).reversed().stream()
                .takeWhile(each -> each.state() == TranscriptState.IN_REVIEW)
                .reduce((later, earlier) -> earlier)
                .map(TranscriptVersion::editor)
                .orElseThrow(() -> new IllegalStateException("a note in review was handed in by somebody"));
    }

    /** The reason for blanks, where there are blanks. */
    private static String withoutBlanks(TranscriptVersion latest, String reason) {
        int blanks = Blank.in(latest.content().text()).size();
        if (blanks == 0) {
            return "";
        }
        if (reason.isBlank()) {
            throw new ConflictException((blanks == 1 ? "There is a blank" : "There are " + blanks + " blanks")
                    + " in the note. Fill them, or say why they are left. Nothing was changed.");
        }
        return reason.strip();
    }

    /** @throws ConflictException when somebody else is working on the note */
    private void leftAlone(Records records, Caller caller, DocumentId id) {
        Optional<Claim> others = records.documents()
                .claim(id)
                .filter(claim -> !claim.user().equals(caller.id()))
                .filter(claim -> claim.holdsAt(clock.instant()));
        if (others.isPresent()) {
            String who = records.accounts()
                    .find(others.get().user())
                    .map(each -> each.displayName())
                    .orElse("Somebody else");
            throw new ConflictException(who + " is working on this note since "
                    + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                            .withZone(zone)
                            .format(others.get().at())
                    + ". Nothing was changed. Wait, ask them, or take the note over.");
        }
    }

    void addendum(Caller caller, DocumentId id, String text) {
        store.write(records -> {
            Instant now = clock.instant();
            int number = records.dictations().addenda(id).size() + 1;
            records.dictations().addAddendum(new Addendum(id, number, text, caller.id(), now));
            Document document = find(records, id);
            records.documents().setPages(id, List.of(page(document, signedText(records, id), document.confidence())));
            Document kept = records.documents().update(stamped(document, now));
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "document",
                    id.value(),
                    kept.patient(),
                    Map.of("what", "addendum"));
            return kept;
        });
    }

    void about(Caller caller, DocumentId id, @Nullable String version, DictationsResource.About about) {
        store.write(records -> {
            Document document = find(records, id);
            Dictation dictation =
                    records.dictations().find(id).orElseThrow(() -> ProblemException.notFound("dictation"));
            Versions.check(version, document.version());
            boolean signed = records.dictations()
                    .latest(id)
                    .filter(each -> each.state() == TranscriptState.SIGNED)
                    .isPresent();
            if (signed || document.stage() == Stage.ENTERED_IN_ERROR || document.stage() == Stage.DESTROYED) {
                throw new ConflictException(
                        "The note is signed, or was marked as entered in error; it stays as it is.");
            }
            String workType = about.workType().map(String::strip).orElse(dictation.workType());
            records.dictations()
                    .update(new Dictation(
                            id,
                            dictation.author(),
                            workType,
                            about.due().or(dictation::due),
                            dictation.audioMs(),
                            dictation.peaks(),
                            dictation.playable()));
            Document kept = records.documents()
                    .update(new Document(
                            document.id(),
                            document.arrival(),
                            document.facility(),
                            document.kind(),
                            document.stage(),
                            document.stageReason(),
                            document.priority(),
                            about.patientId().or(document::patient),
                            document.encounter(),
                            document.type(),
                            document.date(),
                            document.author(),
                            workType.isBlank() ? document.title() : workType,
                            document.pages(),
                            document.confidence(),
                            document.source(),
                            document.createdAt(),
                            clock.instant(),
                            document.version()));
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "document",
                    id.value(),
                    kept.patient(),
                    Map.of("what", "about"));
            return kept;
        });
    }

    private interface Step {
        TranscriptVersion apply(Records records, TranscriptVersion latest);
    }

    private void step(Caller caller, DocumentId id, @Nullable String ifMatch, AuditAction action, Step step) {
        store.write(records -> {
            Document document = find(records, id);
            TranscriptVersion latest =
                    records.dictations().latest(id).orElseThrow(() -> ProblemException.notFound("transcript"));
            if (latest.state() == TranscriptState.SIGNED) {
                throw new ConflictException("The note is signed and frozen; write an addendum.");
            }
            if (document.stage().isWork()) {
                throw new ConflictException("The recording is being transcribed again; wait until it is through.");
            }
            if (document.stage() == Stage.ENTERED_IN_ERROR || document.stage() == Stage.DESTROYED) {
                throw new ConflictException("The note was marked as entered in error or destroyed.");
            }
            Versions.check(ifMatch, latest.number());
            leftAlone(records, caller, id);
            TranscriptVersion next = step.apply(records, latest);
            records.dictations().addVersion(next);
            if (next.state() == TranscriptState.SIGNED) {
                String seal = Seal.of(
                        document.source().file().sha256(), records.dictations().versions(id));
                records.dictations()
                        .addSignature(new Signature(id, next.number(), caller.id(), next.at(), seal, next.note()));
                Lessons.learn(records, caller.id(), id);
            }
            records.documents()
                    .setPages(
                            id,
                            List.of(page(
                                    document,
                                    next.state() == TranscriptState.SIGNED
                                            ? signedText(records, id)
                                            : next.content().text(),
                                    document.confidence())));
            Document kept = records.documents().update(moved(records, document, next, caller));
            Map<String, String> what = new HashMap<>(
                    Map.of("transcript", next.state().name(), "version", Integer.toString(next.number())));
            if (next.state() == TranscriptState.SIGNED) {
                List<String> left = checks
                        .severe(records, kept, next, next.content().text())
                        .stream()
                        .map(CheckView.FindingView::rule)
                        .toList();
                kept.patient().ifPresent(checks::chartChanged);
                if (!left.isEmpty()) {
                    what.put("findingsLeft", String.join(" ", left));
                }
            }
            trail.append(records, caller, action, "document", id.value(), kept.patient(), what);
            return kept;
        });
    }

    private TranscriptVersion next(
            TranscriptVersion latest, TranscriptState state, Transcript content, Caller caller, String note) {
        return new TranscriptVersion(
                latest.document(), latest.number() + 1, state, content, caller.id(), clock.instant(), note);
    }

    private static Document find(Records records, DocumentId id) {
        return records.documents().find(id).orElseThrow(() -> ProblemException.notFound("document"));
    }

    /** The signed text with its addenda, as the chart shows it and the index finds it. */
    private String signedText(Records records, DocumentId id) {
        StringBuilder text = new StringBuilder(records.dictations()
                .latest(id)
                .map(each -> each.content().text())
                .orElse(""));
        for (Addendum addendum : records.dictations().addenda(id)) {
            String author = records.accounts()
                    .find(addendum.author())
                    .map(each -> each.displayName())
                    .orElse("");
            text.append("\n\nAddendum ")
                    .append(addendum.number())
                    .append(" (")
                    .append(author)
                    .append(", ")
                    .append(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                            .withZone(zone)
                            .format(addendum.at()))
                    .append("):\n")
                    .append(addendum.text());
        }
        return text.toString();
    }

    private static Page page(Document document, String text, double confidence) {
        return new Page(
                document.id(),
                1,
                document.id(),
                1,
                text,
                confidence,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Document stamped(Document document, Instant now) {
        return with(document, document.stage(), document.stageReason(), document.type(), document.author(), now);
    }

    private Document moved(Records records, Document document, TranscriptVersion next, Caller caller) {
        Instant now = clock.instant();
        return switch (next.state()) {
            case DRAFT, IN_REVIEW, AWAITING_SIGNATURE, REJECTED, PENDED ->
                with(
                        document,
                        document.stage() == Stage.FILED ? Stage.FILED : Stage.READ,
                        "",
                        document.type(),
                        document.author(),
                        now);
            case SIGNED -> {
                boolean known = document.patient().isPresent();
                Optional<DocumentType> type = document.type()
                        .or(() -> records.dictations()
                                .find(document.id())
                                .flatMap(dictation -> types.named(dictation.workType())));
                yield with(
                        document,
                        known ? Stage.FILED : Stage.NEEDS_PERSON,
                        known ? "" : "Signed; choose whose chart it belongs to",
                        type,
                        caller.account().displayName(),
                        now);
            }
        };
    }

    private Document with(
            Document document, Stage stage, String reason, Optional<DocumentType> type, String author, Instant now) {
        return new Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                stage,
                reason,
                document.priority(),
                document.patient(),
                document.encounter(),
                type,
                document.date()
                        .or(() -> Optional.of(document.createdAt().atZone(zone).toLocalDate())),
                author,
                document.title(),
                1,
                document.confidence(),
                document.source(),
                document.createdAt(),
                now,
                document.version());
    }
}
