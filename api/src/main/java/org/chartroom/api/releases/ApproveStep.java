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
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Approval;
import org.chartroom.release.ReleaseDesk;
import org.jspecify.annotations.Nullable;

/** A second person lets the packet go. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApproveStep {
    private final ReleaseDeskCounter desk;

    ApproveStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** Which packet, as a hash; and why by who made it, where nobody else can. */
    public record ApprovalWrite(
            @Nullable String sha256, @Nullable String exception) {}

    /** Lets a packet go, as the second person; for this packet only, by its hash. */
    @POST
    @Path("{id}/approve")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response approve(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable ApprovalWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.sha256() == null) {
            throw ProblemException.badRequest("Send the sha256 of the packet that you looked at.");
        }
        String sha256 = wanted.sha256();
        return desk.step(
                caller,
                id,
                version,
                "packet approved",
                (_, before, now) -> ReleaseDesk.approved(
                        before,
                        new Approval(sha256, Given.line(wanted.exception()), caller.id(), now.now()),
                        now,
                        caller.actor()));
    }
}
