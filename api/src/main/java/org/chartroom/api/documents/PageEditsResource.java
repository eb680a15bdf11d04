package org.chartroom.api.documents;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/**
 * Edits of the pages of documents. Each takes the version in {@code If-Match} and, for a repeat that must not edit twice,
 * an {@code Idempotency-Key}; each can be undone.
 */
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PageEditsResource {
    private static final int MOST = 100_000;

    private final Counter counter;
    private final PageDesk desk;

    public PageEditsResource(Counter counter, PageDesk desk) {
        this.counter = counter;
        this.desk = desk;
    }

    /** The edit, and its documents as they are now; the one it was asked of first. */
    record Edited(PageEditView edit, List<DocumentSummary> documents) {}

    /** After which pages to cut. */
    public record Split(List<Integer> after) {
        public Split {
            after = given("after", after);
        }
    }

    /** Documents whose pages come to the end of this one. */
    public record Merge(List<DocumentId> with) {
        public Merge {
            with = given("with", with);
        }
    }

    /** Every page number once. */
    public record Reorder(List<Integer> order) {
        public Reorder {
            order = given("order", order);
        }
    }

    /**
     * Which pages to turn.
     *
     * @param degrees clockwise: 90, 180, 270 or -90
     */
    public record Rotate(Optional<Integer> page, Optional<List<Integer>> pages, int degrees) {
        List<Integer> numbers() {
            return Stream.concat(page.stream(), pages.stream().flatMap(List::stream))
                    .toList();
        }
    }

    /**
     * Which pages to take out.
     *
     * @param as {@code blank} or {@code rejected}, as the ledger shall say
     * @param reason in words; needed for a page that is not blank
     */
    public record Drop(List<Integer> pages, String as, String reason) {
        public Drop {
            pages = given("pages", pages);
            as = as == null ? "blank" : as;
            reason = reason == null ? "" : reason;
            if (!as.equals("blank") && !as.equals("rejected")) {
                throw new IllegalArgumentException("as is blank or rejected");
            }
            if (as.equals("rejected") && reason.isBlank()) {
                throw new IllegalArgumentException("a page that is not blank is taken out for a reason; say which");
            }
            if (reason.length() > 500) {
                throw new IllegalArgumentException("reason must be up to 500 characters");
            }
        }
    }

    /** A page of the file that was read for a document. */
    public record FilePage(DocumentId source, int sourcePage) {}

    /** Which pages to bring back. */
    public record Restore(List<FilePage> pages) {
        public Restore {
            pages = given("pages", pages);
        }
    }

    /**
     * Which pages go where.
     *
     * @param before the page there that they come before; left out for the end
     */
    public record Move(List<Integer> pages, DocumentId to, Optional<Integer> before) {
        public Move {
            pages = given("pages", pages);
            if (to == null) {
                throw new IllegalArgumentException("to is needed");
            }
        }
    }

    private static <T> List<T> given(String name, @Nullable List<T> values) {
        if (values == null || values.size() > MOST || values.stream().anyMatch(each -> each == null)) {
            throw new IllegalArgumentException(name + " must be a list");
        }
        return List.copyOf(values);
    }

    /** Makes the pages after these pages documents of their own, in the same chart. */
    @POST
    @Path("{id}/split")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response splitDocument(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Split body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        return answer(asked, desk.split(asked, given(body).after()));
    }

    /** Brings the pages of other documents to the end of this one. */
    @POST
    @Path("{id}/merge")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response mergeDocuments(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Merge body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        List<DocumentId> with = given(body).with();
        with.forEach(other -> counter.access().document(asked.caller(), other));
        return answer(asked, desk.merge(asked, with));
    }

    /** Puts the pages into another order. */
    @POST
    @Path("{id}/reorder")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response reorderPages(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Reorder body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        return answer(asked, desk.reorder(asked, given(body).order()));
    }

    /** Turns pages with their words and thumbnails. */
    @POST
    @Path("{id}/rotate")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response rotatePages(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Rotate body,
            @Context ContainerRequestContext request)
            throws IOException {
        PageDesk.Asked asked = asked(id, version, key, request);
        Rotate how = given(body);
        return answer(asked, desk.rotate(asked, how.numbers(), how.degrees()));
    }

    /** Takes pages out; the ledger says who and why, and they can be brought back. */
    @POST
    @Path("{id}/drop")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response dropPages(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Drop body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        Drop which = given(body);
        return answer(
                asked,
                desk.drop(
                        asked,
                        which.pages(),
                        PageDesk.TakenAs.valueOf(which.as().toUpperCase(Locale.ROOT)),
                        which.reason()));
    }

    /** Brings pages back that were taken out. */
    @POST
    @Path("{id}/restore")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response restorePages(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Restore body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        List<PageMark> wanted = given(body).pages().stream()
                .map(each -> new PageMark(each.source(), each.sourcePage(), 0))
                .toList();
        return answer(asked, desk.restore(asked, wanted));
    }

    /** Moves pages to another document of the same chart or arrival. */
    @POST
    @Path("{id}/move")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response movePages(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Move body,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        Move where = given(body);
        counter.access().document(asked.caller(), where.to());
        return answer(asked, desk.move(asked, where.pages(), where.to(), where.before()));
    }

    /** Takes back the latest edit of the pages. */
    @POST
    @Path("{id}/undo")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response undoPageEdit(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context ContainerRequestContext request) {
        PageDesk.Asked asked = asked(id, version, key, request);
        return answer(asked, desk.undo(asked));
    }

    /** Every edit of the pages, latest first: who, when, what, and how they lay. */
    @GET
    @Path("{id}/versions")
    @OpenToSignedIn
    public Paging<PageEditView> documentVersions(
            @PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        Paging<PageEditView> versions = counter.store()
                .read(records -> new Paging<>(
                        records.pageEdits().of(id).stream()
                                .map(edit -> PageEditView.of(records, caller, edit))
                                .toList(),
                        Optional.empty()));
        counter.trail().part(caller, "document", id.value(), document.patient(), "versions");
        return versions;
    }

    /**
     * A page that was taken out.
     *
     * @param as {@code blank} or {@code rejected}
     * @param reason who took it out, and why
     * @param thumbnail address of its small image, if it has one
     */
    record Dropped(DocumentId source, int sourcePage, String as, String reason, Optional<String> thumbnail) {}

    /** Pages that were taken out of this document and can be brought back. */
    @GET
    @Path("{id}/dropped")
    @OpenToSignedIn
    public Paging<Dropped> droppedPages(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        Paging<Dropped> dropped = counter.store()
                .read(records -> new Paging<>(
                        records.pageEdits().dropped(id).stream()
                                .map(each -> dropped(id, each.kept()))
                                .toList(),
                        Optional.empty()));
        counter.trail().part(caller, "document", id.value(), document.patient(), "dropped pages");
        return dropped;
    }

    private static Dropped dropped(DocumentId id, PageEdit.KeptPage kept) {
        DocumentId source = kept.page().source();
        int number = kept.page().sourcePage();
        Optional<String> thumbnail = kept.page()
                .thumbnail()
                .map(_ -> "/api/v1/documents/" + id + "/dropped/" + source + "/" + number + "/thumbnail");
        return switch (kept.left().orElseThrow()) {
            case PageDisposition.Blank blank -> new Dropped(source, number, "blank", blank.detail(), thumbnail);
            case PageDisposition.Rejected rejected ->
                new Dropped(source, number, "rejected", rejected.detail(), thumbnail);
            case PageDisposition.InDocument _, PageDisposition.Separator _ ->
                throw new IllegalStateException("a page that was taken out is blank or rejected");
        };
    }

    /** The small image of a page that was taken out of this document. */
    @GET
    @Path("{id}/dropped/{source}/{page}/thumbnail")
    @Produces(MediaType.WILDCARD)
    @OpenToSignedIn
    public Response droppedThumbnail(
            @PathParam("id") DocumentId id,
            @PathParam("source") DocumentId source,
            @PathParam("page") int number,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        Blob thumbnail = counter.store().read(records -> records.pageEdits().dropped(id)).stream()
                .map(each -> each.kept().page())
                .filter(page -> page.source().equals(source) && page.sourcePage() == number)
                .findFirst()
                .flatMap(Page::thumbnail)
                .orElseThrow(() -> ProblemException.notFound("page thumbnail"));
        counter.trail().part(caller, "document", id.value(), document.patient(), "dropped page " + number);
        return BlobAnswer.whole(counter.blobs(), thumbnail);
    }

    private PageDesk.Asked asked(
            DocumentId id, @Nullable String version, @Nullable String key, ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        counter.access().document(caller, id);
        return new PageDesk.Asked(caller, id, version, key);
    }

    private Response answer(PageDesk.Asked asked, PageEdit edit) {
        Edited edited = counter.store()
                .read(records -> new Edited(
                        PageEditView.of(records, asked.caller(), edit),
                        Stream.concat(
                                        Stream.of(asked.id()),
                                        edit.documents().stream()
                                                .map(PageEdit.Arrangement::document)
                                                .filter(id -> !id.equals(asked.id())))
                                .flatMap(id -> records.documents().find(id).stream())
                                .map(document -> DocumentSummary.of(records, document))
                                .toList()));
        return Response.ok(edited)
                .tag(Versions.tag(edited.documents().getFirst().version()))
                .build();
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }
}
