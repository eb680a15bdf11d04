package org.chartroom.api.releases;

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
import java.io.IOException;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Versions;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.NotYetException;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.jspecify.annotations.Nullable;

/** The packet. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PackageStep {
    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final PacketMaking making;
    private final Packagings packagings = new Packagings();

    PackageStep(ReleaseDeskCounter desk, PacketMaking making) {
        this.desk = desk;
        this.counter = desk.counter();
        this.making = making;
    }

    /**
     * Makes the packet and has it verified. Answers when that is done: seconds for a few pages, minutes for hundreds; with
     * {@code Prefer: respond-async} at once, and {@code packaging} tells how far it is.
     */
    @POST
    @Path("{id}/package")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pack(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Prefer") @Nullable String prefer,
            @Context ContainerRequestContext request)
            throws IOException, InterruptedException {
        Caller caller = Caller.of(request);
        record Read(ReleaseRequest request, Patient patient) {}
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Versions.check(version, kept.version());
            Surroundings now = desk.around(records, kept);
            try {
                ReleaseDesk.requireReadyForPacket(kept, now);
            } catch (NotYetException e) {
                throw ReleaseDeskCounter.refused(e);
            }
            return new Read(
                    kept,
                    kept.patient()
                            .flatMap(each -> records.patients().find(each))
                            .orElseThrow(() -> ProblemException.notFound("patient")));
        });
        if (prefer == null || !prefer.contains("respond-async")) {
            return made(caller, id, version, making.make(read.request(), read.patient(), caller.id()));
        }
        Packagings.Progress begun = packagings.begin(
                id,
                read.request().going().size(),
                added -> made(caller, id, version, making.make(read.request(), read.patient(), caller.id(), added)));
        return Response.accepted(begun).build();
    }

    private Response made(Caller caller, String id, @Nullable String version, PacketMaking.Made made) {
        return desk.step(caller, id, version, "packet made", (records, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            records.releases().keepPacket(before.id(), made.file());
            made.recordings().forEach(recording -> records.releases().keepPacket(before.id(), recording));
            return ReleaseDesk.packaged(before, made.packet(), now, caller.actor());
        });
    }

    /** How far the packet is that is being made, or what became of the last one. */
    @GET
    @Path("{id}/packaging")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Packagings.Progress packaging(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        counter.store().read(records -> desk.find(records, caller, id).id());
        return packagings.of(id).orElseThrow(() -> ProblemException.notFound("packet that is being made"));
    }

    /** The packet, to look at before it is approved. */
    @GET
    @Path("{id}/packet")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response packet(@PathParam("id") String id, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        Found found = counter.store().read(records -> found(records, caller, id));
        counter.trail()
                .part(caller, ReleaseDeskCounter.KIND, id, found.request().patient(), "packet");
        return BlobAnswer.whole(counter.blobs(), found.file());
    }

    /** A page of the packet as the recipient will see it: what is approved is what was looked at. */
    @GET
    @Path("{id}/packet/pages/{page}")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response picture(
            @PathParam("id") String id, @PathParam("page") int page, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Found found = counter.store().read(records -> found(records, caller, id));
        counter.trail()
                .part(caller, ReleaseDeskCounter.KIND, id, found.request().patient(), "packet page " + page);
        return Response.ok(
                        making.picture(found.file(), page).orElseThrow(() -> ProblemException.notFound("page")),
                        "image/png")
                .header("Cache-Control", "private, max-age=600")
                .build();
    }

    /** A packet that is kept, with the request it is of. */
    private record Found(ReleaseRequest request, Blob file) {}

    private Found found(Records records, Caller caller, String id) {
        ReleaseRequest kept = desk.find(records, caller, id);
        return new Found(
                kept,
                kept.packet()
                        .map(Packet::sha256)
                        .flatMap(sha256 -> records.releases().packet(kept.id(), sha256))
                        .orElseThrow(() -> ProblemException.notFound("packet")));
    }
}
