package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenToAll;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.ReleaseLink;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.jspecify.annotations.Nullable;

/** Where recipients fetch their packets: with the address they got by one way and the code they got by another. */
@Path("pickup")
@Consumes(MediaType.APPLICATION_JSON)
public final class PickupResource {
    private static final int WRONG_CODES = 5;

    /** A download that breaks off can be begun again so long; after that the code is used up. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final ReleaseDeskCounter desk;
    private final Counter counter;

    PickupResource(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /** What the recipient has. */
    public record Key(@Nullable String token, @Nullable String code) {}

    /** What became of a try; decided in one transaction, answered after it. */
    private sealed interface Tried {
        record Open(Blob file) implements Tried {}

        record Wrong(int left) implements Tried {}

        record Over() implements Tried {}
    }

    /** Gives the packet out. Every try is written down. */
    @POST
    @Produces({"application/pdf", DeliveryForm.ZIP, MediaType.APPLICATION_JSON})
    @OpenToAll
    public Response fetch(@Nullable Key key) throws IOException {
        if (key == null || key.token() == null || key.code() == null) {
            throw ProblemException.badRequest("Send the token of the address, and the code.");
        }
        String token = Hashes.sha256(key.token());
        String code = Hashes.sha256(key.code().replace(" ", "").strip());
        return switch (counter.store().write(records -> tried(records, token, code))) {
            case Tried.Open open ->
                BlobAnswer.download(counter.blobs(), open.file(), DeliveryForm.fileName(open.file()));
            case Tried.Wrong wrong ->
                throw new ProblemException(
                        Kind.NOT_ALLOWED, "The code is not right. " + wrong.left() + " tries are left.");
            case Tried.Over _ ->
                throw new ProblemException(
                        Kind.GONE,
                        "Nothing waits at this address any more: it was fetched, expired or taken back. Ask the office that sent it.");
        };
    }

    private Tried tried(Records records, String token, String code) {
        Optional<ReleaseLink> there = records.releases().link(token);
        if (there.isEmpty()) {
            return new Tried.Over();
        }
        ReleaseLink link = there.get();
        ReleaseRequest request = records.releases().find(link.release()).orElseThrow();
        Instant now = counter.clock().instant();
        boolean used =
                link.fetchedAt().filter(at -> now.isAfter(at.plus(AGAIN))).isPresent();
        boolean open = ReleaseDesk.mayBeFetched(request)
                && request.handover()
                        .filter(each -> each.packetSha256().equals(link.packetSha256()))
                        .isPresent();
        if (!open || used || now.isAfter(link.expiresAt()) || link.wrongCodes() >= WRONG_CODES) {
            audit(records, request, "refused: over");
            return new Tried.Over();
        }
        if (!same(code, link.codeSha256())) {
            int wrong = link.wrongCodes() + 1;
            records.releases().updateLink(with(link, wrong, link.fetchedAt()));
            audit(records, request, "refused: wrong code");
            return new Tried.Wrong(WRONG_CODES - wrong);
        }
        records.releases()
                .updateLink(with(link, link.wrongCodes(), link.fetchedAt().or(() -> Optional.of(now))));
        audit(records, request, "fetched");
        if (request.handover()
                .filter(each -> each.outcome() == Handover.Outcome.UNDER_WAY)
                .isPresent()) {
            Surroundings around = desk.around(records, request);
            ReleaseRequest delivered = ReleaseDesk.ended(
                    request,
                    Handover.Outcome.DELIVERED,
                    Optional.of(new Handover.Proof(Handover.Proof.Kind.FETCHED, "at the download page", now)),
                    around,
                    Accounting.HOUSE);
            records.releases().update(delivered, desk.due(delivered), true);
        }
        return records.releases()
                .packet(request.id(), link.fileSha256())
                .<Tried>map(Tried.Open::new)
                .orElseGet(Tried.Over::new);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static ReleaseLink with(ReleaseLink link, int wrong, Optional<Instant> fetched) {
        return new ReleaseLink(
                link.tokenSha256(),
                link.release(),
                link.packetSha256(),
                link.fileSha256(),
                link.codeSha256(),
                link.expiresAt(),
                wrong,
                fetched);
    }

    private void audit(Records records, ReleaseRequest request, String what) {
        records.audit()
                .append(new AuditEvent(
                        counter.clock().instant(),
                        Accounting.HOUSE,
                        what.startsWith("refused") ? AuditAction.REFUSE : AuditAction.READ,
                        ReleaseDeskCounter.KIND,
                        request.id().value(),
                        request.patient(),
                        Map.of("what", "pickup", "outcome", what)));
    }
}
