package org.chartroom.api.dictations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.arrivals.UploadBody;
import org.chartroom.api.arrivals.Uploading;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.ingest.intake.DictationOrder;
import org.chartroom.ingest.intake.Received;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Listened;
import org.jspecify.annotations.Nullable;

/** Recordings: hand them in, see how far they are, listen. */
@Path("dictations")
@Produces(MediaType.APPLICATION_JSON)
public final class DictationsResource {
    private final RecordStore store;
    private final BlobStore blobs;
    private final Uploading uploading;
    private final Access access;
    private final AuditTrail trail;
    private final NoteDesk notes;
    private final DictationConfig times;
    private final FacilityId facility;
    private final Clock clock;

    public DictationsResource(Counter counter, Uploading uploading, NoteDesk notes, DictationConfig times) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.uploading = uploading;
        this.access = counter.access();
        this.trail = counter.trail();
        this.notes = notes;
        this.times = times;
        this.facility = counter.facility();
        this.clock = counter.clock();
    }

    /** What was kept. */
    public record Kept(DocumentId id, ArrivalId arrivalId) {}

    /** Takes a recording: the whole body, or the part {@code file} of a form whose other fields stand before it. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public Response receive(
            @Context HttpServletRequest request, InputStream bytes, @Context ContainerRequestContext context)
            throws IOException {
        Caller caller = Caller.of(context);
        UploadBody body = UploadBody.of(request, bytes);
        Optional<PatientId> patient = body.field("patient")
                .map(DictationsResource::patientId)
                .map(id -> access.patient(caller, id).id());
        UserId author = body.field("author").map(this::author).orElse(caller.id());
        DictationOrder order = new DictationOrder(
                author,
                patient,
                body.field("workType").orElse(""),
                body.field("due").map(DictationsResource::due));
        Received received = uploading.receive(
                request, body, caller, ArrivalKind.DICTATION, Uploading.priority(body), Optional.of(order));
        DocumentId id = received.document().id();
        return Response.created(URI.create("/api/v1/dictations/" + id))
                .entity(new Kept(id, received.arrival().id()))
                .build();
    }

    @GET
    @OpenTo({
        Role.CLINICIAN,
        Role.TRANSCRIPTIONIST,
        Role.RECORDS_CLERK,
        Role.INTAKE,
        Role.PRIVACY_OFFICER,
        Role.ADMINISTRATOR
    })
    public Paging<DictationView> dictations(
            @QueryParam("state") List<String> states,
            @QueryParam("mine") boolean mine,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        int most = Paging.limit(limit);
        DocumentFilter filter =
                new DocumentFilter(Set.of(), Set.of(DocumentKind.DICTATION), Optional.empty(), Optional.empty());
        Paging<DictationView> page = store.read(records -> {
            List<DictationView> found = new ArrayList<>();
            Optional<String> next = Paging.cursor(cursor);
            for (int slices = 0; slices < 20; slices++) {
                Slice<Document> slice = records.documents().latest(facility, filter, next, most);
                for (Document document : slice.items()) {
                    Optional<Dictation> dictation = records.dictations().find(document.id());
                    if (dictation.isEmpty() || !Access.maySee(records, caller, document)) {
                        continue;
                    }
                    if (mine && !dictation.get().author().equals(caller.id())) {
                        continue;
                    }
                    DictationView view = DictationView.of(records, document, dictation.get(), times, clock.instant());
                    if (states.isEmpty() || states.stream().anyMatch(view::isIn)) {
                        found.add(view);
                    }
                }
                next = slice.next();
                if (next.isEmpty() || found.size() >= most) {
                    break;
                }
            }
            return new Paging<>(List.copyOf(found), next);
        });
        trail.part(caller, "dictations", facility.value(), Optional.empty(), "list");
        return page;
    }

    @GET
    @Path("{id}")
    @OpenTo({
        Role.CLINICIAN,
        Role.TRANSCRIPTIONIST,
        Role.RECORDS_CLERK,
        Role.INTAKE,
        Role.PRIVACY_OFFICER,
        Role.ADMINISTRATOR
    })
    public DictationView dictation(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Dictation dictation = find(id);
        DictationView view =
                store.read(records -> DictationView.of(records, document, dictation, times, clock.instant()));
        trail.read(caller, "document", id.value(), document.patient());
        return view;
    }

    /** Whose chart a note is for, what it is and when it is due. */
    public record About(Optional<PatientId> patientId, Optional<String> workType, Optional<Instant> due) {}

    /** Says what a recording that came without it is about; {@code If-Match} is the document's version. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.INTAKE, Role.ADMINISTRATOR})
    public DictationView about(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable About about,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        if (about == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        about.patientId().ifPresent(patient -> access.patient(caller, patient));
        notes.about(caller, id, version, about);
        return view(caller, id);
    }

    /** Whether to take a note from whom has it. */
    public record Claiming(boolean takeOver) {}

    /** Takes a note for oneself; others cannot change it until it is released, or untouched for half an hour. */
    @POST
    @Path("{id}/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public DictationView claim(
            @PathParam("id") DocumentId id, @Nullable Claiming claiming, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        find(id);
        notes.claim(caller, id, claiming != null && claiming.takeOver());
        return view(caller, id);
    }

    /** Gives a note back to everybody. */
    @POST
    @Path("{id}/release")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public DictationView release(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        find(id);
        notes.release(caller, id);
        return view(caller, id);
    }

    /** Parts of a recording that were played, in ms from its start. */
    public record Played(List<Listened.Span> spans) {
        private static final int MOST = 1_000;

        public Played {
            if (spans == null || spans.size() > MOST) {
                throw new IllegalArgumentException("spans must be given, at most " + MOST + " of them");
            }
            spans = List.copyOf(spans);
        }
    }

    /** How much of a recording the caller has played by now, 0..1. */
    public record Heard(double heard) {}

    /** Keeps which parts of the recording the caller has played. */
    @POST
    @Path("{id}/heard")
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Heard heard(
            @PathParam("id") DocumentId id, @Nullable Played played, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        if (played == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        long audioMs = find(id).audioMs();
        return new Heard(notes.heard(caller, id, played.spans()).share(audioMs));
    }

    private DictationView view(Caller caller, DocumentId id) {
        Document document = access.document(caller, id);
        Dictation dictation = find(id);
        return store.read(records -> DictationView.of(records, document, dictation, times, clock.instant()));
    }

    /** The recording, in a form browsers play, whole or in parts. */
    @GET
    @Path("{id}/audio")
    @Produces(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response audio(
            @PathParam("id") DocumentId id,
            @HeaderParam("Range") @Nullable String range,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Blob sound = find(id).playable().orElse(document.source().file());
        trail.part(caller, "document", id.value(), document.patient(), "audio");
        return BlobAnswer.ranged(blobs, sound, range);
    }

    /** The waveform: one octet each 10 ms, 0..255. */
    @GET
    @Path("{id}/peaks")
    @Produces(MediaType.WILDCARD)
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response peaks(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Blob peaks = find(id).peaks().orElseThrow(() -> ProblemException.notFound("waveform"));
        trail.part(caller, "document", id.value(), document.patient(), "peaks");
        return BlobAnswer.whole(blobs, peaks);
    }

    private Dictation find(DocumentId id) {
        return store.read(records -> records.dictations().find(id))
                .orElseThrow(() -> ProblemException.notFound("dictation"));
    }

    private UserId author(String given) {
        Optional<UserId> author = store.read(records -> {
            Optional<UserId> byId = given.matches("[A-Za-z0-9_-]{1,64}")
                    ? records.accounts().find(new UserId(given)).map(each -> each.id())
                    : Optional.empty();
            return byId.or(() -> records.accounts().byLogin(given).map(each -> each.id()));
        });
        return author.orElseThrow(
                () -> ProblemException.badRequest("The author is nobody with an account here. Nothing was kept."));
    }

    private static PatientId patientId(String given) {
        try {
            return new PatientId(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("patient");
        }
    }

    private static Instant due(String given) {
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("due must be a time such as 2026-01-31T09:00:00Z. Nothing was kept.");
        }
    }
}
