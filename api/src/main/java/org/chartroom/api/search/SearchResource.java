package org.chartroom.api.search;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Csv;
import org.chartroom.api.http.Paging;
import org.chartroom.index.Completion;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Hit;
import org.chartroom.index.IndexDamagedException;
import org.chartroom.index.IndexUnavailableException;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.PageHits;
import org.chartroom.index.PatientGroup;
import org.chartroom.index.PatientGroups;
import org.chartroom.index.Places;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.TimeSpan;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserAccount;
import org.jspecify.annotations.Nullable;

/** Finding documents by what they say. */
@Path("search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
    /** So few results that a word may be misspelt. */
    private static final int FEW = 2;

    private static final int COMPLETIONS = 10;
    private static final int MOST_COMPLETIONS = 50;
    private static final int MOST_ROWS = 5_000;

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

    /** @param meaning false to find by words only, where the server also finds by meaning */
    @GET
    @OpenToSignedIn
    public SearchView search(
            @BeanParam SearchParameters parameters,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("meaning") @DefaultValue("true") boolean meaning,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        long began = System.nanoTime();
        Caller caller = Caller.of(request);
        SearchFilter filter = parameters.filter();
        boolean first = cursor == null || cursor.isBlank();
        SearchRequest asked = new SearchRequest(
                viewer(caller),
                parameters.query(),
                filter,
                sort(sort),
                Paging.cursor(cursor),
                limit == null ? 20 : Paging.limit(limit),
                first,
                meaning);
        SearchPage found = answered(() -> index.search(asked));
        List<String> didYouMean = first && found.total() <= FEW ? answered(() -> index.didYouMean(asked)) : List.of();
        SearchView view = store.read(records -> new SearchView(
                found.total(),
                found.complete(),
                found.meant(),
                (System.nanoTime() - began) / 1_000_000.0,
                items(records, found.hits()),
                facets(found),
                found.next(),
                found.also(),
                didYouMean));
        trail.searched(caller, onePatient(filter), found.total(), ids(found.hits()));
        return view;
    }

    private static Optional<PatientId> onePatient(SearchFilter filter) {
        return filter.patients().size() == 1
                ? Optional.of(filter.patients().iterator().next())
                : Optional.empty();
    }

    private static List<DocumentId> ids(List<Hit> hits) {
        return hits.stream().map(Hit::document).toList();
    }

    private static List<SearchView.Item> items(Records records, List<Hit> hits) {
        return hits.stream().map(hit -> item(records, hit)).toList();
    }

    private static SearchView.Item item(Records records, Hit hit) {
        return item(
                hit,
                records.documents()
                        .page(hit.document(), hit.page())
                        .flatMap(page -> page.thumbnail())
                        .isPresent());
    }

    /** The same, by patient: whose records say it, how many of them, and the best of each. */
    @GET
    @Path("patients")
    @OpenToSignedIn
    public SearchView.Patients patients(
            @BeanParam SearchParameters parameters,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SearchFilter filter = parameters.filter();
        SearchRequest asked = new SearchRequest(
                viewer(caller),
                parameters.query(),
                filter,
                SearchSort.RELEVANCE,
                Optional.empty(),
                Paging.limit(limit),
                false);
        PatientGroups found = answered(() -> index.byPatient(asked));
        SearchView.Patients view = store.read(records -> new SearchView.Patients(
                found.documents(),
                found.patients(),
                found.groups().stream()
                        .map(group -> new SearchView.OfPatient(
                                group.patient().map(IndexedPatient::id),
                                group.patient().map(IndexedPatient::name),
                                group.patient().map(IndexedPatient::mrn),
                                group.patient().map(IndexedPatient::birthDate),
                                group.documents(),
                                item(records, group.best())))
                        .toList()));
        trail.searched(
                caller,
                onePatient(filter),
                found.documents(),
                ids(found.groups().stream().map(PatientGroup::best).toList()));
        return view;
    }

    /** How what is being typed could go on: names and words of what the caller may see. */
    @GET
    @Path("completions")
    @OpenToSignedIn
    public SearchView.Completions completions(
            @QueryParam("q") @Nullable String typed,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        int most = limit == null ? COMPLETIONS : Math.min(MOST_COMPLETIONS, Paging.limit(limit));
        List<Completion> found = answered(() -> index.complete(viewer(caller), typed == null ? "" : typed, most));
        if (!found.isEmpty()) {
            trail.part(caller, "completions", facility.value(), Optional.empty(), "names");
        }
        return new SearchView.Completions(found);
    }

    /** Documents that say much the same as this one. */
    @GET
    @Path("similar")
    @OpenToSignedIn
    public SearchView.Similar similar(
            @QueryParam("documentId") @Nullable DocumentId id,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        if (id == null) {
            throw ProblemException.badRequest("documentId is needed.");
        }
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        int most = limit == null ? 20 : Paging.limit(limit);
        List<Hit> found = answered(() -> index.similar(viewer(caller), id, most));
        SearchView.Similar view = store.read(records -> new SearchView.Similar(items(records, found)));
        trail.searched(caller, document.patient(), found.size(), ids(found));
        return view;
    }

    /** The list of results as a table for a spreadsheet, at most {@value #MOST_ROWS} rows, without what the documents say. */
    @GET
    @Path("export")
    @Produces("text/csv; charset=utf-8")
    @OpenToSignedIn
    public Response export(
            @BeanParam SearchParameters parameters,
            @QueryParam("sort") @Nullable String sort,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SearchFilter filter = parameters.filter();
        Csv table = new Csv(List.of(
                "document",
                "page",
                "title",
                "type",
                "came as",
                "state",
                "date",
                "author",
                "patient",
                "MRN",
                "birth date"));
        List<DocumentId> rows = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchRequest asked = new SearchRequest(
                    viewer(caller), parameters.query(), filter, sort(sort), cursor, SearchRequest.MAX_LIMIT, false);
            SearchPage found = answered(() -> index.search(asked));
            for (Hit hit : found.hits()) {
                if (rows.size() < MOST_ROWS) {
                    rows.add(hit.document());
                    table.row(cells(hit));
                }
            }
            cursor = found.next();
        } while (cursor.isPresent() && rows.size() < MOST_ROWS);
        trail.exported(caller, onePatient(filter), rows);
        return Response.ok(table.toString())
                .header("Content-Disposition", "attachment; filename=\"search.csv\"")
                .header("Chartroom-Rows", rows.size())
                .header("Chartroom-Complete", cursor.isEmpty())
                .build();
    }

    private static List<String> cells(Hit hit) {
        return List.of(
                hit.document().value(),
                Integer.toString(hit.page()),
                hit.title(),
                hit.type().map(DocumentType::display).orElse(""),
                hit.kind().name(),
                hit.stage().name(),
                hit.date().map(LocalDate::toString).orElse(""),
                hit.author(),
                hit.patient().map(IndexedPatient::name).orElse(""),
                hit.patient().map(IndexedPatient::mrn).orElse(""),
                hit.patient().map(patient -> patient.birthDate().toString()).orElse(""));
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
        SearchQuery query = SearchParameters.parsed(q);
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
        return new Viewer(
                Set.of(facility),
                caller.seesRestricted(),
                caller.opened(),
                Projection.names(Caller.withheldLabels(caller.account())));
    }

    /** How the index sees somebody of this office. */
    static Viewer viewer(FacilityId facility, UserAccount person) {
        return new Viewer(
                Set.of(facility),
                Caller.seesRestricted(person),
                Set.of(),
                Projection.names(Caller.withheldLabels(person)));
    }

    static <T> T answered(java.util.function.Supplier<T> search) {
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
                        : Optional.empty(),
                hit.meant(),
                hit.lacks());
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
}
