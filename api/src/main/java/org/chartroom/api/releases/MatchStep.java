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
import java.util.List;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.ReleaseRequest;
import org.jspecify.annotations.Nullable;

/** Whose records are meant. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MatchStep {
    private final ReleaseDeskCounter desk;

    MatchStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** Whose records are meant, and what of the request agrees with the chart. */
    public record MatchWrite(
            @Nullable PatientId patientId, @Nullable Set<PatientMatch.Item> agreed) {}

    /** Says whose records are meant. */
    @POST
    @Path("{id}/patient")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response patient(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable MatchWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.patientId() == null || wanted.agreed() == null) {
            throw ProblemException.badRequest("Send patientId, and what of the request agrees with the chart.");
        }
        PatientId wantedId = wanted.patientId();
        Set<PatientMatch.Item> agreed = wanted.agreed();
        return desk.step(caller, id, version, "patient matched", (records, before, now) -> {
            Patient patient = records.patients()
                    .resolve(wantedId)
                    .filter(caller::maySee)
                    .orElseThrow(() -> ProblemException.notFound("patient"));
            ReleaseDeskCounter.requireNotSent(before);
            boolean other = before.patient().filter(patient.id()::equals).isEmpty();
            ReleaseRequest matched = before.withMatch(new PatientMatch(patient.id(), agreed, caller.id(), now.now()));
            // Pages of another chart are not this patient's, whatever was decided of them.
            return other ? matched.withPages(List.of()).withRedactionDecided(false) : matched;
        });
    }
}
