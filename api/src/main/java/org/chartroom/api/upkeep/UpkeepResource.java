package org.chartroom.api.upkeep;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Verifying, reindexing and backing up while the server works, for the administrator. */
@Path("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UpkeepResource {
    private final Errands errands;

    public UpkeepResource(Errands errands) {
        this.errands = errands;
    }

    /** Begins to look through everything that is kept. */
    @POST
    @Path("verify")
    @OpenTo(Role.ADMINISTRATOR)
    public Response verify(@Context ContainerRequestContext request) {
        return started(new Errand.Verify(), request);
    }

    /** Begins to build the index anew beside the one that answers. */
    @POST
    @Path("reindex")
    @OpenTo(Role.ADMINISTRATOR)
    public Response reindex(@Context ContainerRequestContext request) {
        return started(new Errand.Reindex(), request);
    }

    /** Begins to carry out the destructions that two persons confirmed, where that did not end. */
    @POST
    @Path("destroy")
    @OpenTo(Role.ADMINISTRATOR)
    public Response destroy(@Context ContainerRequestContext request) {
        return started(new Errand.Destroy(), request);
    }

    /** Where a backup goes: a whole path on the server's machine. */
    public record BackupWanted(String into) {}

    /** Begins to copy everything that is kept. */
    @POST
    @Path("backup")
    @OpenTo(Role.ADMINISTRATOR)
    public Response backup(@Nullable BackupWanted wanted, @Context ContainerRequestContext request) {
        if (wanted == null || wanted.into() == null || wanted.into().isBlank()) {
            throw ProblemException.badRequest("Say with 'into' which folder the backup goes to.");
        }
        try {
            return started(new Errand.BackUp(java.nio.file.Path.of(wanted.into())), request);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
    }

    private Response started(Errand errand, ContainerRequestContext request) {
        return Response.accepted(errands.start(errand, Caller.of(request).actor()))
                .build();
    }

    /** The latest errands. */
    @GET
    @Path("jobs")
    @OpenTo(Role.ADMINISTRATOR)
    public Paging<Errands.Job> jobs() {
        return new Paging<>(errands.latest(), Optional.empty());
    }

    /** How far one is and what came of it. */
    @GET
    @Path("jobs/{id}")
    @OpenTo(Role.ADMINISTRATOR)
    public Errands.Job job(@PathParam("id") String id) {
        return errands.find(id).orElseThrow(() -> ProblemException.notFound("job"));
    }

    /** Has one end early. */
    @DELETE
    @Path("jobs/{id}")
    @OpenTo(Role.ADMINISTRATOR)
    public Errands.Job callOff(@PathParam("id") String id) {
        return errands.callOff(id).orElseThrow(() -> ProblemException.notFound("job"));
    }
}
