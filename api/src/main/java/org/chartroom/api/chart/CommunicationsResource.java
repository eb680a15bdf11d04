package org.chartroom.api.chart;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Communications by themselves: what is still to be done, what came of them, corrections. */
@Path("communications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CommunicationsResource {
    private static final String KIND = "communication";
    private static final int LONGEST = 10_000;
    private static final int LONGEST_QUERY = 200;
    private static final int MOST_WORDS = 8;
    private static final int MOST_FOUND = 200;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final FacilityId facility;

    public CommunicationsResource(Counter counter) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.facility = counter.facility();
    }

    /**
     * What is still to be done, the longest due first; with {@code q} all communications that say it, the latest first.
     *
     * @param q words, each of which stands in it somewhere
     * @param followUp {@code due} for what is due today or before, {@code open} (usual) for all
     * @param whose {@code me} for the caller's and what is anybody's, {@code all} (usual)
     */
    @GET
    @OpenToSignedIn
    public Paging<CommunicationView> toDo(
            @QueryParam("q") @Nullable String q,
            @QueryParam("followUp") @Nullable String followUp,
            @QueryParam("for") @Nullable String whose,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        boolean dueOnly = one("followUp", followUp, "open", "due").equals("due");
        boolean mine = one("for", whose, "all", "me").equals("me");
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (q != null && !q.isBlank()) {
            return saying(caller, q.strip(), today);
        }
        List<CommunicationView> open = store.read(records -> records.communications().open(facility).stream()
                .filter(each -> records.patients()
                        .find(each.patient())
                        .filter(caller::maySee)
                        .isPresent())
                .filter(each -> !dueOnly
                        || each.followUp()
                                .filter(due -> !due.due().isAfter(today))
                                .isPresent())
                .filter(each -> !mine
                        || each.followUp()
                                .flatMap(Communication.FollowUp::by)
                                .map(caller.id()::equals)
                                .orElse(true))
                .map(each -> CommunicationView.of(records, each, today))
                .toList());
        trail.part(caller, "communications", facility.value(), Optional.empty(), "list");
        return new Paging<>(open, Optional.empty());
    }

    private Paging<CommunicationView> saying(Caller caller, String q, LocalDate today) {
        List<String> words = List.of(q.split("\\s+"));
        if (words.size() > MOST_WORDS || q.length() > LONGEST_QUERY) {
            throw ProblemException.badRequest("q has at most " + MOST_WORDS + " words. Nothing was looked for.");
        }
        List<CommunicationView> found =
                store.read(records -> records.communications().saying(facility, words, MOST_FOUND).stream()
                        .filter(each -> records.patients()
                                .find(each.patient())
                                .filter(caller::maySee)
                                .isPresent())
                        .map(each -> CommunicationView.of(records, each, today))
                        .toList());
        trail.part(caller, "communications", facility.value(), Optional.empty(), "search");
        return new Paging<>(found, Optional.empty());
    }

    private static String one(String name, @Nullable String given, String usual, String other) {
        if (given == null || given.isBlank()) {
            return usual;
        }
        if (!Set.of(usual, other).contains(given.strip())) {
            throw ProblemException.badRequest(name + " must be " + usual + " or " + other + ".");
        }
        return given.strip();
    }

    /** Somebody who can be asked to follow something up. */
    public record Colleague(UserId id, String displayName, Set<Role> roles) {}

    /** Who can be asked to follow something up, by name. */
    @GET
    @Path("colleagues")
    @OpenToSignedIn
    public Paging<Colleague> colleagues() {
        List<Colleague> all = store.read(records -> records.accounts().all()).stream()
                .filter(each -> !each.disabled() && !each.roles().equals(Set.of(Role.WORKER)))
                .sorted(Comparator.comparing(UserAccount::displayName))
                .map(each -> new Colleague(each.id(), each.displayName(), each.roles()))
                .toList();
        return new Paging<>(all, Optional.empty());
    }

    @GET
    @Path("{id}")
    @OpenToSignedIn
    public Response communication(@PathParam("id") CommunicationId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Communication found = open(caller, id);
        trail.read(caller, KIND, id.value(), Optional.of(found.patient()));
        return answer(found);
    }

    /** As it was written down and corrected, from the first. */
    @GET
    @Path("{id}/versions")
    @OpenToSignedIn
    public Paging<CommunicationView> versions(
            @PathParam("id") CommunicationId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Communication found = open(caller, id);
        trail.read(caller, KIND, id.value(), Optional.of(found.patient()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return new Paging<>(
                store.read(records -> records.communications().versions(id).stream()
                        .map(each -> CommunicationView.of(records, each, today))
                        .toList()),
                Optional.empty());
    }

    /** Corrects it: what was written before stays in the versions. */
    @PUT
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response correct(
            @PathParam("id") CommunicationId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable CommunicationWrite wanted,
            @Context ContainerRequestContext request) {
        CommunicationWrite given = given(wanted);
        return changed(id, version, "corrected", request, (records, before) -> {
            Patient patient =
                    records.patients().find(before.patient()).orElseThrow(() -> ProblemException.notFound("patient"));
            return given.of(
                    records,
                    id,
                    patient,
                    Optional.of(before),
                    Caller.of(request).id(),
                    clock.instant());
        });
    }

    /**
     * What came of it.
     *
     * @param done whether nothing is left to be done
     * @param followUp what is to be done next; with {@code done} it must be left out
     */
    record Outcome(
            String outcome,
            @Nullable String answeredBy,
            boolean done,
            Optional<CommunicationWrite.FollowUpWrite> followUp) {
        Outcome {
            outcome = CommunicationWrite.text("outcome", outcome, LONGEST);
            if (outcome.isEmpty()) {
                throw new IllegalArgumentException("outcome is needed: say what came of it");
            }
            if (done && followUp.isPresent()) {
                throw new IllegalArgumentException("what is done needs no followUp");
            }
        }
    }

    @POST
    @Path("{id}/outcome")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response outcome(
            @PathParam("id") CommunicationId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Outcome wanted,
            @Context ContainerRequestContext request) {
        Outcome given = given(wanted);
        return changed(id, version, "outcome", request, (records, before) -> {
            Instant now = clock.instant();
            Optional<Communication.FollowUp> next = given.followUp().isPresent()
                    ? given.followUp().map(each -> CommunicationWrite.followUp(records, each, Optional.empty()))
                    : before.followUp()
                            .map(was -> given.done() && was.doneAt().isEmpty()
                                    ? new Communication.FollowUp(was.due(), was.by(), was.what(), Optional.of(now))
                                    : was);
            return with(
                    before,
                    given.outcome(),
                    given.answeredBy() == null
                            ? before.answeredBy()
                            : CommunicationWrite.text("answeredBy", given.answeredBy(), 200),
                    next,
                    "",
                    Caller.of(request).id(),
                    now);
        });
    }

    /** Why it should never have been in this chart. */
    record Error(String reason) {
        Error {
            reason = CommunicationWrite.text("reason", reason, 500);
            if (reason.isEmpty()) {
                throw new IllegalArgumentException("reason is needed");
            }
        }
    }

    /** Marks it as an error: it stays visible, struck out, with the reason; nothing of it is to be done any more. */
    @POST
    @Path("{id}/entered-in-error")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response enteredInError(
            @PathParam("id") CommunicationId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Error wanted,
            @Context ContainerRequestContext request) {
        Error given = given(wanted);
        return changed(
                id,
                version,
                "entered in error",
                request,
                (records, before) -> with(
                        before,
                        before.outcome(),
                        before.answeredBy(),
                        before.followUp(),
                        given.reason(),
                        Caller.of(request).id(),
                        clock.instant()));
    }

    private Response changed(
            CommunicationId id,
            @Nullable String version,
            String what,
            ContainerRequestContext request,
            BiFunction<Records, Communication, Communication> change) {
        Caller caller = Caller.of(request);
        open(caller, id);
        return answer(store.write(records -> {
            Communication before = records.communications().find(id).orElseThrow(() -> ProblemException.notFound(KIND));
            Versions.check(version, before.version());
            if (before.inError()) {
                throw new ConflictException(
                        "The communication was marked as entered in error; write a new one instead.");
            }
            Communication kept = records.communications().update(change.apply(records, before));
            trail.append(
                    records,
                    caller,
                    AuditAction.CHANGE,
                    KIND,
                    id.value(),
                    Optional.of(kept.patient()),
                    Map.of("what", what, "version", Integer.toString(kept.version())));
            return kept;
        }));
    }

    private Communication open(Caller caller, CommunicationId id) {
        Communication found = store.read(records -> records.communications().find(id))
                .orElseThrow(() -> ProblemException.notFound(KIND));
        access.patient(caller, found.patient());
        return found;
    }

    private Response answer(Communication each) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return Response.ok(store.read(records -> CommunicationView.of(records, each, today)))
                .tag(Versions.tag(each.version()))
                .build();
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }

    private static Communication with(
            Communication before,
            String outcome,
            String answeredBy,
            Optional<Communication.FollowUp> followUp,
            String errorReason,
            UserId editor,
            Instant now) {
        return new Communication(
                before.id(),
                before.patient(),
                before.facility(),
                before.way(),
                before.direction(),
                before.counterpart(),
                before.contact(),
                before.at(),
                before.subject(),
                before.text(),
                outcome,
                answeredBy,
                followUp,
                before.encounter(),
                before.documents(),
                errorReason,
                editor,
                now,
                before.version());
    }
}
