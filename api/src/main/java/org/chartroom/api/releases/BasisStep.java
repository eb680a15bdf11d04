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
import org.jspecify.annotations.Nullable;

/** By what right the records leave. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BasisStep {
    private final ReleaseDeskCounter desk;

    BasisStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** Says by what right the records leave, with what stands on the form; what it lacks is answered. */
    @POST
    @Path("{id}/authorization")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response authorization(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable BasisWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.basis() == null) {
            throw ProblemException.badRequest("Send basis, and the papers that show it.");
        }
        var basis = wanted.basis();
        return desk.step(caller, id, version, "basis " + basis, (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withBasis(wanted.proof(basis, caller.id(), now.now()));
        });
    }
}
