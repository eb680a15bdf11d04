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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Scope;
import org.jspecify.annotations.Nullable;

/** What was asked for, what the form allows, what was chosen and what left, page by page; and where words stand on the pages. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ScopeStep {
    private static final int MOST_HITS = 2_000;
    private static final int SHORTEST = 2;

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final PageTexts texts;

    ScopeStep(ReleaseDeskCounter desk, PageTexts texts) {
        this.desk = desk;
        this.counter = desk.counter();
        this.texts = texts;
    }

    /** Everything in the chart, oldest first. */
    public record ScopeAnswer(List<DocumentLine> documents) {}

    /**
     * A document of the chart.
     *
     * @param requested whether it lies within what was asked for
     * @param authorised whether the form covers it; empty where no form limits it
     * @param selected how many of its pages are chosen to go
     * @param sent how many left
     */
    public record DocumentLine(
            DocumentId document,
            String title,
            Optional<String> type,
            Optional<LocalDate> date,
            int pages,
            boolean requested,
            Optional<Boolean> authorised,
            List<Integer> selected,
            List<Integer> withheld,
            List<Integer> sent) {}

    /** Words to look for on the pages, or the form of what is looked for. */
    public record WordsWrite(@Nullable String words, WordHits.@Nullable Pattern pattern) {}

    /** Where they stand. */
    public record Found(List<Hit> hits, int pages) {}

    /** One place, as parts of the upright page. */
    public record Hit(DocumentId document, int page, double x, double y, double width, double height, String text) {}

    /** The whole chart held against the request. */
    @GET
    @Path("{id}/scope")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public ScopeAnswer scope(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Read(ScopeAnswer answer, Optional<PatientId> patient) {}
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            List<DocumentLine> lines = new ArrayList<>();
            kept.patient()
                    .ifPresent(patient -> Charts.filed(records, counter.facility(), patient).stream()
                            .filter(document -> document.stage() == Stage.FILED)
                            .forEach(document -> lines.add(line(kept, document))));
            return new Read(new ScopeAnswer(lines), kept.patient());
        });
        counter.trail().part(caller, ReleaseDeskCounter.KIND, id, read.patient(), "scope");
        return read.answer();
    }

    private static DocumentLine line(ReleaseRequest request, Document document) {
        Optional<String> type = document.type().map(DocumentType::code);
        Optional<Scope> form =
                request.basis().flatMap(BasisProof::authorization).map(Authorization::scope);
        List<Integer> selected = new ArrayList<>();
        List<Integer> withheld = new ArrayList<>();
        for (PageChoice page : request.pages()) {
            if (page.facts().ref().document().equals(document.id())) {
                (page.goes() ? selected : withheld).add(page.facts().ref().page());
            }
        }
        boolean left = request.handover().isPresent();
        return new DocumentLine(
                document.id(),
                document.title(),
                document.type().map(DocumentType::display),
                document.date(),
                document.pages(),
                !LetterDesk.isOurs(document) && within(request.scope(), document.date(), type),
                form.map(scope -> within(scope, document.date(), type)),
                selected,
                withheld,
                left ? selected : List.of());
    }

    private static boolean within(Scope scope, Optional<LocalDate> day, Optional<String> type) {
        return scope.covers(day) && scope.coversType(type);
    }

    /** Finds words on the pages that were selected, for boxes over them. What was looked for is not written down. */
    @POST
    @Path("{id}/find-words")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Found find(
            @PathParam("id") String id, @Nullable WordsWrite wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        WordHits.@Nullable Pattern pattern = wanted == null ? null : wanted.pattern();
        List<String> terms = WordHits.terms(wanted == null ? "" : Given.line(wanted.words()));
        if (pattern == null && String.join("", terms).length() < SHORTEST) {
            throw ProblemException.badRequest(
                    "Send words, of " + SHORTEST + " letters or digits at least, or a pattern.");
        }
        ReleaseRequest kept = counter.store().read(records -> desk.find(records, caller, id));
        List<Hit> hits = new ArrayList<>();
        Set<PageRef> on = new HashSet<>();
        for (PageChoice page : kept.pages()) {
            PageRef ref = page.facts().ref();
            texts.find(ref.document(), ref.page())
                    .filter(PageText.Printed.class::isInstance)
                    .map(PageText.Printed.class::cast)
                    .ifPresent(text -> (pattern == null ? WordHits.of(text, terms) : WordHits.of(text, pattern))
                            .forEach(box -> {
                                if (hits.size() < MOST_HITS) {
                                    on.add(ref);
                                    hits.add(new Hit(
                                            ref.document(),
                                            ref.page(),
                                            box.x(),
                                            box.y(),
                                            box.width(),
                                            box.height(),
                                            box.text()));
                                }
                            }));
        }
        counter.trail().part(caller, ReleaseDeskCounter.KIND, id, kept.patient(), "find-words");
        return new Found(hits, on.size());
    }
}
