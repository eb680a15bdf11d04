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
import java.io.IOException;
import java.util.List;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** The packet leaves, or is taken back. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeliverStep {
    private final Handing handing;

    DeliverStep(ReleaseDeskCounter desk, DeliveryForms forms) {
        this.handing = new Handing(desk, forms);
    }

    /** In which form the packet goes: {@code PDF}, {@code PDF_WITH_PASSWORD} or {@code TRANSFER}; as it is where nothing is said. */
    public record DeliverWrite(@Nullable String form) {}

    /** Why a packet is taken back. */
    public record RecallWrite(@Nullable String reason) {}

    /**
     * Hands the packet over at a download page: the entry in the account is written before. The code goes to the recipient by
     * another way than the address, and so does the password of a form that has one; none of them is shown again.
     */
    @POST
    @Path("{id}/deliver")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response deliver(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable DeliverWrite wanted,
            @Context ContainerRequestContext request)
            throws IOException {
        DeliveryForm form = DeliveryForm.PDF;
        if (wanted != null && wanted.form() != null) {
            try {
                form = DeliveryForm.valueOf(wanted.form());
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest(
                        "form must be one of " + List.of(DeliveryForm.values()) + ". Nothing was sent.");
            }
        }
        Handing.Ticket ticket = handing.over(Caller.of(request), id, version, form);
        return Response.ok(ticket).tag(Versions.tag(ticket.release().version())).build();
    }

    /** Takes a packet back that went to the wrong person: its page ends, the account says so, a breach is looked into. */
    @POST
    @Path("{id}/recall")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response recall(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RecallWrite wanted,
            @Context ContainerRequestContext request) {
        String reason = Given.needed(wanted == null ? null : wanted.reason(), "Send what happened.");
        return ReleaseDeskCounter.answer(handing.recall(Caller.of(request), id, version, reason));
    }
}
