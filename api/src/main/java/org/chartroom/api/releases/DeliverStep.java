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
import org.chartroom.models.release.Delivery;
import org.jspecify.annotations.Nullable;

/** The packet leaves, or is taken back. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeliverStep {
    private final Handing handing;

    DeliverStep(Handing handing) {
        this.handing = handing;
    }

    /**
     * How a packet leaves.
     *
     * @param way at a download page when it is left out
     * @param form of a download: {@code PDF}, {@code PDF_WITH_PASSWORD} or {@code TRANSFER}; as it is where nothing is said
     */
    public record DeliverWrite(
            WaysStep.@Nullable Way way, @Nullable String form) {}

    /** A packet that waits to be sent. */
    public record Leaving(ReleaseView release) {}

    /** Why a packet is taken back. */
    public record RecallWrite(@Nullable String reason) {}

    /**
     * Hands the packet over; the entry in the account is written before. At a download page the answer has the address and the code, which
     * goes to the recipient by another way, and so does the password of a form that has one; none of them is shown again. Mail and
     * faxes leave within seconds: {@code handover.delivery} of the request tells what became of them.
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
        Caller caller = Caller.of(request);
        WaysStep.Way way = wanted == null || wanted.way() == null ? WaysStep.Way.DOWNLOAD : wanted.way();
        DeliveryForm form = form(wanted);
        if (way != WaysStep.Way.DOWNLOAD && form != DeliveryForm.PDF) {
            throw ProblemException.badRequest("Other forms than the PDF wait at a download page. Nothing was sent.");
        }
        return switch (way) {
            case DOWNLOAD -> {
                Handing.Ticket ticket = handing.over(caller, id, version, form);
                yield Response.ok(ticket)
                        .tag(Versions.tag(ticket.release().version()))
                        .build();
            }
            case MAIL -> leaving(handing.by(caller, id, version, Delivery.Way.MAIL));
            case FAX -> leaving(handing.by(caller, id, version, Delivery.Way.FAX));
            case PICKUP ->
                throw ProblemException.badRequest("Who takes it at the desk signs for it: POST it to pickup.");
        };
    }

    private static DeliveryForm form(@Nullable DeliverWrite wanted) {
        if (wanted == null || wanted.form() == null) {
            return DeliveryForm.PDF;
        }
        try {
            return DeliveryForm.valueOf(wanted.form());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "form must be one of " + List.of(DeliveryForm.values()) + ". Nothing was sent.");
        }
    }

    private static Response leaving(ReleaseView view) {
        return Response.ok(new Leaving(view)).tag(Versions.tag(view.version())).build();
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
