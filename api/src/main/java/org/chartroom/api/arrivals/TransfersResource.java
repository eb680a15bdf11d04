package org.chartroom.api.arrivals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.json.Json;
import org.chartroom.api.patients.PatientSummary;
import org.chartroom.ingest.intake.Incoming;
import org.chartroom.ingest.intake.Received;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.ingest.sniff.Unpacked;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.chartroom.ingest.sniff.Unpacking;
import org.chartroom.ingest.sniff.UnpackingLimits;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FilingProposal;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/**
 * Charts that another practice sends, as the release desk sends them: a ZIP with a FHIR R4 Bundle and the documents it lists. Each
 * document comes in like any other file, is read and waits at the filing desk, with one patient proposed for all.
 */
@Path("transfers")
@Produces(MediaType.APPLICATION_JSON)
public final class TransfersResource {
    private static final String BUNDLE = "bundle.json";
    private static final long LONGEST_BUNDLE = 16L << 20;

    /** Enough to see that a name is not one person's. */
    private static final int LOOKED_AT = 50;

    private static final int LONGEST_NAME = 200;

    private final Counter counter;
    private final Receiving receiving;
    private final java.nio.file.Path spool;
    private final long maxBytes;

    /**
     * @param spool existing folder; nothing is left in it
     * @param maxBytes longest archive that is taken
     */
    public TransfersResource(Counter counter, Receiving receiving, java.nio.file.Path spool, long maxBytes) {
        this.counter = counter;
        this.receiving = receiving;
        this.spool = spool;
        this.maxBytes = maxBytes;
    }

    /** A document that came in. */
    public record Taken(ArrivalId arrival, DocumentId document, String title) {}

    /**
     * What was taken in.
     *
     * @param from who sends it, as the bundle says
     * @param patient whose chart is proposed; empty when no chart, or more than one, has that name and birth date
     * @param leftOut what the bundle lists and is no PDF, such as recordings: titles
     */
    public record Transfer(
            String from, Optional<PatientSummary> patient, List<Taken> documents, List<String> leftOut) {}

    /** A document of a transfer that was not taken in yet. */
    public record Listed(String title, Optional<String> type, long bytes) {}

    /**
     * What is in a transfer.
     *
     * @param name of the patient, as the sender says
     * @param patient whose chart would be proposed; empty when no chart, or more than one, has that name and birth date
     * @param leftOut what the bundle lists and is no PDF: titles
     */
    public record Looked(
            String from,
            String name,
            LocalDate birthDate,
            Optional<PatientSummary> patient,
            List<Listed> documents,
            List<String> leftOut) {}

    /** Why a transfer is not taken in. */
    public enum Refusal {
        NOT_OUR_PATIENT,
        SENT_TWICE,
        INCOMPLETE,
        OTHER
    }

    /** That a transfer was looked at and is not taken in. */
    public record Refused(
            @Nullable String from,
            @Nullable Integer documents,
            @Nullable Refusal reason) {}

    /** A document of the archive and where its bytes are. */
    private record Found(TransferBundle.Item item, UnpackedFile file) {}

    /**
     * Takes a transfer in: all of its documents, or none. With the same {@code Idempotency-Key} again nothing is taken twice. What
     * lies in the archive and is in no DocumentReference is left out.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK})
    public Response take(
            @Context HttpServletRequest request, InputStream bytes, @Context ContainerRequestContext context)
            throws IOException {
        Caller caller = Caller.of(context);
        @Nullable String key = request.getHeader("Idempotency-Key");
        return opened(request, bytes, (bundle, documents) -> {
            Optional<Patient> patient = counter.store().read(records -> proposed(records, bundle));
            List<Taken> taken = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                taken.add(receive(caller, bundle, documents.get(i), patient.map(Patient::id), key, i));
            }
            return Response.status(Response.Status.CREATED)
                    .entity(new Transfer(
                            bundle.from(),
                            patient.filter(caller::maySee).map(PatientSummary::of),
                            taken,
                            bundle.leftOut()))
                    .build();
        });
    }

    /** Says what is in a transfer and whose it may be; nothing is kept. */
    @POST
    @Path("look")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK})
    public Response look(
            @Context HttpServletRequest request, InputStream bytes, @Context ContainerRequestContext context)
            throws IOException {
        Caller caller = Caller.of(context);
        return opened(
                request,
                bytes,
                (bundle, documents) -> Response.ok(new Looked(
                                bundle.from(),
                                bundle.family() + (bundle.given().isEmpty() ? "" : ", " + bundle.given()),
                                bundle.born(),
                                counter.store()
                                        .read(records -> proposed(records, bundle))
                                        .filter(caller::maySee)
                                        .map(PatientSummary::of),
                                documents.stream()
                                        .map(each -> new Listed(
                                                each.item().title(),
                                                each.item().type(),
                                                each.file().bytes()))
                                        .toList(),
                                bundle.leftOut()))
                        .build());
    }

    /** Writes down that a transfer is not taken in, and why; nothing of it was kept. */
    @POST
    @Path("refused")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK})
    public Response refuse(@Nullable Refused refused, @Context ContainerRequestContext context) {
        if (refused == null || refused.reason() == null || refused.documents() == null || refused.documents() < 1) {
            throw ProblemException.badRequest("Send from, how many documents it had, and the reason.");
        }
        String from = refused.from() == null ? "" : refused.from().strip();
        counter.trail()
                .write(counter.trail()
                        .event(
                                Caller.of(context),
                                AuditAction.REFUSE,
                                "transfer",
                                "",
                                Optional.empty(),
                                Map.of(
                                        "from",
                                        from.length() > LONGEST_NAME ? from.substring(0, LONGEST_NAME) : from,
                                        "documents",
                                        refused.documents().toString(),
                                        "reason",
                                        refused.reason().name())));
        return Response.noContent().build();
    }

    /** Charts of the last time that other practices sent, the latest first, with what became of each document. */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK})
    public Paging<CameIn> list(@Context ContainerRequestContext context) {
        Caller caller = Caller.of(context);
        List<CameIn> came = counter.store().read(records -> CameIn.latest(records, caller, counter));
        counter.trail().part(caller, "transfer", counter.facility().value(), Optional.empty(), "list");
        return new Paging<>(came, Optional.empty());
    }

    private interface Opened {
        Response use(TransferBundle bundle, List<Found> documents) throws IOException;
    }

    /** Unpacks what is sent for as long as it is used, and says why it cannot be where it is no transfer. */
    private Response opened(HttpServletRequest request, InputStream bytes, Opened use) throws IOException {
        java.nio.file.Path folder = Files.createDirectories(
                spool.resolve("transfer-" + counter.ids().get()));
        try {
            java.nio.file.Path archive = folder.resolve("archive");
            try (InputStream in = UploadBody.of(request, bytes).content().bytes()) {
                keep(in, archive);
            }
            Map<String, UnpackedFile> files = unpacked(archive, Files.createDirectory(folder.resolve("files")));
            TransferBundle bundle = bundle(files);
            return use.use(bundle, documents(bundle, files));
        } catch (TransferBundle.NoTransferException e) {
            throw ProblemException.badRequest("That is no transfer that can be taken in: " + e.getMessage()
                    + ". Nothing was kept. Ask the practice that sent it, or bring its files in one by one.");
        } finally {
            sweep(folder);
        }
    }

    private void keep(InputStream in, java.nio.file.Path archive) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive)) {
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                length += n;
                if (length > maxBytes) {
                    throw new TransferBundle.NoTransferException("it is longer than " + maxBytes + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static Map<String, UnpackedFile> unpacked(java.nio.file.Path archive, java.nio.file.Path folder)
            throws IOException {
        return switch (new Unpacking(UnpackingLimits.USUAL).unpack(archive, folder)) {
            case Unpacked.Files files -> {
                if (!files.damaged().isEmpty()) {
                    throw new TransferBundle.NoTransferException("a file in it is damaged");
                }
                if (!files.leftOut().isEmpty()) {
                    throw new TransferBundle.NoTransferException(
                            "it " + files.leftOut().getFirst().reason());
                }
                Map<String, UnpackedFile> named = new HashMap<>();
                for (UnpackedFile file : files.files()) {
                    if (named.put(file.name(), file) != null) {
                        throw new TransferBundle.NoTransferException("two files in it have the same name");
                    }
                }
                yield named;
            }
            case Unpacked.NeedsPassword _ -> throw new TransferBundle.NoTransferException("it needs a password");
            case Unpacked.TooLarge large -> throw new TransferBundle.NoTransferException("it " + large.reason());
            case Unpacked.Damaged damaged -> throw new TransferBundle.NoTransferException(damaged.reason());
        };
    }

    private static TransferBundle bundle(Map<String, UnpackedFile> files) throws IOException {
        UnpackedFile bundle = files.get(BUNDLE);
        if (bundle == null || bundle.bytes() > LONGEST_BUNDLE) {
            throw new TransferBundle.NoTransferException("it has no " + BUNDLE);
        }
        return TransferBundle.read(Json.mapper(), Files.readAllBytes(bundle.file()));
    }

    /** Every document of the bundle with its file, which is the one that was sent. */
    private static List<Found> documents(TransferBundle bundle, Map<String, UnpackedFile> files) throws IOException {
        List<Found> found = new ArrayList<>();
        for (TransferBundle.Item item : bundle.items()) {
            UnpackedFile file = files.get(item.file());
            if (file == null) {
                throw new TransferBundle.NoTransferException("a document that its bundle lists is not in it");
            }
            if (item.sha1().filter(hash -> !hash.equals(sha1(file))).isPresent()) {
                throw new TransferBundle.NoTransferException("a document is not the one that its bundle lists");
            }
            found.add(new Found(item, file));
        }
        return found;
    }

    private static String sha1(UnpackedFile file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file.file(), out);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** The one chart with that name and birth date: where there are two, a person looks. */
    private Optional<Patient> proposed(Records records, TransferBundle bundle) {
        if (bundle.family().isEmpty()) {
            return Optional.empty();
        }
        List<Patient> same =
                records
                        .patients()
                        .find(counter.facility(), bundle.family(), Optional.empty(), LOOKED_AT)
                        .items()
                        .stream()
                        .filter(patient -> patient.birthDate().equals(bundle.born())
                                && patient.name().family().equalsIgnoreCase(bundle.family())
                                && patient.name().given().equalsIgnoreCase(bundle.given()))
                        .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    private Taken receive(
            Caller caller,
            TransferBundle bundle,
            Found found,
            Optional<PatientId> patient,
            @Nullable String key,
            int number)
            throws IOException {
        Incoming incoming = new Incoming(
                counter.facility(),
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                found.item().title() + ".pdf",
                bundle.from(),
                Priority.ROUTINE,
                caller.actor(),
                Optional.ofNullable(key).map(each -> each + " transfer " + number),
                OptionalLong.of(found.file().bytes()),
                Optional.empty());
        try (InputStream in = Files.newInputStream(found.file().file())) {
            Received received = receiving.receive(
                    incoming,
                    in,
                    (records, document) -> records.filings()
                            .propose(new FilingProposal(
                                    document.id(),
                                    patient,
                                    found.item().type(),
                                    bundle.from().isEmpty()
                                            ? CameIn.UNNAMED
                                            : CameIn.BY + bundle.from() + CameIn.SENT)));
            return new Taken(
                    received.arrival().id(),
                    received.document().id(),
                    found.item().title());
        }
    }

    private static void sweep(java.nio.file.Path folder) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
            for (java.nio.file.Path file :
                    files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
