package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.api.json.Json;
import org.chartroom.ingest.intake.Incoming;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;

/**
 * Requests for records from other systems, as FHIR R4 Tasks. What was asked for is kept as a paper, as it came; a person matches the
 * patient and goes every step as with any other request. Errors are OperationOutcomes.
 */
@Path("fhir/r4/Task")
@Produces({FhirTaskDoor.FHIR, MediaType.APPLICATION_JSON})
public final class FhirTaskDoor {
    static final String FHIR = "application/fhir+json";

    private static final int LONGEST = 1 << 18;
    private static final String TASK = "FHIR Task";

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final Receiving receiving;

    FhirTaskDoor(ReleaseDeskCounter desk, Receiving receiving) {
        this.desk = desk;
        this.counter = desk.counter();
        this.receiving = receiving;
    }

    /** Logs a request; one whose identifier the caller sent before is answered as it is now, and not logged again. */
    @POST
    @Consumes({FHIR, MediaType.APPLICATION_JSON})
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response create(InputStream body, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new ProblemException(Kind.TOO_LARGE, "The Task is too long. No request was logged.");
        }
        AskedByTask asked = AskedByTask.read(Json.mapper(), bytes);
        String key = Hashes.sha256(asked.identifier());
        Optional<String> before = known(caller, key);
        if (before.isEmpty()) {
            log(caller, asked, key);
        }
        String id =
                known(caller, key).orElseThrow(() -> new IllegalStateException("a request that was logged is known"));
        Shown shown = shown(caller, id);
        return Response.status(before.isEmpty() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("fhir/r4/Task/" + id))
                .entity(shown.task())
                .tag(Versions.tag(shown.version()))
                .build();
    }

    private Optional<String> known(Caller caller, String key) {
        return counter.store().read(records -> records.arrivals().idempotent(TASK + ":" + caller.id(), key));
    }

    private void log(Caller caller, AskedByTask asked, String key) throws IOException {
        byte[] paper = asked.paper().getBytes(StandardCharsets.UTF_8);
        Incoming incoming = new Incoming(
                counter.facility(),
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                "Request of " + asked.requester() + ".txt",
                asked.requester(),
                Priority.ROUTINE,
                caller.actor(),
                Optional.of(TASK + " " + key),
                OptionalLong.of(paper.length),
                Optional.empty());
        receiving.receive(incoming, new ByteArrayInputStream(paper), (records, document) -> {
            Instant now = counter.clock().instant();
            Repeats.once(records, TASK, caller.id(), key, now, () -> add(records, caller, asked, document, now));
        });
    }

    private String add(Records records, Caller caller, AskedByTask asked, Document paper, Instant now) {
        ReleaseRequest made = ReleaseRequest.received(
                        new ReleaseId(counter.ids().get()),
                        counter.facility(),
                        asked.type(),
                        asked.requester(),
                        new Receipt(
                                now,
                                Receipt.Door.SYSTEM,
                                Optional.of(paper.source().file().sha256())),
                        asked.recipient(),
                        asked.scope(),
                        asked.purpose())
                .noted(TaskView.logged(asked.identifier()), caller.actor(), now);
        records.releases().add(made, desk.due(made));
        records.releases()
                .addPaper(made.id(), new ReleasePaper(ReleasePaper.Kind.REQUEST, paper.id(), caller.id(), now));
        desk.audit(records, caller, AuditAction.CREATE, made, "logged from FHIR Task");
        return made.id().value();
    }

    private record Shown(Map<String, Object> task, int version, Optional<PatientId> patient) {}

    private Shown shown(Caller caller, String id) {
        return counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            ReleaseView view = ReleaseView.of(records, kept, desk.around(records, kept));
            return new Shown(
                    TaskView.of(kept, view.state(), Optional.of(desk.due(kept))), kept.version(), kept.patient());
        });
    }

    /** How far a request is, whichever door it came by. */
    @GET
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response one(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Shown shown = shown(caller, id);
        counter.trail().read(caller, ReleaseDeskCounter.KIND, id, shown.patient());
        return Response.ok(shown.task()).tag(Versions.tag(shown.version())).build();
    }
}
