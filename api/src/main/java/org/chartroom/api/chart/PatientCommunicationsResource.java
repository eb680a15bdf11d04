package org.chartroom.api.chart;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Calls, messages, letters and talks about one patient. */
@Path("patients/{id}/communications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PatientCommunicationsResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final ZoneId zone;

    public PatientCommunicationsResource(Counter counter) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.zone = counter.zone();
    }

    /** Latest first, those entered in error too. */
    @GET
    @OpenToSignedIn
    public Paging<CommunicationView> communications(
            @PathParam("id") PatientId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        PatientId whose = access.patient(caller, id).id();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        List<CommunicationView> all = store.read(records -> records.communications().of(whose).stream()
                .map(each -> CommunicationView.of(records, each, today))
                .toList());
        trail.part(caller, "chart", whose.value(), Optional.of(whose), "communications");
        return new Paging<>(all, Optional.empty());
    }

    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response add(
            @PathParam("id") PatientId id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable CommunicationWrite wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        Caller caller = Caller.of(request);
        Patient patient = access.patient(caller, id);
        Instant now = clock.instant();
        CommunicationView made = store.write(records -> {
            CommunicationId kept =
                    new CommunicationId(Repeats.once(records, "communication", caller.id(), key, now, () -> {
                        CommunicationId fresh = new CommunicationId(ids.get());
                        records.communications()
                                .add(wanted.of(records, fresh, patient, Optional.empty(), caller.id(), now));
                        trail.append(
                                records,
                                caller,
                                AuditAction.CREATE,
                                "communication",
                                fresh.value(),
                                Optional.of(patient.id()),
                                Map.of("way", wanted.way().name()));
                        return fresh.value();
                    }));
            return records.communications()
                    .find(kept)
                    .map(each -> CommunicationView.of(records, each, LocalDate.ofInstant(now, zone)))
                    .orElseThrow(() -> ProblemException.notFound("communication"));
        });
        return Response.created(URI.create("/api/v1/communications/" + made.id()))
                .entity(made)
                .tag(Versions.tag(made.version()))
                .build();
    }
}
