package org.chartroom.api.aids;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAid;
import org.chartroom.models.record.WritingAidId;
import org.jspecify.annotations.Nullable;

/** Templates and macros: the office's, which administrators keep, and each person's own. */
@Path("writing-aids")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WritingAidsResource {
    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final AidShelf shelf;

    public WritingAidsResource(Counter counter, AidShelf shelf) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.shelf = shelf;
    }

    /** Whose a text is. */
    public enum Scope {
        OWN,
        AUTHOR,
        OFFICE,
        SHIPPED
    }

    /** A template or macro as it is listed. */
    public record WritingAidView(
            WritingAidId id,
            WritingAid.Kind kind,
            Scope scope,
            String name,
            String workType,
            String spoken,
            boolean starts,
            String text,
            Instant changedAt,
            int version) {
        static WritingAidView of(WritingAid aid, UserId caller) {
            Scope scope = AidShelf.isShipped(aid)
                    ? Scope.SHIPPED
                    : aid.owner().isEmpty()
                            ? Scope.OFFICE
                            : aid.owner().get().equals(caller) ? Scope.OWN : Scope.AUTHOR;
            return new WritingAidView(
                    aid.id(),
                    aid.kind(),
                    scope,
                    aid.name(),
                    aid.workType(),
                    aid.spoken(),
                    aid.starts(),
                    aid.text(),
                    aid.changedAt(),
                    aid.version());
        }
    }

    /**
     * A template or macro as it is made or changed.
     *
     * @param office whether it is the office's; taken when it is made, never changed
     */
    public record WritingAidWrite(
            WritingAid.@Nullable Kind kind,
            boolean office,
            @Nullable String name,
            @Nullable String workType,
            @Nullable String spoken,
            boolean starts,
            @Nullable String text) {}

    /**
     * What there is for the caller.
     *
     * @param author whose notes the caller works on: that person's own texts are there, too
     */
    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Paging<WritingAidView> writingAids(
            @QueryParam("author") @Nullable String author, @Context ContainerRequestContext request) {
        UserId caller = Caller.of(request).id();
        Optional<UserId> writer = Optional.ofNullable(author)
                .filter(each -> !each.isBlank())
                .map(WritingAidsResource::user)
                .filter(each -> !each.equals(caller));
        return new Paging<>(
                store.read(records -> shelf.of(records, caller, writer)).stream()
                        .map(aid -> WritingAidView.of(aid, caller))
                        .toList(),
                Optional.empty());
    }

    @POST
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable WritingAidWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        WritingAidWrite given = given(wanted);
        mayKeep(caller, given.office());
        Instant now = clock.instant();
        WritingAid made = store.write(records -> {
            String id = Repeats.once(records, "writing-aid", caller.id(), key, now, () -> {
                WritingAid aid = aid(
                        new WritingAidId(ids.get()),
                        given.office() ? Optional.empty() : Optional.of(caller.id()),
                        given,
                        caller,
                        now,
                        1);
                records.writingAids().add(aid);
                audit(records, caller, AuditAction.CREATE, aid, "made");
                return aid.id().value();
            });
            return find(records, caller, id);
        });
        return Response.status(Response.Status.CREATED)
                .entity(WritingAidView.of(made, caller.id()))
                .tag(Versions.tag(made.version()))
                .build();
    }

    @PUT
    @Path("{id}")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WritingAidWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        WritingAid changed = store.write(records -> {
            WritingAid before = find(records, caller, id);
            WritingAidWrite given = given(wanted);
            mayKeep(caller, before.owner().isEmpty());
            Versions.check(version, before.version());
            WritingAid aid = aid(before.id(), before.owner(), given, caller, clock.instant(), before.version() + 1);
            records.writingAids().update(aid);
            audit(records, caller, AuditAction.CHANGE, aid, "changed");
            return aid;
        });
        return Response.ok(WritingAidView.of(changed, caller.id()))
                .tag(Versions.tag(changed.version()))
                .build();
    }

    @DELETE
    @Path("{id}")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response remove(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        store.write(records -> {
            WritingAid before = find(records, caller, id);
            mayKeep(caller, before.owner().isEmpty());
            Versions.check(version, before.version());
            records.writingAids().remove(before.id());
            audit(records, caller, AuditAction.CHANGE, before, "removed");
            return before;
        });
        return Response.noContent().build();
    }

    private void audit(Records records, Caller caller, AuditAction action, WritingAid aid, String what) {
        trail.append(
                records,
                caller,
                action,
                "writing-aid",
                aid.id().value(),
                Optional.empty(),
                Map.of(
                        "what",
                        what,
                        "kind",
                        aid.kind().name().toLowerCase(Locale.ROOT),
                        "of",
                        aid.owner().isEmpty() ? "office" : "own"));
    }

    private static WritingAid aid(
            WritingAidId id, Optional<UserId> owner, WritingAidWrite given, Caller caller, Instant now, int version) {
        return new WritingAid(
                id,
                given.kind() == null ? WritingAid.Kind.TEMPLATE : given.kind(),
                owner,
                stripped(given.name()),
                stripped(given.workType()),
                stripped(given.spoken()).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "),
                given.starts(),
                given.text() == null ? "" : given.text().stripTrailing(),
                caller.id(),
                now,
                version);
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Other people's own texts look as if they were not there. */
    private static WritingAid find(Records records, Caller caller, String id) {
        Optional<WritingAid> there;
        try {
            there = records.writingAids().find(new WritingAidId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("template or macro");
        }
        return there.filter(aid -> aid.owner().map(caller.id()::equals).orElse(true))
                .orElseThrow(() -> ProblemException.notFound("template or macro"));
    }

    private static void mayKeep(Caller caller, boolean office) {
        if (office && !caller.is(Role.ADMINISTRATOR)) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "The office's texts are kept by administrators. Nothing was changed. Keep a text of your own.");
        }
    }

    private static WritingAidWrite given(@Nullable WritingAidWrite wanted) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send the text as JSON: kind, name and text at least.");
        }
        return wanted;
    }

    private static UserId user(String given) {
        try {
            return new UserId(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("user");
        }
    }
}
