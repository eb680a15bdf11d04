package org.chartroom.api.dictations;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Addendum;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.text.Transcript;
import org.jspecify.annotations.Nullable;

/** Moves a note from draft to signed. Versions are added, never changed; what is signed stays as it is. */
public final class NoteDesk {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final DocumentTypes types;

    public NoteDesk(RecordStore store, AuditTrail trail, Clock clock, ZoneId zone, DocumentTypes types) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.zone = zone;
        this.types = types;
    }

    void edit(Caller caller, DocumentId id, @Nullable String version, String text) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            // The author may put a word right while signing: that does not send the note back to the start.
            TranscriptState state = latest.state() == TranscriptState.SUBMITTED && caller.is(Role.CLINICIAN)
                    ? TranscriptState.SUBMITTED
                    : TranscriptState.DRAFT;
            Transcript before = latest.content();
            Transcript content = new Transcript(
                    before.engine(),
                    before.model(),
                    before.audioMs(),
                    before.words(),
                    text,
                    before.edits(),
                    Sections.cut(text, before.sections()));
            return next(latest, state, content, caller, "");
        });
    }

    void submit(Caller caller, DocumentId id, @Nullable String version) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (latest.state() == TranscriptState.SUBMITTED) {
                throw new ConflictException("The note has been handed in already.");
            }
            return next(latest, TranscriptState.SUBMITTED, latest.content(), caller, "");
        });
    }

    void reject(Caller caller, DocumentId id, @Nullable String version, String note) {
        step(caller, id, version, AuditAction.CHANGE, (records, latest) -> {
            if (latest.state() != TranscriptState.SUBMITTED) {
                throw new ConflictException("Only a note that was handed in can be sent back.");
            }
            return next(latest, TranscriptState.REJECTED, latest.content(), caller, note);
        });
    }

    void sign(Caller caller, DocumentId id, @Nullable String version) {
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
            return next(latest, TranscriptState.SIGNED, latest.content(), caller, "");
        });
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
            TranscriptVersion next = step.apply(records, latest);
            records.dictations().addVersion(next);
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
            trail.append(
                    records,
                    caller,
                    action,
                    "document",
                    id.value(),
                    kept.patient(),
                    Map.of("transcript", next.state().name(), "version", Integer.toString(next.number())));
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
            case DRAFT, SUBMITTED, REJECTED ->
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
