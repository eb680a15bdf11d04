package org.chartroom.api.documents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** What becomes of a document at the filing desk besides being filed, and the second look at a filing. */
final class FilingOutcomes {
    /** How the audit trail says that a filing was sent back. */
    static final String SENT_BACK = "sent back at the second look";

    private static final Duration LATEST_CALL = Duration.ofDays(366);
    /** Clocks differ, and people type. */
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final FilingDesk desk;

    FilingOutcomes(RecordStore store, AuditTrail trail, Clock clock, FilingDesk desk) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
        this.desk = desk;
    }

    /** It is not ours; said again of a paper that is known not to be ours, it keeps what is known now. */
    Document misdirected(Caller caller, DocumentId id, @Nullable String version, FilingStep.Misdirected step) {
        return store.write(records -> {
            Document document = FilingDesk.read(records, id, version);
            if (document.stage() != Stage.MISDIRECTED) {
                requireWaiting(document);
            }
            desk.claims().leftAlone(records, caller, id);
            records.filings().log(id, clock.instant(), caller.id(), step);
            records.documents().removeClaim(id);
            return desk.kept(
                    records,
                    caller,
                    staged(document, Stage.MISDIRECTED, "Not this office's"),
                    AuditAction.STAGE,
                    document.stage(),
                    Map.of(
                            "what",
                            "misdirected",
                            "senderTold",
                            Boolean.toString(step.senderTold()),
                            "fate",
                            step.fate().name()));
        });
    }

    Document broughtBack(Caller caller, DocumentId id, @Nullable String version, String note) {
        return store.write(records -> {
            Document document = FilingDesk.read(records, id, version);
            if (document.stage() != Stage.MISDIRECTED) {
                throw new ConflictException("The document is not among those that are not this office's.");
            }
            records.filings().log(id, clock.instant(), caller.id(), new FilingStep.BroughtBack(note));
            return desk.kept(
                    records,
                    caller,
                    staged(
                            document,
                            Stage.NEEDS_PERSON,
                            "Brought back: it was said not to be this office's. Look whose it is"),
                    AuditAction.STAGE,
                    document.stage(),
                    Map.of("what", "brought back"));
        });
    }

    Document callback(Caller caller, DocumentId id, @Nullable String version, FilingStep.Callback step) {
        Instant now = clock.instant();
        if (step.due().isBefore(now.minus(JUST_NOW)) || step.due().isAfter(now.plus(LATEST_CALL))) {
            throw ProblemException.badRequest(
                    "The call is due within a year from now, not before and not after. Nothing was kept.");
        }
        return marked(caller, id, version, step, "callback");
    }

    Document callbackDone(Caller caller, DocumentId id, @Nullable String version, String note) {
        boolean toCall = store.read(records -> records.filings().last(id))
                .filter(line -> line.step() instanceof FilingStep.Callback)
                .isPresent();
        if (!toCall) {
            throw new ConflictException("Nobody is to be called about this document.");
        }
        return marked(caller, id, version, new FilingStep.CallbackDone(note), "callback done");
    }

    /** Keeps a mark on a document that stays where it is. */
    private Document marked(Caller caller, DocumentId id, @Nullable String version, FilingStep step, String what) {
        return store.write(records -> {
            Document document = FilingDesk.read(records, id, version);
            requireWaiting(document);
            desk.claims().leftAlone(records, caller, id);
            records.filings().log(id, clock.instant(), caller.id(), step);
            return desk.kept(
                    records,
                    caller,
                    staged(document, document.stage(), document.stageReason()),
                    AuditAction.CHANGE,
                    document.stage(),
                    Map.of("what", what));
        });
    }

    Document confirmed(Caller caller, DocumentId id, @Nullable String version) {
        return store.write(records -> {
            Document document = FilingDesk.read(records, id, version);
            decide(records, caller, id, SecondLook.Outcome.CONFIRMED, "");
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    "document",
                    id.value(),
                    document.patient(),
                    Map.of("what", "second look confirmed"));
            return document;
        });
    }

    /** Takes the document out of the chart; it waits at the desk again, with the reason. */
    Document sentBack(Caller caller, DocumentId id, @Nullable String version, String note) {
        return store.write(records -> {
            Document document = FilingDesk.read(records, id, version);
            decide(records, caller, id, SecondLook.Outcome.SENT_BACK, note);
            trail.append(
                    records,
                    caller,
                    AuditAction.FILE,
                    "document",
                    id.value(),
                    document.patient(),
                    Map.of("what", SENT_BACK));
            return desk.kept(
                    records,
                    caller,
                    desk.with(
                            document,
                            Stage.NEEDS_PERSON,
                            "Sent back at the second look: " + note,
                            Optional.empty(),
                            Optional.empty(),
                            document.type(),
                            document.date()),
                    AuditAction.STAGE,
                    document.stage(),
                    Map.of());
        });
    }

    private void decide(Records records, Caller caller, DocumentId id, SecondLook.Outcome outcome, String note) {
        SecondLook look = records.filings()
                .secondLook(id)
                .filter(each -> each.decision().isEmpty())
                .orElseThrow(
                        () -> new ConflictException("Nobody asked for a second look at this filing, or it was taken."));
        if (look.filer().equals(caller.id())) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "The filing is your own. Nothing was changed. Somebody else takes the second look; if it is wrong,"
                            + " take the document out of the chart.");
        }
        records.filings().decide(look.number(), new SecondLook.Decision(outcome, caller.id(), clock.instant(), note));
    }

    private Document staged(Document document, Stage stage, String reason) {
        return desk.with(
                document, stage, reason, document.patient(), document.encounter(), document.type(), document.date());
    }

    private static void requireWaiting(Document document) {
        switch (document.stage()) {
            case READ, NEEDS_PERSON -> {}
            case FILED -> throw new ConflictException("The document is in a chart. Take it out of the chart first.");
            case RECEIVED, READING, TRANSCRIBING -> throw new ConflictException("The document is still being read.");
            case QUARANTINED -> throw new ConflictException("The document is set aside; have it read again first.");
            case ENTERED_IN_ERROR, MISDIRECTED, MERGED, DESTROYED ->
                throw new ConflictException("The document does not wait to be filed.");
        }
    }
}
