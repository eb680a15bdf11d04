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
import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Verification;
import org.jspecify.annotations.Nullable;

/** Who asks, and in what standing. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IdentityStep {
    private final ReleaseDeskCounter desk;

    IdentityStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** How identity and authority were verified. */
    public record VerificationWrite(
            Verification.@Nullable Method method,
            @Nullable String evidence,
            Verification.@Nullable Authority authority,
            @Nullable String authorityEvidence,
            @Nullable Asked limitedTo,
            @Nullable LocalDate until,
            @Nullable String refusal,
            @Nullable String refusedBy,
            boolean wishAgainst) {}

    /** Says how identity and authority of who asks were verified. */
    @POST
    @Path("{id}/verify-identity")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response verify(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable VerificationWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.method() == null || wanted.authority() == null) {
            throw ProblemException.badRequest("Send method and authority, and what was seen.");
        }
        Verification.Method method = wanted.method();
        Verification.Authority authority = wanted.authority();
        return desk.step(caller, id, version, "identity and authority verified", (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withVerification(new Verification(
                    method,
                    Given.line(wanted.evidence()),
                    authority,
                    Given.line(wanted.authorityEvidence()),
                    Optional.of(new Verification.Representation(
                            Optional.ofNullable(wanted.limitedTo()).map(Asked::scope),
                            Optional.ofNullable(wanted.until()),
                            Given.line(wanted.refusal()),
                            Given.line(wanted.refusedBy()),
                            wanted.wishAgainst())),
                    caller.id(),
                    now.now()));
        });
    }
}
