package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Handover;
import org.chartroom.release.ReleaseDesk;
import org.jspecify.annotations.Nullable;

/** What became of a packet that left, and that the office is done with it. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EndStep {
    private static final Set<Handover.Outcome> SAID =
            Set.of(Handover.Outcome.DELIVERED, Handover.Outcome.FAILED, Handover.Outcome.UNKNOWN);

    private final ReleaseDeskCounter desk;

    EndStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /**
     * What somebody found out.
     *
     * @param proof what shows that it arrived; needed for a delivery
     * @param words such as the tracking number, or who was asked
     */
    public record OutcomeWrite(
            Handover.@Nullable Outcome outcome,
            Handover.Proof.@Nullable Kind proof,
            @Nullable String words) {}

    /** Says what became of a packet, where nothing else does: it is not sent again by that. */
    @POST
    @Path("{id}/resolve")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response resolve(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable OutcomeWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String words = wanted == null ? "" : Given.line(wanted.words());
        if (wanted == null || wanted.outcome() == null || !SAID.contains(wanted.outcome()) || words.isEmpty()) {
            throw ProblemException.badRequest(
                    "Send outcome, DELIVERED, FAILED or UNKNOWN, and in words what shows it or who was asked.");
        }
        Handover.Outcome outcome = wanted.outcome();
        Handover.Proof.@Nullable Kind proof = wanted.proof();
        return desk.step(
                caller,
                id,
                version,
                "outcome found out",
                (_, before, now) -> ReleaseDesk.ended(
                        before,
                        outcome,
                        proof == null || outcome != Handover.Outcome.DELIVERED
                                ? Optional.empty()
                                : Optional.of(new Handover.Proof(proof, words, now.now())),
                        now,
                        caller.actor()));
    }

    /** Closes a request whose packet has arrived, or of which somebody found out that it did not: another request sends it again. */
    @POST
    @Path("{id}/close")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response close(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return desk.step(
                caller, id, version, "closed", (_, before, now) -> ReleaseDesk.closed(before, now, caller.actor()));
    }
}
