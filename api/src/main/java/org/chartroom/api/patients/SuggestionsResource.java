package org.chartroom.api.patients;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.index.PageTexts;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PlacesOf;
import org.chartroom.index.papers.Paper;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.index.papers.TypeGuess;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.Box;

/** Whose a document may be and what it is, by what its pages say. Nothing is filed by asking. */
@Path("documents/{id}/suggestions")
@Produces(MediaType.APPLICATION_JSON)
public final class SuggestionsResource {
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final PatientDirectory directory;
    private final DocumentLayouts layouts;
    private final PaperTypes learnt;
    private final DocumentTypes types;

    /**
     * @param texts the pages as they were read
     * @param learnt tells the types of papers
     * @param types the office's list, by which they are called
     */
    public SuggestionsResource(
            Counter counter, PatientDirectory directory, PageTexts texts, PaperTypes learnt, DocumentTypes types) {
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.directory = directory;
        this.layouts = new DocumentLayouts(texts);
        this.learnt = learnt;
        this.types = types;
    }

    /**
     * Whose it may be, what it is, and why.
     *
     * @param evidence what the pages say of their patient, on which page and, where it is known, at which place of its image, px
     * @param confirms where that stands in which the pages are the same as the likeliest patient, and to which no label led
     * @param type what it seems to be; empty where neither title nor words tell
     * @param date the day its pages are about, else that on which they were written
     * @param papers where its pages look like more than one paper, these; else none
     */
    record Suggestions(
            MatchView match,
            List<PageSays.Evidence> evidence,
            List<PageSays.Evidence> confirms,
            Optional<SuggestedType> type,
            Optional<LocalDate> date,
            List<PaperView> papers) {}

    /** A type of document. @param probability 0..1 */
    record SuggestedType(String code, String display, double probability) {}

    /**
     * Pages of the document that look like a paper of their own.
     *
     * @param first its first page in the document, from 1
     * @param last its last page
     */
    record PaperView(int first, int last, Optional<SuggestedType> type) {}

    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Suggestions suggestions(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        List<PageLayout> pages = layouts.of(document);
        List<Paper> papers = directory.sort(pages, learnt, today);
        Paper whole = papers.size() == 1 ? papers.getFirst() : directory.one(pages, learnt, today);
        MatchView match = directory.seen(caller, whole.verdict());
        trail.read(caller, "suggestions", document.id().value(), document.patient());
        return new Suggestions(
                match,
                whole.says().evidence(),
                confirms(pages, whole, match, today),
                whole.type().flatMap(this::named),
                whole.says().facts().serviceDate(),
                papers.size() < 2
                        ? List.of()
                        : papers.stream()
                                .map(paper -> new PaperView(
                                        paper.first(),
                                        paper.last(),
                                        paper.type().flatMap(this::named)))
                                .toList());
    }

    private static List<PageSays.Evidence> confirms(
            List<PageLayout> pages, Paper whole, MatchView match, LocalDate today) {
        Optional<PatientId> shown = match.candidates().stream()
                .findFirst()
                .map(candidate -> candidate.patient().id());
        Set<PageSays.Evidence> known = Set.copyOf(whole.says().evidence());
        return whole.verdict().candidates().stream()
                .findFirst()
                .filter(likeliest -> shown.equals(Optional.of(likeliest.patient())))
                .map(likeliest -> PlacesOf.of(pages, likeliest, today).stream()
                        .filter(place -> known.stream().noneMatch(each -> isOne(each, place)))
                        .toList())
                .orElse(List.of());
    }

    /** Whether both are the same words at the same place. */
    private static boolean isOne(PageSays.Evidence one, PageSays.Evidence other) {
        return one.page() == other.page()
                && one.thing() == other.thing()
                && one.place()
                        .flatMap(here -> other.place().map(there -> overlap(here, there)))
                        .orElse(one.text().equals(other.text()));
    }

    private static boolean overlap(Box one, Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private Optional<SuggestedType> named(TypeGuess guess) {
        return types.all().stream()
                .filter(type -> type.code().equals(guess.code()))
                .findFirst()
                .map(type -> new SuggestedType(type.code(), type.display(), guess.probability()));
    }
}
