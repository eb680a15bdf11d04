package org.chartroom.api.retention;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.HoldScope;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** Legal holds, for the privacy officer and the administrator. One person sets a hold, two lift it. */
@Path("holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldsResource {
    private static final String KIND = "hold";

    private final Counter counter;
    private final Schedules schedules;

    public HoldsResource(Counter counter, Schedules schedules) {
        this.counter = counter;
        this.schedules = schedules;
    }

    /**
     * A hold to set; at least one part of the scope.
     *
     * @param author custodian: part of the author's name
     * @param channel custodian: the door it came through
     */
    public record HoldWrite(
            @Nullable PatientId patientId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String author,
            @Nullable Channel channel,
            @Nullable Set<DocumentId> documents,
            @Nullable String matter,
            @Nullable String reason) {}

    /** Why a hold shall end. */
    public record LiftWanted(@Nullable String reason) {}

    /** All holds, the latest first; what is over closed charts only for those they are open to. */
    @GET
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<HoldView> holds(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Paging<HoldView> page = counter.store().read(records -> {
            Slice<Hold> slice = records.holds().latest(counter.facility(), Paging.cursor(cursor), Paging.limit(limit));
            return new Paging<>(
                    slice.items().stream()
                            .filter(hold -> isOpen(records, caller, hold))
                            .map(hold -> HoldView.of(records, hold))
                            .toList(),
                    slice.next());
        });
        counter.trail().part(caller, KIND, counter.facility().value(), Optional.empty(), "list");
        return page;
    }

    /** Sets a hold; it is in force when this answers. */
    @POST
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response set(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable HoldWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("Send the hold as JSON: what it is over, matter and reason.");
        }
        Instant now = counter.clock().instant();
        HoldView set = counter.store().write(records -> {
            String id = Repeats.once(records, KIND, caller.id(), key, now, () -> {
                Hold hold = hold(records, caller, wanted, now);
                records.holds().add(hold);
                audit(records, caller, hold, "set");
                return hold.id().value();
            });
            return HoldView.of(records, find(records, caller, id));
        });
        return Response.status(Response.Status.CREATED)
                .entity(set)
                .tag(Versions.tag(set.version()))
                .build();
    }

    private Hold hold(Records records, Caller caller, HoldWrite wanted, Instant now) {
        Set<DocumentId> documents = wanted.documents() == null ? Set.of() : wanted.documents();
        if (wanted.patientId() != null
                && records.patients()
                        .find(wanted.patientId())
                        .filter(caller::maySee)
                        .isEmpty()) {
            throw ProblemException.notFound("patient");
        }
        boolean open = documents.stream()
                .allMatch(document -> records.documents()
                        .find(document)
                        .filter(each -> Access.maySee(records, caller, each))
                        .isPresent());
        if (!open) {
            throw ProblemException.notFound("document");
        }
        try {
            return Hold.set(
                    new HoldId(counter.ids().get()),
                    counter.facility(),
                    new HoldScope(
                            Optional.ofNullable(wanted.patientId()),
                            Optional.ofNullable(wanted.from()),
                            Optional.ofNullable(wanted.to()),
                            wanted.author() == null ? "" : wanted.author(),
                            Optional.ofNullable(wanted.channel()),
                            documents),
                    wanted.matter() == null ? "" : wanted.matter(),
                    wanted.reason() == null ? "" : wanted.reason(),
                    schedules.now(records).secondForHolds(),
                    caller.actor(),
                    now);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("No hold was set: " + e.getMessage() + ".");
        }
    }

    @GET
    @Path("{id}")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response hold(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Hold hold = counter.store().read(records -> find(records, caller, id));
        HoldView view = counter.store().read(records -> HoldView.of(records, hold));
        counter.trail().read(caller, KIND, hold.id().value(), hold.scope().patient());
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    /** Asks that a hold be lifted; it stays in force until a second person agrees. */
    @POST
    @Path("{id}/lift")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response lift(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable LiftWanted wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String reason = wanted == null || wanted.reason() == null ? "" : wanted.reason();
        return changed(caller, id, version, "lifting asked for", hold -> {
            try {
                return hold.liftAsked(caller.actor(), counter.clock().instant(), reason);
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("The hold stays in force: " + e.getMessage() + ".");
            }
        });
    }

    /** Agrees, as the second person, to what waits: that a hold is right, or that it is lifted. */
    @POST
    @Path("{id}/confirm")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response confirm(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return changed(
                caller,
                id,
                version,
                "confirmed",
                hold -> hold.confirmed(caller.actor(), counter.clock().instant()));
    }

    /** Says that a hold shall not be lifted. */
    @POST
    @Path("{id}/decline")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response decline(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return changed(
                caller,
                id,
                version,
                "lifting declined",
                hold -> hold.liftDeclined(caller.actor(), counter.clock().instant()));
    }

    private Response changed(
            Caller caller, String id, @Nullable String version, String what, UnaryOperator<Hold> change) {
        HoldView view = counter.store().write(records -> {
            Hold before = find(records, caller, id);
            Versions.check(version, before.version());
            Hold hold = records.holds().update(change.apply(before));
            audit(records, caller, hold, what);
            return HoldView.of(records, hold);
        });
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    private void audit(Records records, Caller caller, Hold hold, String what) {
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.HOLD,
                        KIND,
                        hold.id().value(),
                        hold.scope().patient(),
                        Map.of("what", what, "state", hold.state().name()));
    }

    private static Hold find(Records records, Caller caller, String id) {
        Optional<Hold> there;
        try {
            there = records.holds().find(new HoldId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("hold");
        }
        return there.filter(hold -> isOpen(records, caller, hold)).orElseThrow(() -> ProblemException.notFound("hold"));
    }

    private static boolean isOpen(Records records, Caller caller, Hold hold) {
        List<DocumentId> documents = List.copyOf(hold.scope().documents());
        return hold.scope()
                        .patient()
                        .flatMap(records.patients()::find)
                        .map(caller::maySee)
                        .orElse(true)
                && documents.stream()
                        .flatMap(each -> records.documents().find(each).stream())
                        .allMatch(each -> Access.maySee(records, caller, each));
    }
}
