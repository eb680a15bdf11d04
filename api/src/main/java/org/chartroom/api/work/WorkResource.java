package org.chartroom.api.work;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.aids.AuthorsDraft;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.documents.HeldPasswords;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.status.Meters;
import org.chartroom.ingest.intake.CutOffException;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Lease;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.ReadSettings;
import org.jspecify.annotations.Nullable;

/** The workers' door: leases, source bytes, derived blobs, results. */
@Path("work")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkResource {
    /** Work that becomes due by time alone (a retry, a lease that ran out) is looked for this often. */
    private static final long LOOK_EVERY_MS = 500;

    private final RecordStore store;
    private final BlobStore blobs;
    private final Clock clock;
    private final Supplier<String> ids;
    private final ServerConfig.Work rules;
    private final ResultFiling filing;
    private final WorkBell bell;
    private final WorkersSeen seen;
    private final HeldPasswords passwords;
    private final OfficeLanguages languages;

    public WorkResource(
            RecordStore store,
            BlobStore blobs,
            Clock clock,
            Supplier<String> ids,
            ServerConfig.Work rules,
            Meters meters,
            WorkBell bell,
            WorkersSeen seen,
            HeldPasswords passwords,
            OfficeLanguages languages,
            AuthorsDraft drafts) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
        this.ids = ids;
        this.rules = rules;
        this.filing = new ResultFiling(store, clock, ids, rules, meters, drafts);
        this.bell = bell;
        this.seen = seen;
        this.passwords = passwords;
        this.languages = languages;
    }

    /** Hands out the most urgent piece of work, waiting for one if asked to; 204 when there is none. */
    @POST
    @Path("leases")
    @OpenTo(Role.WORKER)
    public Response lease(LeaseRequest asked) throws InterruptedException {
        if (asked == null) {
            throw ProblemException.badRequest("Say who asks.");
        }
        if (asked.speech() != null) {
            seen.listens(asked.owner(), asked.speech());
        }
        long until = System.nanoTime() + Duration.ofSeconds(asked.waitSeconds()).toNanos();
        while (true) {
            long heard = bell.rings();
            Optional<LeaseOffer> offer = tryLease(asked.owner(), asked.lowest());
            if (offer.isPresent()) {
                seen.busy(asked.owner(), false, offer.get().documentId());
                return Response.ok(offer.get()).build();
            }
            seen.idle(asked.owner());
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0 || !bell.await(heard, Math.min(left, LOOK_EVERY_MS))) {
                return Response.noContent().build();
            }
        }
    }

    private Optional<LeaseOffer> tryLease(String owner, Priority lowest) {
        if (!due(lowest)) {
            return Optional.empty();
        }
        return store.write(records -> {
            while (true) {
                Instant now = clock.instant();
                LeaseToken token = new LeaseToken(ids.get());
                Optional<Lease> leased = records.work().lease(token, owner, lowest, now, length());
                if (leased.isEmpty()) {
                    return Optional.empty();
                }
                Lease lease = leased.get();
                if (lease.attempt() > rules.maxAttempts()) {
                    ResultFiling.giveUp(records, lease, now, rules.maxAttempts());
                    continue;
                }
                List<Integer> pages = lease.document().pages() == 0
                                || lease.document().source().splitFrom().isEmpty()
                        ? List.of()
                        : records.documents().pages(lease.document().id()).stream()
                                .filter(page -> lease.document()
                                        .source()
                                        .splitFrom()
                                        .filter(page.source()::equals)
                                        .isPresent())
                                .map(Page::sourcePage)
                                .toList();
                return Optional.of(offer(lease, file(records, lease), pages));
            }
        });
    }

    /** A look that costs no transaction of the one writer. */
    private boolean due(Priority lowest) {
        Instant now = clock.instant();
        return store.read(records -> records.work().queue(1_000)).stream()
                .anyMatch(work -> work.priority().compareTo(lowest) >= 0
                        && !work.notBefore().isAfter(now)
                        && work.leaseUntil().map(until -> !until.isAfter(now)).orElse(true));
    }

    /** The document whose file is read: its own, unless pages of another file that lie in it are read again. */
    private static Document file(Records records, Lease lease) {
        return lease.again()
                .filter(ReadAgain::ofPages)
                .flatMap(again -> records.documents().find(again.source()))
                .orElse(lease.document());
    }

    private LeaseOffer offer(Lease lease, Document file, List<Integer> ofDocument) {
        Document document = lease.document();
        List<PageMark> marks = lease.again().map(ReadAgain::pages).orElse(List.of());
        List<Integer> pages = marks.isEmpty()
                ? ofDocument
                : marks.stream().map(PageMark::sourcePage).toList();
        return new LeaseOffer(
                lease.token(),
                document.id(),
                document.arrival(),
                lease.expected(),
                document.priority(),
                lease.attempt(),
                file.source().name(),
                file.source().file().mediaType(),
                file.source().file().bytes(),
                passwords.of(document.id()),
                rules.leaseSeconds(),
                pages,
                lease.again().map(ReadAgain::settings).orElse(ReadSettings.in(languages.chosen())),
                marks.stream().collect(Collectors.toMap(PageMark::sourcePage, PageMark::rotation)));
    }

    private Duration length() {
        return Duration.ofSeconds(rules.leaseSeconds());
    }

    @GET
    @Path("leases/{token}/file")
    @Produces(MediaType.WILDCARD)
    @OpenTo(Role.WORKER)
    public Response file(@PathParam("token") LeaseToken token, @HeaderParam("Range") @Nullable String range)
            throws IOException {
        Lease lease = live(token);
        Document document = store.read(records -> file(records, lease));
        return BlobAnswer.ranged(blobs, document.source().file(), range);
    }

    /** Keeps derived bytes for the result of this lease. */
    @PUT
    @Path("leases/{token}/blobs")
    @Consumes(MediaType.WILDCARD)
    @OpenTo(Role.WORKER)
    public Response blob(@PathParam("token") LeaseToken token, InputStream bytes, @Context HttpServletRequest request)
            throws IOException {
        live(token);
        String type = request.getContentType() == null ? "application/octet-stream" : request.getContentType();
        long declared = request.getContentLengthLong();
        try (BlobWriter writer = blobs.create()) {
            bytes.transferTo(writer);
            if (declared >= 0 && declared != writer.bytesWritten()) {
                throw new CutOffException("a derived blob was cut off");
            }
            Blob kept = writer.keep(type);
            return Response.status(Response.Status.CREATED)
                    .entity(KeptBlob.of(kept))
                    .build();
        }
    }

    @POST
    @Path("leases/{token}/renew")
    @OpenTo(Role.WORKER)
    public RenewAnswer renew(@PathParam("token") LeaseToken token, RenewRequest how) {
        if (how == null) {
            throw ProblemException.badRequest("Say how far the work is.");
        }
        Lease lease = live(token);
        boolean renewed = store.write(
                records -> records.work().renew(token, clock.instant(), length(), new Progress(how.done(), how.of())));
        if (!renewed) {
            throw gone();
        }
        seen.busy(lease.owner(), how.transcribing(), lease.document().id());
        return new RenewAnswer(rules.leaseSeconds());
    }

    /** What was heard of the recording under earlier leases. */
    @GET
    @Path("leases/{token}/pieces")
    @OpenTo(Role.WORKER)
    public HeardSoFar heardSoFar(@PathParam("token") LeaseToken token) {
        Lease lease = live(token);
        return new HeardSoFar(
                store.read(records -> records.work().pieces(lease.document().id())));
    }

    /** Keeps what was heard of the recording, for the next try if this one breaks off; safe to repeat. */
    @POST
    @Path("leases/{token}/pieces")
    @OpenTo(Role.WORKER)
    public Response keepHeard(@PathParam("token") LeaseToken token, HeardSoFar heard) {
        if (heard == null) {
            throw ProblemException.badRequest("Say what was heard.");
        }
        if (!store.write(records -> records.work().keepPieces(token, clock.instant(), heard.pieces()))) {
            throw gone();
        }
        return Response.noContent().build();
    }

    /** Takes what came of the work; the same token twice is answered alike and done once. */
    @POST
    @Path("leases/{token}/result")
    @OpenTo(Role.WORKER)
    public Response result(
            @PathParam("token") LeaseToken token, WorkResult result, @Context ContainerRequestContext request)
            throws IOException {
        if (result == null) {
            throw ProblemException.badRequest("The result is missing.");
        }
        for (KeptBlob blob : (Iterable<KeptBlob>) blobsOf(result)::iterator) {
            if (!blobs.exists(blob.ref())) {
                throw ProblemException.badRequest(
                        "The result names a blob that is not kept. Hand its bytes in first, then the result again.");
            }
        }
        Optional<Lease> lease = store.read(records -> records.work().find(token, clock.instant()));
        ResultFiling.Outcome outcome;
        try {
            outcome = filing.keep(token, result, Caller.of(request).actor());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The result does not fit: " + e.getMessage() + ".");
        }
        return switch (outcome) {
            case KEPT -> {
                lease.ifPresent(each -> {
                    passwords.forget(each.document().id());
                    seen.idle(each.owner());
                });
                yield Response.ok().build();
            }
            case KEPT_BEFORE -> Response.ok().build();
            case GONE -> throw gone();
        };
    }

    private static Stream<KeptBlob> blobsOf(WorkResult result) {
        return switch (result) {
            case WorkResult.Read read ->
                Stream.concat(
                        read.pages().stream()
                                .flatMap(page -> Stream.of(page.image(), page.thumbnail(), page.words())
                                        .flatMap(Optional::stream)),
                        read.attachments().stream().map(AttachmentResult::file));
            case WorkResult.Transcribed transcribed ->
                Stream.of(transcribed.peaks(), transcribed.playable()).flatMap(Optional::stream);
            case WorkResult.Held _, WorkResult.Failed _ -> Stream.empty();
        };
    }

    private Lease live(LeaseToken token) {
        return store.read(records -> records.work().find(token, clock.instant()))
                .orElseThrow(WorkResource::gone);
    }

    private static ProblemException gone() {
        return new ProblemException(
                Kind.GONE, "This lease has run out or ended; its work went on without it. Drop the result.");
    }
}
