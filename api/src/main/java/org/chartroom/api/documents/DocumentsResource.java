package org.chartroom.api.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.ingest.pdf.SearchablePdf;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.ReadSettings;
import org.jspecify.annotations.Nullable;

/** Documents: look at them, read them, file them. */
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentsResource {
    private static final String KIND = "document";

    private final RecordStore store;
    private final BlobStore blobs;
    private final Access access;
    private final AuditTrail trail;
    private final FilingDesk desk;
    private final DocumentTypes types;
    private final PdfCopy pdf;
    private final ObjectMapper json;
    private final FacilityId facility;
    private final Opened opened;

    /** Hears that somebody opened a document; called before they are answered. */
    public interface Opened {
        void by(Caller caller, DocumentId id);
    }

    public DocumentsResource(
            Counter counter, FilingDesk desk, DocumentTypes types, PdfCopy pdf, ObjectMapper json, Opened opened) {
        this.opened = opened;
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.access = counter.access();
        this.trail = counter.trail();
        this.desk = desk;
        this.types = types;
        this.pdf = pdf;
        this.json = json;
        this.facility = counter.facility();
    }

    @GET
    @OpenToSignedIn
    public Paging<DocumentSummary> documents(
            @QueryParam("stage") List<String> stages,
            @QueryParam("kind") List<String> kinds,
            @QueryParam("patient") @Nullable PatientId patient,
            @QueryParam("arrival") @Nullable ArrivalId arrival,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        DocumentFilter filter = new DocumentFilter(
                names(Stage.class, stages),
                names(DocumentKind.class, kinds),
                Optional.ofNullable(patient)
                        .map(asked -> access.patient(caller, asked).id()),
                Optional.ofNullable(arrival));
        Paging<DocumentSummary> page = store.read(records -> {
            Slice<Document> slice =
                    records.documents().latest(facility, filter, Paging.cursor(cursor), Paging.limit(limit));
            return new Paging<>(
                    slice.items().stream()
                            .filter(document -> Access.maySee(records, caller, document))
                            .map(document -> DocumentSummary.of(records, document))
                            .toList(),
                    slice.next());
        });
        trail.part(caller, "documents", facility.value(), Optional.ofNullable(patient), "list");
        return page;
    }

    @GET
    @Path("{id}")
    @OpenToSignedIn
    public Response document(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        DocumentView view = store.read(records -> new DocumentView(
                DocumentSummary.of(records, document),
                Suggestion.of(records, document, types, caller::maySee),
                records.documents().pages(id).stream().map(PageView::of).toList()));
        trail.read(caller, KIND, id.value(), document.patient());
        opened.by(caller, id);
        return Response.ok(view).tag(Versions.tag(document.version())).build();
    }

    @GET
    @Path("{id}/pages/{page}/image")
    @Produces(MediaType.WILDCARD)
    @OpenToSignedIn
    public Response image(
            @PathParam("id") DocumentId id, @PathParam("page") int number, @Context ContainerRequestContext request)
            throws IOException {
        return part(Caller.of(request), id, number, "image", page(id, number).image());
    }

    @GET
    @Path("{id}/pages/{page}/thumbnail")
    @Produces(MediaType.WILDCARD)
    @OpenToSignedIn
    public Response thumbnail(
            @PathParam("id") DocumentId id, @PathParam("page") int number, @Context ContainerRequestContext request)
            throws IOException {
        return part(
                Caller.of(request), id, number, "thumbnail", page(id, number).thumbnail());
    }

    private Response part(Caller caller, DocumentId id, int number, String part, Optional<Blob> blob)
            throws IOException {
        Document document = access.document(caller, id);
        Blob there = blob.orElseThrow(() -> ProblemException.notFound("page " + part));
        trail.part(caller, KIND, id.value(), document.patient(), part + " " + number);
        return BlobAnswer.whole(blobs, there);
    }

    @GET
    @Path("{id}/pages/{page}/words")
    @OpenToSignedIn
    public ObjectNode words(
            @PathParam("id") DocumentId id, @PathParam("page") int number, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Page page = page(id, number);
        JsonNode words = json.createArrayNode();
        if (page.words().isPresent()) {
            try (InputStream in =
                    Channels.newInputStream(blobs.open(page.words().get().ref()))) {
                words = json.readTree(in);
            }
        }
        trail.part(caller, KIND, id.value(), document.patient(), "words " + number);
        ObjectNode answer = json.createObjectNode();
        answer.put("page", number);
        answer.put("widthPx", page.geometry().map(each -> each.widthPx()).orElse(0));
        answer.put("heightPx", page.geometry().map(each -> each.heightPx()).orElse(0));
        answer.set("words", words);
        return answer;
    }

    @GET
    @Path("{id}/text")
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    @OpenToSignedIn
    public String text(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        String text = store.read(records -> records.documents().pages(id)).stream()
                .map(Page::text)
                .collect(Collectors.joining("\f"));
        trail.part(caller, KIND, id.value(), document.patient(), "text");
        return text;
    }

    @GET
    @Path("{id}/pdf")
    @Produces("application/pdf")
    @OpenToSignedIn
    public Response pdf(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        trail.part(caller, KIND, id.value(), document.patient(), "pdf");
        // Complete before the answer starts, so that a damaged page is a problem answer and not a broken download.
        SearchablePdf copy = pdf.of(document);
        StreamingOutput body = out -> {
            try (copy) {
                copy.writeTo(out);
            }
        };
        return Response.ok(body)
                .header("Content-Disposition", BlobAnswer.disposition("attachment", id + ".pdf"))
                .build();
    }

    @GET
    @Path("{id}/original")
    @Produces(MediaType.WILDCARD)
    @OpenToSignedIn
    public Response original(@PathParam("id") DocumentId id, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        if (document.stage() == Stage.DESTROYED) {
            throw new ProblemException(
                    Kind.GONE,
                    "The document was destroyed under the retention schedule; the privacy officer has the certificate.");
        }
        trail.part(caller, KIND, id.value(), document.patient(), "original");
        return BlobAnswer.download(
                blobs, document.source().file(), document.source().name());
    }

    @POST
    @Path("{id}/file")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response file(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            FilingDesk.Filing filing,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        access.patient(caller, given(filing).patientId());
        return answer(desk.file(caller, id, version, filing));
    }

    @POST
    @Path("{id}/unfile")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response unfile(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        return answer(desk.unfile(caller, id, version));
    }

    /** Why something is said to be an error. */
    public record Because(String reason) {
        public Because {
            if (reason == null || reason.isBlank() || reason.length() > 500) {
                throw new IllegalArgumentException("reason must be 1 to 500 characters");
            }
        }
    }

    @POST
    @Path("{id}/entered-in-error")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response enteredInError(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            Because because,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        return answer(desk.enteredInError(caller, id, version, given(because).reason()));
    }

    /**
     * How to read a document again.
     *
     * @param pages numbers of those to read; all when left out. The others keep their text, and an undo brings the former
     *     text of these back
     * @param settings what differs from the usual way
     */
    public record ReRead(Optional<String> password, Optional<List<Integer>> pages, Optional<OtherWay> settings) {
        public ReRead {
            if (pages.isPresent()
                    && (pages.get().isEmpty() || pages.get().stream().anyMatch(each -> each == null))) {
                throw new IllegalArgumentException("pages must name some, or be left out for all");
            }
        }

        @Override
        public String toString() {
            return "ReRead";
        }
    }

    /**
     * What differs from the usual way of reading.
     *
     * @param languages names of OCR data, the likeliest first; those of the office when left out
     * @param layout {@code automatic}, {@code form} or {@code scattered}
     * @param clearing {@code cleared} or {@code as_it_is}
     */
    public record OtherWay(Optional<List<String>> languages, Optional<String> layout, Optional<String> clearing) {
        ReadSettings over(ReadSettings usual) {
            return new ReadSettings(
                    languages.orElse(usual.languages()),
                    layout.map(each -> named(ReadSettings.Layout.class, each)).orElse(usual.layout()),
                    clearing.map(each -> named(ReadSettings.Clearing.class, each))
                            .orElse(usual.clearing()));
        }
    }

    @POST
    @Path("{id}/re-read")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response reRead(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable ReRead how,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        ReRead asked = how == null ? new ReRead(Optional.empty(), Optional.empty(), Optional.empty()) : how;
        return answer(desk.reRead(
                caller,
                id,
                version,
                asked.pages().orElse(List.of()),
                asked.settings().map(this::settings),
                asked.password().filter(p -> !p.isEmpty())));
    }

    private ReadSettings settings(OtherWay way) {
        try {
            return way.over(desk.usualSettings());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("It cannot be read so: " + e.getMessage() + ". Nothing was changed.");
        }
    }

    private Response answer(Document document) {
        DocumentSummary summary = store.read(records -> DocumentSummary.of(records, document));
        return Response.ok(summary).tag(Versions.tag(document.version())).build();
    }

    private Page page(DocumentId id, int number) {
        return store.read(records -> records.documents().page(id, number))
                .orElseThrow(() -> ProblemException.notFound("page"));
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("'" + name.strip() + "' is none of " + EnumSet.allOf(type) + ".");
        }
    }

    private static <E extends Enum<E>> Set<E> names(Class<E> type, List<String> given) {
        Set<E> names = EnumSet.noneOf(type);
        for (String list : given) {
            for (String name : list.split(",")) {
                if (!name.isBlank()) {
                    names.add(named(type, name));
                }
            }
        }
        return names;
    }

    /** The types documents are filed under. */
    @Path("document-types")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Types {
        private final DocumentTypes types;

        public Types(DocumentTypes types) {
            this.types = types;
        }

        @GET
        @OpenToSignedIn
        public Paging<DocumentType> types() {
            return new Paging<>(types.all(), Optional.empty());
        }
    }
}
