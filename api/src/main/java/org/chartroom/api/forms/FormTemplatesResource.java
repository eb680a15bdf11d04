package org.chartroom.api.forms;

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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.index.forms.FormMatcher;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormArea;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;
import org.jspecify.annotations.Nullable;

/** The office's paper forms, as administrators mark them up. */
@Path("forms/templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FormTemplatesResource {
    private static final String KIND = "form-template";
    /** A page with fewer printed words outside its zones cannot be told from others. */
    private static final int FEWEST_PRINTED = 10;

    private static final String NOTHING_TO_TRY = "Send the draft, and the documentId to try it on. Nothing was tried.";

    private final RecordStore store;
    private final BlobStore blobs;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;
    private final FormDesk desk;
    private final SignatureWatch watch;

    public FormTemplatesResource(Counter counter, FormDesk desk, SignatureWatch watch) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
        this.desk = desk;
        this.watch = watch;
    }

    /**
     * A template as it is listed.
     *
     * @param printedWords how many words a page can be known by
     */
    record TemplateSummary(
            FormTemplateId id,
            String name,
            String formId,
            Optional<DocumentType> type,
            int zones,
            int printedWords,
            boolean retired,
            UserId changedBy,
            Instant changedAt,
            int version) {
        static TemplateSummary of(FormTemplate template) {
            return new TemplateSummary(
                    template.id(),
                    template.name(),
                    template.formId(),
                    template.type(),
                    template.zones().size(),
                    FormMatcher.anchorsOf(template),
                    template.retired(),
                    template.changedBy(),
                    template.changedAt(),
                    template.version());
        }
    }

    /**
     * A template with all that belongs to it.
     *
     * @param image address of the reference page
     * @param versions the latest first
     */
    record TemplateView(
            FormTemplateId id,
            String name,
            String formId,
            Optional<DocumentType> type,
            double widthInches,
            double heightInches,
            Optional<String> image,
            List<FormWord> words,
            List<TemplateWrite.ZoneWrite> zones,
            boolean retired,
            int version,
            List<VersionView> versions) {
        static TemplateView of(FormTemplate template, List<FormTemplate> versions) {
            return new TemplateView(
                    template.id(),
                    template.name(),
                    template.formId(),
                    template.type(),
                    template.widthInches(),
                    template.heightInches(),
                    template.image()
                            .map(image -> "/api/v1/forms/templates/" + template.id() + "/image?v="
                                    + image.ref().value().substring(0, 8)),
                    template.words(),
                    template.zones().stream().map(TemplateWrite.ZoneWrite::of).toList(),
                    template.retired(),
                    template.version(),
                    versions.stream().map(VersionView::of).toList());
        }
    }

    /** One version of a template. */
    record VersionView(int version, String name, int zones, boolean retired, UserId changedBy, Instant changedAt) {
        static VersionView of(FormTemplate template) {
            return new VersionView(
                    template.version(),
                    template.name(),
                    template.zones().size(),
                    template.retired(),
                    template.changedBy(),
                    template.changedAt());
        }
    }

    @GET
    @OpenTo(Role.ADMINISTRATOR)
    public Paging<TemplateSummary> formTemplates() {
        return new Paging<>(
                store.<List<FormTemplate>>read(records -> records.forms().templates(facility)).stream()
                        .map(TemplateSummary::of)
                        .toList(),
                Optional.empty());
    }

    @GET
    @Path("{id}")
    @OpenTo(Role.ADMINISTRATOR)
    public Response formTemplate(@PathParam("id") String id, @Context ContainerRequestContext request) {
        FormTemplate template = store.read(records -> find(records, id));
        // The reference page may be one that a patient filled in.
        trail.part(Caller.of(request), KIND, template.id().value(), Optional.empty(), "reference page");
        return answer(Response.ok(), template);
    }

    @GET
    @Path("{id}/image")
    @Produces(MediaType.WILDCARD)
    @OpenTo(Role.ADMINISTRATOR)
    public Response formTemplateImage(@PathParam("id") String id, @Context ContainerRequestContext request)
            throws IOException {
        FormTemplate template = store.read(records -> find(records, id));
        Blob image = template.image().orElseThrow(() -> ProblemException.notFound("reference page"));
        trail.part(Caller.of(request), KIND, template.id().value(), Optional.empty(), "reference page");
        return BlobAnswer.whole(blobs, image);
    }

    @POST
    @OpenTo(Role.ADMINISTRATOR)
    public Response addFormTemplate(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable TemplateWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        TemplateWrite given = given(wanted);
        Reference reference = reference(caller, given)
                .orElseThrow(() -> ProblemException.badRequest(
                        "Choose the page the form is marked up on: reference.documentId and reference.page. Nothing was"
                                + " kept."));
        FormTemplate template = checked(template(new FormTemplateId(ids.get()), given, reference, caller, 1));
        FormTemplate made = store.write(records -> {
            String id = Repeats.once(records, KIND, caller.id(), key, clock.instant(), () -> {
                records.forms().add(template);
                audit(records, caller, AuditAction.CREATE, template, "made");
                return template.id().value();
            });
            return find(records, id);
        });
        watch.lookAgain();
        return answer(Response.status(Response.Status.CREATED), made);
    }

    @PUT
    @Path("{id}")
    @OpenTo(Role.ADMINISTRATOR)
    public Response changeFormTemplate(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable TemplateWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        FormTemplate before = store.read(records -> find(records, id));
        TemplateWrite given = given(wanted);
        Versions.check(version, before.version());
        Reference reference = reference(caller, given).orElseGet(() -> Reference.of(before));
        FormTemplate changed = checked(template(before.id(), given, reference, caller, before.version()));
        FormTemplate kept = store.write(records -> {
            FormTemplate updated = records.forms().update(changed);
            audit(records, caller, AuditAction.CHANGE, updated, updated.retired() ? "retired" : "changed");
            return updated;
        });
        watch.lookAgain();
        return answer(Response.ok(), kept);
    }

    /**
     * A draft to try.
     *
     * @param templateId the template it is to be a next version of, when its reference page is that one's
     * @param documentId whose pages are read by it
     */
    record Trial(
            @Nullable TemplateWrite draft,
            Optional<String> templateId,
            @Nullable DocumentId documentId) {
        Trial {
            templateId = templateId == null ? Optional.empty() : templateId;
        }
    }

    /** What a draft would take from a document. Nothing is kept. */
    @POST
    @Path("trial")
    @OpenTo(Role.ADMINISTRATOR)
    public FormView tryFormTemplate(@Nullable Trial wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest(NOTHING_TO_TRY);
        }
        DocumentId against = wanted.documentId();
        Optional<String> next = wanted.templateId();
        TemplateWrite given = wanted.draft();
        if (given == null || against == null) {
            throw ProblemException.badRequest(NOTHING_TO_TRY);
        }
        Document document = access.document(caller, against);
        Reference reference = reference(caller, given)
                .or(() -> next.map(id -> Reference.of(store.read(records -> find(records, id)))))
                .orElseThrow(() -> ProblemException.badRequest(
                        "Choose the page the form is marked up on: reference, or the templateId of one that has it."));
        FormTemplate draft = checked(template(new FormTemplateId("draft"), given, reference, caller, 1));
        List<FormDesk.FormOnPage> forms = desk.of(document, List.of(draft));
        trail.part(caller, "document", document.id().value(), document.patient(), "form values");
        return FormView.of(document.id(), forms, Optional.empty(), List.of());
    }

    /** The page a template is marked up on. */
    private record Reference(double widthInches, double heightInches, Optional<Blob> image, List<FormWord> words) {
        static Reference of(FormTemplate template) {
            return new Reference(template.widthInches(), template.heightInches(), template.image(), template.words());
        }
    }

    private Optional<Reference> reference(Caller caller, TemplateWrite given) {
        return given.reference().map(wanted -> {
            Document document = access.document(caller, wanted.documentId());
            Page page = store.<Optional<Page>>read(
                            records -> records.documents().page(document.id(), wanted.page()))
                    .orElseThrow(() -> ProblemException.notFound("page"));
            trail.part(caller, "document", document.id().value(), document.patient(), "page " + wanted.page());
            return desk.page(document, page)
                    .map(read -> {
                        PageGeometry shape = read.geometry();
                        double xDpi = shape.xDpi() > 0 ? shape.xDpi() : shape.widthPx() / 8.5;
                        double yDpi = shape.yDpi() > 0 ? shape.yDpi() : xDpi;
                        return new Reference(
                                shape.widthPx() / xDpi,
                                shape.heightPx() / yDpi,
                                page.image(),
                                read.words().stream()
                                        .flatMap(word -> word(word.text(), word.box(), shape).stream())
                                        .toList());
                    })
                    .orElseThrow(() -> ProblemException.badRequest(
                            "That page has no words with their places, so no form can be marked up on it. Nothing was kept."
                                    + " Choose another page, or have it read again."));
        });
    }

    private static Optional<FormWord> word(String text, org.chartroom.models.text.Box box, PageGeometry shape) {
        double x = Math.min(1, (double) box.x() / shape.widthPx());
        double y = Math.min(1, (double) box.y() / shape.heightPx());
        double width = Math.min(1 - x, (double) box.width() / shape.widthPx());
        double height = Math.min(1 - y, (double) box.height() / shape.heightPx());
        return width > 0 && height > 0
                ? Optional.of(new FormWord(text, new FormArea(x, y, width, height)))
                : Optional.empty();
    }

    private FormTemplate template(
            FormTemplateId id, TemplateWrite given, Reference reference, Caller caller, int version) {
        try {
            return new FormTemplate(
                    id,
                    facility,
                    given.name() == null ? "" : given.name(),
                    given.formId() == null ? "" : given.formId(),
                    given.type(),
                    reference.widthInches(),
                    reference.heightInches(),
                    reference.image(),
                    reference.words(),
                    given.zones(reference.words()),
                    given.retired(),
                    caller.id(),
                    clock.instant(),
                    version);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "The form cannot be kept so: " + e.getMessage() + ". Nothing was changed.");
        }
    }

    private static FormTemplate checked(FormTemplate template) {
        int printed = FormMatcher.anchorsOf(template);
        if (printed < FEWEST_PRINTED) {
            throw ProblemException.badRequest(
                    "The page has " + printed
                            + " printed words of three letters or more outside the zones; " + FEWEST_PRINTED
                            + " are needed to know the form by. Nothing was changed. Draw the zones around what is filled in only.");
        }
        return template;
    }

    private void audit(Records records, Caller caller, AuditAction action, FormTemplate template, String what) {
        trail.append(
                records,
                caller,
                action,
                KIND,
                template.id().value(),
                Optional.empty(),
                Map.of("what", what, "zones", Integer.toString(template.zones().size())));
    }

    private Response answer(Response.ResponseBuilder response, FormTemplate template) {
        return response.entity(TemplateView.of(
                        template, store.read(records -> records.forms().versions(template.id()))))
                .tag(Versions.tag(template.version()))
                .build();
    }

    private FormTemplate find(Records records, String id) {
        try {
            return records.forms()
                    .find(new FormTemplateId(id))
                    .filter(template -> template.facility().equals(facility))
                    .orElseThrow(() -> ProblemException.notFound("form template"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("form template");
        }
    }

    private static TemplateWrite given(@Nullable TemplateWrite wanted) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send the form as JSON: name, reference and zones at least.");
        }
        return wanted;
    }
}
