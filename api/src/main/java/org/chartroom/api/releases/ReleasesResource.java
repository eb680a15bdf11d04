package org.chartroom.api.releases;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.jspecify.annotations.Nullable;

/**
 * Requests for records: the queue, a new one, and one as a checklist. The steps are classes of their own; none is skipped, whatever is
 * called.
 */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReleasesResource {
    private final ReleaseDeskCounter desk;
    private final Counter counter;

    ReleasesResource(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /**
     * A request that came in.
     *
     * @param document the scanned request, where there is one
     */
    public record RequestWrite(
            @Nullable RequesterType type,
            @Nullable String requester,
            Receipt.@Nullable Door channel,
            @Nullable To recipient,
            @Nullable Asked scope,
            @Nullable String purpose,
            @Nullable String justification,
            @Nullable DocumentId document) {}

    /**
     * The queue, the most urgent first.
     *
     * @param due only those due on that day or before
     */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Paging<ReleaseLine> queue(
            @QueryParam("due") @Nullable String due,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<LocalDate> by = day(due);
        Paging<ReleaseLine> page = counter.store().read(records -> {
            Slice<ReleaseRequest> slice;
            try {
                slice = records.releases().queue(counter.facility(), by, Paging.cursor(cursor), Paging.limit(limit));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("The cursor is none of this list. Begin again without it.");
            }
            return new Paging<>(
                    slice.items().stream()
                            .filter(each -> desk.isOpen(records, caller, each))
                            .map(each -> ReleaseLine.of(records, each, desk.around(records, each)))
                            .toList(),
                    slice.next());
        });
        counter.trail().part(caller, ReleaseDeskCounter.KIND, counter.facility().value(), Optional.empty(), "queue");
        return page;
    }

    private static Optional<LocalDate> day(@Nullable String due) {
        if (due == null || due.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(due));
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("due is a day, such as 2026-07-01.");
        }
    }

    /** Logs a request, with the server's time: the time to answer runs from it. */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable RequestWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.type() == null || wanted.channel() == null) {
            throw ProblemException.badRequest("Send the request as JSON: type, requester and channel at least.");
        }
        RequesterType type = wanted.type();
        Receipt.Door channel = wanted.channel();
        Instant now = counter.clock().instant();
        ReleaseView view = counter.store().write(records -> {
            String id = Repeats.once(records, ReleaseDeskCounter.KIND, caller.id(), key, now, () -> {
                ReleaseRequest made = received(records, caller, wanted, type, channel, now);
                records.releases().add(made, desk.due(made));
                if (wanted.document() != null) {
                    records.releases()
                            .addPaper(
                                    made.id(),
                                    new ReleasePaper(ReleasePaper.Kind.REQUEST, wanted.document(), caller.id(), now));
                }
                desk.audit(records, caller, AuditAction.CREATE, made, "logged");
                return made.id().value();
            });
            ReleaseRequest kept = desk.find(records, caller, id);
            return ReleaseView.of(records, kept, desk.around(records, kept));
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    private ReleaseRequest received(
            Records records,
            Caller caller,
            RequestWrite wanted,
            RequesterType type,
            Receipt.Door channel,
            Instant now) {
        String original = wanted.document() == null
                // What was said or typed is itself the original; it is kept as the request's first version.
                ? Hashes.sha256(wanted.toString())
                : records.documents()
                        .find(wanted.document())
                        .filter(document -> Access.maySee(records, caller, document))
                        .orElseThrow(() -> ProblemException.notFound("document"))
                        .source()
                        .file()
                        .sha256();
        try {
            return ReleaseRequest.received(
                            new ReleaseId(counter.ids().get()),
                            counter.facility(),
                            type,
                            Given.line(wanted.requester()),
                            new Receipt(now, channel, Optional.of(original)),
                            To.recipient(wanted.recipient()),
                            Asked.scope(wanted.scope()),
                            Given.line(wanted.purpose()))
                    .withJustification(Given.line(wanted.justification()))
                    .noted("logged", caller.actor(), now);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The request was not logged: " + e.getMessage() + ".");
        }
    }

    /** What is asked for and to whom it goes, where that was written down wrongly or is cleared up now; left out stays. */
    public record RequestChange(
            @Nullable To recipient,
            @Nullable Asked scope,
            @Nullable String justification) {}

    /** Changes to whom it goes, what is asked for, or why more than the minimum is needed. */
    @POST
    @Path("{id}/request")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RequestChange wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send recipient, scope or justification.");
        }
        return desk.step(Caller.of(request), id, version, "request cleared up", (_, before, _) -> {
            ReleaseDeskCounter.requireNotSent(before);
            ReleaseRequest changed = before;
            if (wanted.recipient() != null) {
                changed = changed.withRecipient(To.recipient(wanted.recipient()));
            }
            if (wanted.scope() != null) {
                try {
                    changed = changed.withScope(Asked.scope(wanted.scope()));
                } catch (IllegalArgumentException e) {
                    throw ProblemException.badRequest("Nothing was changed: " + e.getMessage() + ".");
                }
            }
            return wanted.justification() == null
                    ? changed
                    : changed.withJustification(Given.line(wanted.justification()));
        });
    }

    /** A request as a checklist: what each step lacks, and by which rule. */
    @GET
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response release(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Shown(ReleaseView view, Optional<PatientId> patient) {}
        Shown shown = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            return new Shown(ReleaseView.of(records, kept, desk.around(records, kept)), kept.patient());
        });
        counter.trail().read(caller, ReleaseDeskCounter.KIND, id, shown.patient());
        return ReleaseDeskCounter.answer(shown.view());
    }
}
