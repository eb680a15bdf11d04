package org.chartroom.api.search;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexDamagedException;
import org.chartroom.index.IndexUnavailableException;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.PageHits;
import org.chartroom.index.Places;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.TimeSpan;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.BadQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** Finding documents by what they say. */
@Path("search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
    private final SearchIndex index;
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final FacilityId facility;

    public SearchResource(SearchIndex index, RecordStore store, Access access, AuditTrail trail, FacilityId facility) {
        this.index = index;
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.facility = facility;
    }

    @GET
    @OpenToSignedIn
    public SearchView search(
            @QueryParam("q") @Nullable String q,
            @QueryParam("patient") List<String> patients,
            @QueryParam("kind") List<String> kinds,
            @QueryParam("type") List<String> types,
            @QueryParam("author") List<String> authors,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("stage") List<String> stages,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        long began = System.nanoTime();
        Caller caller = Caller.of(request);
        SearchQuery query = parsed(q);
        SearchFilter filter = new SearchFilter(
                set(patients, PatientId::new),
                set(kinds, text -> DocumentKind.valueOf(text.toUpperCase(Locale.ROOT))),
                set(stages, text -> Stage.valueOf(text.toUpperCase(Locale.ROOT))),
                set(types, text -> text),
                set(authors, text -> text),
                day(from),
                day(to));
        SearchRequest asked = new SearchRequest(
                viewer(caller),
                query,
                filter,
                sort(sort),
                Paging.cursor(cursor),
                limit == null ? 20 : Paging.limit(limit),
                cursor == null || cursor.isBlank());
        SearchPage found = answered(() -> index.search(asked));
        SearchView view = store.read(records -> new SearchView(
                found.total(),
                (System.nanoTime() - began) / 1_000_000.0,
                found.hits().stream()
                        .map(hit -> item(
                                hit,
                                records.documents()
                                        .page(hit.document(), hit.page())
                                        .flatMap(page -> page.thumbnail())
                                        .isPresent()))
                        .toList(),
                facets(found),
                found.next()));
        trail.searched(
                caller,
                filter.patients().size() == 1
                        ? Optional.of(filter.patients().iterator().next())
                        : Optional.empty(),
                found.total(),
                found.hits().stream().map(Hit::document).toList());
        return view;
    }

    /** Where in one document the hits are. */
    @GET
    @Path("hits")
    @OpenToSignedIn
    public SearchView.Hits hits(
            @QueryParam("documentId") @Nullable DocumentId id,
            @QueryParam("q") @Nullable String q,
            @Context ContainerRequestContext request) {
        if (id == null) {
            throw ProblemException.badRequest("documentId is needed.");
        }
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        SearchQuery query = parsed(q);
        List<PageHits> found = answered(() -> index.hits(viewer(caller), id, query));
        trail.part(caller, "document", id.value(), document.patient(), "hits");
        List<SearchView.PageBoxes> pages = new ArrayList<>();
        List<TimeSpan> audio = new ArrayList<>();
        for (PageHits page : found) {
            switch (page.places()) {
                case Places.OnPage on ->
                    pages.add(new SearchView.PageBoxes(page.page(), on.widthPx(), on.heightPx(), on.boxes()));
                case Places.InRecording in -> audio.addAll(in.times());
                case Places.InText _ -> pages.add(new SearchView.PageBoxes(page.page(), 0, 0, List.of()));
            }
        }
        return new SearchView.Hits(pages, audio);
    }

    private Viewer viewer(Caller caller) {
        return new Viewer(Set.of(facility), caller.seesRestricted(), Set.of(), Set.of());
    }

    private static SearchQuery parsed(@Nullable String q) {
        return switch (QueryLanguage.parse(q == null ? "" : q)) {
            case SearchQuery query -> query;
            case BadQuery bad ->
                throw new ProblemException(
                        Kind.BAD_QUERY,
                        bad.message(),
                        Map.of("position", bad.position(), "suggestion", bad.suggestion()));
        };
    }

    private static <T> T answered(java.util.function.Supplier<T> search) {
        try {
            return search.get();
        } catch (IndexUnavailableException | IndexDamagedException e) {
            throw new ProblemException(
                    Kind.UNAVAILABLE,
                    "The index cannot answer now; the records are safe and can be opened. Try again, and tell the "
                            + "administrator if it stays.");
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The cursor is not one of this search.");
        }
    }

    private static SearchView.Item item(Hit hit, boolean thumbnail) {
        record Where(List<org.chartroom.models.text.Box> boxes, int width, int height, Optional<Double> seconds) {}
        Where where = switch (hit.places()) {
            case Places.OnPage on -> new Where(on.boxes(), on.widthPx(), on.heightPx(), Optional.empty());
            case Places.InRecording in ->
                new Where(
                        List.of(),
                        0,
                        0,
                        in.times().stream().map(TimeSpan::start).findFirst());
            case Places.InText _ -> new Where(List.of(), 0, 0, Optional.empty());
        };
        return new SearchView.Item(
                hit.document(),
                hit.page(),
                hit.title(),
                hit.kind(),
                hit.stage(),
                hit.type(),
                hit.date(),
                hit.author(),
                hit.patient().map(IndexedPatient::id),
                hit.patient().map(IndexedPatient::name),
                hit.patient().map(IndexedPatient::mrn),
                hit.score(),
                hit.snippet(),
                where.boxes(),
                where.width(),
                where.height(),
                where.seconds(),
                thumbnail
                        ? Optional.of("/api/v1/documents/" + hit.document() + "/pages/" + hit.page() + "/thumbnail")
                        : Optional.empty());
    }

    private static Map<String, List<FacetCount>> facets(SearchPage found) {
        Map<String, List<FacetCount>> facets = new LinkedHashMap<>();
        for (Facet facet : Facet.values()) {
            if (found.facets().containsKey(facet)) {
                facets.put(facet.name().toLowerCase(Locale.ROOT), found.facets().getOrDefault(facet, List.of()));
            }
        }
        return facets;
    }

    private static SearchSort sort(@Nullable String given) {
        return switch (given == null ? "relevance" : given) {
            case "relevance" -> SearchSort.RELEVANCE;
            case "newest" -> SearchSort.NEWEST;
            default -> throw ProblemException.badRequest("sort must be relevance or newest.");
        };
    }

    private static <T> Set<T> set(List<String> given, Function<String, T> value) {
        Set<T> values = new HashSet<>();
        for (String text : given) {
            if (!text.isBlank()) {
                try {
                    values.add(value.apply(text.strip()));
                } catch (IllegalArgumentException e) {
                    throw ProblemException.badRequest("'" + text.strip() + "' is no value for that filter.");
                }
            }
        }
        return values;
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest("'" + text + "' is no date; write one such as 2026-01-31.");
        }
    }
}
