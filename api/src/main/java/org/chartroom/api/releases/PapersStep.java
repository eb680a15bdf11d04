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
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.ReleasePaper;
import org.jspecify.annotations.Nullable;

/** Papers that a request rests on, kept with it: they are documents like any other. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PapersStep {
    private static final int MOST = 100;

    private final ReleaseDeskCounter desk;

    PapersStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** What the paper shows. */
    public record PaperWrite(
            ReleasePaper.@Nullable Kind kind, @Nullable DocumentId document) {}

    /** Keeps a document with the request as evidence. */
    @POST
    @Path("{id}/papers")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response paper(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable PaperWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.kind() == null || wanted.document() == null) {
            throw ProblemException.badRequest("Send kind and document: what the paper shows, and which it is.");
        }
        ReleasePaper.Kind kind = wanted.kind();
        DocumentId document = wanted.document();
        return desk.step(caller, id, version, "paper kept: " + kind, (records, before, now) -> {
            if (records.documents()
                    .find(document)
                    .filter(each -> Access.maySee(records, caller, each))
                    .isEmpty()) {
                throw ProblemException.notFound("document");
            }
            if (records.releases().papers(before.id()).size() >= MOST) {
                throw ProblemException.badRequest("A request has " + MOST + " papers at most. Nothing was kept.");
            }
            records.releases().addPaper(before.id(), new ReleasePaper(kind, document, caller.id(), now.now()));
            return before;
        });
    }
}
