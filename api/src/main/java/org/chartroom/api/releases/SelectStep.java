package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Scope;
import org.jspecify.annotations.Nullable;

/** Which pages are meant, from the records themselves. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SelectStep {
    private static final int MOST_PAGES = 2_000;

    private final ReleaseDeskCounter desk;
    private final Counter counter;

    SelectStep(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /** Which documents' pages; left out for all of the chart that were asked for. */
    public record SelectWrite(@Nullable Set<DocumentId> documents) {}

    /** Selects pages of the patient's chart, from the records themselves. What was decided of a page that stays is kept. */
    @POST
    @Path("{id}/select")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response select(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SelectWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<Set<DocumentId>> named = Optional.ofNullable(wanted).map(SelectWrite::documents);
        return desk.step(caller, id, version, "pages selected", (records, before, _) -> {
            ReleaseDeskCounter.requireNotSent(before);
            PatientId patient = before.patient()
                    .orElseThrow(() -> new ProblemException(
                            Kind.CONFLICT, "Say first whose records are meant. Nothing was selected."));
            Map<PageRef, PageChoice> kept = new HashMap<>();
            before.pages().forEach(page -> kept.put(page.facts().ref(), page));
            List<PageChoice> pages = new ArrayList<>();
            for (Document document : documents(records, patient, named, before.scope())) {
                for (Page page : records.documents().pages(document.id())) {
                    PageChoice choice = PageChoice.of(facts(document, page));
                    PageChoice decided = kept.get(choice.facts().ref());
                    pages.add(decided != null && decided.facts().equals(choice.facts()) ? decided : choice);
                }
            }
            if (pages.size() > MOST_PAGES) {
                throw ProblemException.badRequest("That are " + pages.size() + " pages; " + MOST_PAGES
                        + " at most go into one packet. Name documents, and send the rest with another request.");
            }
            return before.withPages(pages).withCollector(caller.id());
        });
    }

    private List<Document> documents(Records records, PatientId patient, Optional<Set<DocumentId>> named, Scope scope) {
        Set<DocumentId> open = new HashSet<>();
        List<Document> found = new ArrayList<>();
        for (Document document : Charts.filed(records, counter.facility(), patient)) {
            open.add(document.id());
            boolean wanted = named.map(ids -> ids.contains(document.id()))
                    .orElseGet(() -> !LetterDesk.isOurs(document)
                            && scope.covers(document.date())
                            && scope.coversType(document.type().map(DocumentType::code)));
            if (wanted && document.stage() == Stage.FILED) {
                found.add(document);
            }
        }
        if (named.filter(ids -> !open.containsAll(ids)).isPresent()) {
            throw ProblemException.badRequest("A document is not in this patient's chart. Nothing was selected.");
        }
        return found;
    }

    private static PageFacts facts(Document document, Page page) {
        return new PageFacts(
                new PageRef(document.id(), document.version(), page.number()),
                page.image().map(Blob::sha256).orElseGet(() -> Hashes.sha256(page.text())),
                document.date(),
                document.type().map(DocumentType::code),
                document.author(),
                true);
    }
}
