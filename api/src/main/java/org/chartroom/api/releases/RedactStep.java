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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.RedactionBox;
import org.jspecify.annotations.Nullable;

/** What is painted over. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RedactStep {
    private final ReleaseDeskCounter desk;

    RedactStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** What is painted over on a page. */
    public record Boxes(
            @Nullable DocumentId document,
            int page,
            @Nullable List<RedactionBox> boxes) {}

    /** What is painted over; and whether that is all. */
    public record RedactWrite(@Nullable List<Boxes> pages, boolean complete) {}

    /** Marks what is painted over. */
    @POST
    @Path("{id}/redact")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response redact(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RedactWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("Send the boxes of each page, and whether that is all.");
        }
        Map<PageAt, List<RedactionBox>> marks = new HashMap<>();
        if (wanted.pages() != null) {
            wanted.pages()
                    .forEach(page -> marks.put(
                            new PageAt(page.document(), page.page()), page.boxes() == null ? List.of() : page.boxes()));
        }
        return desk.step(caller, id, version, "redaction marked", (_, before, _) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withPages(PageAt.each(
                            before,
                            marks.keySet(),
                            page -> page.redacted(marks.getOrDefault(PageAt.of(page), List.of()))))
                    .withRedactionDecided(wanted.complete());
        });
    }
}
