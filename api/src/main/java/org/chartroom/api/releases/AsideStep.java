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
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PendCode;
import org.chartroom.models.release.RejectionCode;
import org.chartroom.release.ReleaseDesk;
import org.jspecify.annotations.Nullable;

/** Why a request does not go on. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AsideStep {
    private final ReleaseDeskCounter desk;

    AsideStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** Why a request does not go on. */
    public record PendWrite(
            @Nullable PendCode code, @Nullable String words) {}

    /** What is to be done, or why. */
    public record WordsWrite(@Nullable String words) {}

    /** Why somebody who is not the patient gets nothing. */
    public record RejectWrite(
            @Nullable RejectionCode code, @Nullable String words) {}

    /**
     * Why there is nothing to send.
     *
     * @param knownHolder who has the records, as far as the office knows
     */
    public record NoRecordsWrite(
            @Nullable String words, @Nullable String knownHolder) {}

    /** Why access is denied. */
    public record DenyWrite(
            @Nullable DenialCode code, @Nullable String words) {}

    /** Puts a request aside until something comes. The clock goes on. */
    @POST
    @Path("{id}/pend")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pend(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable PendWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.code() == null) {
            throw ProblemException.badRequest("Send the code of what the request waits for.");
        }
        PendCode code = wanted.code();
        return aside(caller, id, version, Aside.Kind.PENDED, code.name(), Given.line(wanted.words()));
    }

    /** Pauses a request, with what for. The clock goes on. */
    @POST
    @Path("{id}/hold")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response hold(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WordsWrite wanted,
            @Context ContainerRequestContext request) {
        return aside(Caller.of(request), id, version, Aside.Kind.HELD, "HELD", words(wanted));
    }

    /** Gives a request to a specialist. The clock goes on. */
    @POST
    @Path("{id}/exception")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response exception(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WordsWrite wanted,
            @Context ContainerRequestContext request) {
        return aside(Caller.of(request), id, version, Aside.Kind.EXCEPTION, "EXCEPTION", words(wanted));
    }

    /** Ends a request that was a mistake or a duplicate. It is kept. */
    @POST
    @Path("{id}/cancel")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response cancel(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WordsWrite wanted,
            @Context ContainerRequestContext request) {
        return aside(Caller.of(request), id, version, Aside.Kind.CANCELLED, "CANCELLED", words(wanted));
    }

    private static String words(@Nullable WordsWrite wanted) {
        return Given.needed(wanted == null ? null : wanted.words(), "Send words: why, or what is to be done.");
    }

    /** Turns down somebody who is not the patient; can be taken up again. */
    @POST
    @Path("{id}/reject")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response reject(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RejectWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || wanted.code() == null
                || Given.line(wanted.words()).isEmpty()) {
            throw ProblemException.badRequest("Send the code of the rejection, and why in plain words.");
        }
        RejectionCode code = wanted.code();
        String words = Given.line(wanted.words());
        return desk.step(caller, id, version, "rejected", (_, before, now) -> {
            if (now.book().of(before.type()).bases().contains(LawfulBasis.ACCESS)) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        "A patient's own request is not rejected: it waits for what is missing, or is denied by a code of the law."
                                + " Nothing was changed.");
            }
            return ReleaseDesk.aside(
                    before,
                    new Aside(Aside.Kind.REJECTED, code.name(), words, caller.id(), now.now()),
                    now,
                    caller.actor());
        });
    }

    /** Says that the office has nothing of what was asked for. The request stays in the queue until its letter has gone. */
    @POST
    @Path("{id}/no-records")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response none(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable NoRecordsWrite wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null || Given.line(wanted.words()).isEmpty()) {
            throw ProblemException.badRequest("Send words: where was looked.");
        }
        String holder = Given.line(wanted.knownHolder());
        String words = Given.line(wanted.words()) + (holder.isEmpty() ? "" : "\nKnown to be held by: " + holder);
        return aside(Caller.of(request), id, version, Aside.Kind.NO_RECORDS, "NO_RECORDS", words);
    }

    /** Takes up a request that was put aside. */
    @POST
    @Path("{id}/resume")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response resume(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return desk.step(
                caller,
                id,
                version,
                "taken up again",
                (_, before, now) -> ReleaseDesk.resumed(before, now, caller.actor()));
    }

    /** Denies access as a whole; single pages are withheld instead, and the rest is released. */
    @POST
    @Path("{id}/deny")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response deny(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable DenyWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || wanted.code() == null
                || Given.line(wanted.words()).isEmpty()) {
            throw ProblemException.badRequest("Send the code of the denial, and why in plain words.");
        }
        DenialCode code = wanted.code();
        return aside(caller, id, version, Aside.Kind.DENIED, code.name(), Given.line(wanted.words()));
    }

    private Response aside(
            Caller caller, String id, @Nullable String version, Aside.Kind kind, String code, String words) {
        return desk.step(
                caller,
                id,
                version,
                "put aside",
                (_, before, now) -> ReleaseDesk.aside(
                        before, new Aside(kind, code, words, caller.id(), now.now()), now, caller.actor()));
    }

    /** Notes that the patient revoked the form: nothing more is sent under it. */
    @POST
    @Path("{id}/revoke")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response revoke(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return desk.step(
                caller, id, version, "revoked", (_, before, now) -> ReleaseDesk.revoked(before, now, caller.actor()));
    }
}
