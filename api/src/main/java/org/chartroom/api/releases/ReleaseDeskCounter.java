package org.chartroom.api.releases;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.release.NotYetException;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.RuleBook;
import org.chartroom.release.Subject;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.DueDates;
import org.chartroom.release.forms.Revocations;
import org.jspecify.annotations.Nullable;

/** Reads and changes requests: in one transaction with what they are held against and with the audit entry. */
final class ReleaseDeskCounter {
    static final String KIND = "release";
    private static final int PAIRS_LOOKED_AT = 500;
    private static final Set<ReleaseState> DONE =
            Set.of(ReleaseState.CLOSED, ReleaseState.CANCELLED, ReleaseState.DENIED, ReleaseState.NO_RECORDS);

    private final Counter counter;
    private final RuleBook book;

    ReleaseDeskCounter(Counter counter, RuleBook book) {
        this.counter = counter;
        this.book = book;
    }

    Counter counter() {
        return counter;
    }

    RuleBook book() {
        return book;
    }

    /** What a step makes of a request. */
    @FunctionalInterface
    interface Change {
        ReleaseRequest of(Records records, ReleaseRequest request, Surroundings now);
    }

    /** The request, if it is there and its patient's chart is open to the caller. */
    ReleaseRequest find(Records records, Caller caller, String id) {
        Optional<ReleaseRequest> there;
        try {
            there = records.releases().find(new ReleaseId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("request");
        }
        return there.filter(request -> request.facility().equals(counter.facility()))
                .filter(request -> isOpen(records, caller, request))
                .orElseThrow(() -> ProblemException.notFound("request"));
    }

    /** Whether the chart that the request is about is open to the caller; one that is about nobody yet is. */
    boolean isOpen(Records records, Caller caller, ReleaseRequest request) {
        return request.patient()
                .flatMap(patient -> records.patients().find(patient))
                .map(caller::maySee)
                .orElse(true);
    }

    /** What the request is held against, now. */
    Surroundings around(Records records, ReleaseRequest request) {
        Instant now = counter.clock().instant();
        Subject subject = request.patient()
                .flatMap(patient -> records.patients().find(patient))
                .map(patient -> subject(records, patient, request))
                .orElse(Subject.UNKNOWN);
        return new Surroundings(now, counter.zone(), book, subject);
    }

    private Subject subject(Records records, Patient patient, ReleaseRequest request) {
        boolean doubtful = patient.mergedInto().isPresent()
                || records
                        .duplicates()
                        .list(counter.facility(), DuplicatePair.State.OPEN, Optional.empty(), PAIRS_LOOKED_AT)
                        .items()
                        .stream()
                        .anyMatch(pair -> Stream.of(pair.one(), pair.other()).anyMatch(patient.id()::equals));
        return new Subject(
                Optional.of(patient.birthDate()),
                patient.deceasedOn(),
                doubtful,
                Optional.empty(),
                Set.of(),
                AmendmentWords.mark(AmendmentWords.carried(records, request)));
    }

    /**
     * Changes a request.
     *
     * @param version the If-Match header
     * @param what was done, for the audit trail and the request's own history
     */
    ReleaseView change(Caller caller, String id, @Nullable String version, String what, Change change) {
        try {
            return counter.store().write(records -> {
                ReleaseRequest before = find(records, caller, id);
                Versions.check(version, before.version());
                if (before.closed()) {
                    throw new ProblemException(Kind.CONFLICT, "The request is closed; nothing of it was changed.");
                }
                Surroundings now = around(records, before);
                ReleaseRequest changed = change.of(records, before, now);
                return keep(records, caller, before, changed, what);
            });
        } catch (NotYetException e) {
            throw refused(e);
        }
    }

    /** Changes a request as {@link #change} does, and answers how it stands then. */
    Response step(Caller caller, String id, @Nullable String version, String what, Change change) {
        return answer(change(caller, id, version, what, change));
    }

    /** Writes a changed request with its audit entry. */
    ReleaseView keep(Records records, Caller caller, ReleaseRequest before, ReleaseRequest changed, String what) {
        return keep(records, caller, before, changed, what, Optional.empty());
    }

    /** The same while a letter goes in this very transaction. */
    ReleaseView keep(
            Records records,
            Caller caller,
            ReleaseRequest before,
            ReleaseRequest changed,
            String what,
            Optional<Letter.Kind> going) {
        ReleaseRequest lawful = revokedAsBefore(records, before, changed);
        ReleaseRequest noted = lawful.steps().size() > before.steps().size()
                ? lawful
                : lawful.noted(what, caller.actor(), counter.clock().instant());
        Surroundings now = around(records, noted);
        ReleaseState state = ReleaseDesk.standing(noted, now).state();
        boolean open = !noted.closed() && (!DONE.contains(state) || owesLetter(records, noted, going));
        ReleaseRequest kept = records.releases().update(noted, due(noted), open);
        audit(records, caller, AuditAction.CHANGE, kept, what);
        return ReleaseView.of(records, kept, now);
    }

    /** Whether it is over, and the letter that says so has not gone: it stays in the queue until then. */
    private static boolean owesLetter(Records records, ReleaseRequest request, Optional<Letter.Kind> going) {
        Set<Letter.Kind> owed = switch (request.aside().map(Aside::kind).orElse(Aside.Kind.CANCELLED)) {
            case DENIED -> Set.of(Letter.Kind.DENIAL);
            case NO_RECORDS -> Set.of(Letter.Kind.NO_RECORDS);
            case PENDED, HELD, EXCEPTION, CORRECTION_REQUESTED, REJECTED, CANCELLED, REVOKED, BREACH_REVIEW -> Set.of();
        };
        return !owed.isEmpty()
                && going.filter(owed::contains).isEmpty()
                && records.letters().of(Letter.Matter.of(request.id())).stream()
                        .noneMatch(letter ->
                                owed.contains(letter.kind()) && letter.sending().isPresent());
    }

    /** With a form that was revoked before, whatever was entered in between. */
    private static ReleaseRequest revokedAsBefore(Records records, ReleaseRequest before, ReleaseRequest changed) {
        if (changed.basis().isEmpty() || changed.basis().equals(before.basis())) {
            return changed;
        }
        List<BasisProof> earlier = records.releases().versions(before.id()).stream()
                .flatMap(version -> version.basis().stream())
                .distinct()
                .toList();
        return changed.withBasis(Revocations.kept(changed.basis().get(), earlier));
    }

    LocalDate due(ReleaseRequest request) {
        return DueDates.due(request, book, counter.zone());
    }

    void audit(Records records, Caller caller, AuditAction action, ReleaseRequest request, String what) {
        counter.trail()
                .append(records, caller, action, KIND, request.id().value(), request.patient(), Map.of("what", what));
    }

    /** What is missing, as a problem that says it with the rules. */
    static ProblemException refused(NotYetException not) {
        return refused(String.valueOf(not.getMessage()), not.reasons());
    }

    /** What stands against something, one or more, as a problem that says it with the rules. */
    static ProblemException refused(List<Reason> reasons) {
        return refused(reasons.getFirst().words(), reasons);
    }

    private static ProblemException refused(String first, List<Reason> all) {
        List<Map<String, String>> reasons =
                all.stream().map(ReleaseDeskCounter::shown).toList();
        return new ProblemException(
                Kind.CONFLICT,
                first + " Nothing was changed"
                        + (reasons.size() > 1 ? "; " + (reasons.size() - 1) + " more stand in the way." : "."),
                Map.of("reasons", reasons));
    }

    private static Map<String, String> shown(Reason reason) {
        return Map.of(
                "rule", reason.rule().name(),
                "citation", reason.rule().citation(),
                "words", reason.words());
    }

    /** What a packet was made of stays as it is once it has left. */
    static void requireNotSent(ReleaseRequest request) {
        if (request.handover().isPresent()) {
            throw new ProblemException(
                    Kind.CONFLICT, "The packet was handed over; what it was made of stays as it is.");
        }
    }

    /** The request as it is now, with its version as ETag. */
    static Response answer(ReleaseView view) {
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }
}
