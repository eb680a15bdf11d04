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
import java.util.List;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.Surroundings;
import org.chartroom.release.access.DueDates;
import org.jspecify.annotations.Nullable;

/** Letters about a request for records, drafted from what is known of it. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReleaseLetters {
    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final LetterDesk letters;

    ReleaseLetters(ReleaseDeskCounter desk, LetterDesk letters) {
        this.desk = desk;
        this.counter = desk.counter();
        this.letters = letters;
    }

    /**
     * Which letter, and what the desk cannot know.
     *
     * @param until the new day, for an extension
     * @param code why access is denied, for a denial in whole or part
     * @param knownHolder who has the records, where the office has none
     */
    public record LetterWrite(
            Letter.@Nullable Kind kind,
            @Nullable String toName,
            @Nullable String toAddress,
            @Nullable String reason,
            @Nullable String contact,
            @Nullable LocalDate until,
            @Nullable DenialCode code,
            @Nullable String knownHolder) {}

    /** Drafts a letter. */
    @POST
    @Path("{id}/letters")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response letter(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable LetterWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.kind() == null || wanted.kind().name().startsWith("AMENDMENT")) {
            throw ProblemException.badRequest("Send kind: which letter about this request.");
        }
        Letter.Kind kind = wanted.kind();
        LetterView view = counter.store().write(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Surroundings now = desk.around(records, kept);
            return letters.once(records, caller, key, now, () -> {
                if (kind == Letter.Kind.EXTENSION) {
                    requireExtendable(kept, wanted, now);
                }
                return new LetterDesk.Order(
                        Letter.Matter.of(kept.id()),
                        kept.patient(),
                        kind,
                        to(kept, wanted),
                        ReleaseFacts.of(records, kept, kind, wanted, now));
            });
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    private static void requireExtendable(ReleaseRequest request, LetterWrite wanted, Surroundings now) {
        if (wanted.until() == null) {
            throw ProblemException.badRequest("Send until: the day by which it is done. Nothing was drafted.");
        }
        DueDates.extensionRefusal(request, wanted.until(), Given.line(wanted.reason()), now.today(), now)
                .ifPresent(refused -> {
                    throw ReleaseDeskCounter.refused(List.of(refused));
                });
    }

    private static Recipient to(ReleaseRequest request, LetterWrite wanted) {
        String name = Given.line(wanted.toName());
        String address = Given.line(wanted.toAddress());
        return new Recipient(
                name.isEmpty() ? request.requester() : name,
                address.isEmpty() && name.isEmpty() ? request.recipient().address() : address,
                true);
    }
}
