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
import java.time.Instant;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PickupSignature;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Verification;
import org.jspecify.annotations.Nullable;

/** Who takes a packet at the desk signs for it, on the screen or with the typed name. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PickupStep {
    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final Handing handing;

    PickupStep(ReleaseDeskCounter desk, Handing handing) {
        this.desk = desk;
        this.counter = desk.counter();
        this.handing = handing;
    }

    /**
     * A signature.
     *
     * @param sha256 of the packet that is handed over
     * @param signer the name of who takes it, as they write it
     * @param identity how it was seen who they are
     * @param evidence what was seen
     * @param agreed whether they agreed to the statement that stands beside
     * @param drawn what was drawn on the screen, a PNG; left out when the name was typed
     */
    public record PickupWrite(
            @Nullable String sha256,
            @Nullable String signer,
            Verification.@Nullable Method identity,
            @Nullable String evidence,
            boolean agreed,
            byte @Nullable [] drawn) {}

    /** What is signed. */
    static String statement(ReleaseRequest request) {
        int pages = request.packet().map(Packet::pages).orElse(0);
        return "I took the records of request " + request.id() + ", " + pages + (pages == 1 ? " page." : " pages.");
    }

    /**
     * Hands the packet to who stands at the desk. The signature is bound to the packet's hash and to what was seen of who they are; the
     * entry in the account is written before.
     */
    @POST
    @Path("{id}/pickup")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pickup(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable PickupWrite wanted,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.identity() == null || !wanted.agreed()) {
            throw ProblemException.badRequest(
                    "Send who takes the packet, how it was seen who they are, and that they agreed to the statement."
                            + " Nothing was handed over.");
        }
        String signer = Given.needed(wanted.signer(), "Send the name of who takes it. Nothing was handed over.");
        String evidence =
                Given.needed(wanted.evidence(), "Send what was seen of who they are. Nothing was handed over.");
        Verification.Method identity = wanted.identity();
        String sha256 = Given.line(wanted.sha256());
        byte @Nullable [] drawn = wanted.drawn();
        Optional<Blob> image = Optional.empty();
        if (drawn != null) {
            DrawnSignature.check(drawn);
            counter.store().read(records -> desk.find(records, caller, id).id());
            image = Optional.of(kept(drawn));
        }
        Optional<String> picture = image.map(Blob::sha256);
        return ReleaseDeskCounter.answer(handing.toHand(
                caller,
                id,
                version,
                (before, now) -> signed(before, now, caller, sha256, signer, identity, evidence, picture),
                image));
    }

    private static PickupSignature signed(
            ReleaseRequest request,
            Instant now,
            Caller caller,
            String sha256,
            String signer,
            Verification.Method identity,
            String evidence,
            Optional<String> picture) {
        if (request.packet().filter(each -> each.sha256().equals(sha256)).isEmpty()) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "What was signed for is not the packet of this request any more. Nothing was handed over; look at it again.");
        }
        String statement = statement(request);
        String bound = Hashes.sha256(String.join(
                "\n",
                request.id().value(),
                sha256,
                picture.orElse("typed"),
                signer,
                statement,
                identity.name(),
                evidence,
                caller.id().value(),
                now.toString()));
        return new PickupSignature(
                request.id(),
                signer,
                statement,
                picture.isPresent(),
                identity,
                evidence,
                sha256,
                picture,
                bound,
                caller.id(),
                now);
    }

    private Blob kept(byte[] png) throws IOException {
        try (BlobWriter writer = counter.blobs().create()) {
            writer.write(png);
            return writer.keep("image/png");
        }
    }

    /** What was drawn. */
    @GET
    @Path("{id}/pickup/signature")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response signature(@PathParam("id") String id, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        record Found(ReleaseRequest request, Blob image) {}
        Found found = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            return new Found(
                    kept,
                    records.releases()
                            .signatureImage(kept.id())
                            .orElseThrow(() -> ProblemException.notFound("signature")));
        });
        counter.trail()
                .part(caller, ReleaseDeskCounter.KIND, id, found.request().patient(), "signature");
        return BlobAnswer.whole(counter.blobs(), found.image());
    }
}
