package org.chartroom.api.search;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.index.SearchIndex;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SavedSearch;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.SearchAlert;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Searches that people keep, share with roles, and hear of when something new matches. */
@Path("search/saved")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SavedSearchesResource {
    private static final String THING = "saved search";
    private static final String KIND = "saved-search";
    private static final int MOST_OWN = 100;

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final SearchIndex index;
    private final AlertWatch watch;

    public SavedSearchesResource(Counter counter, SearchIndex index, AlertWatch watch) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.index = index;
        this.watch = watch;
    }

    /**
     * A search as it is kept or changed.
     *
     * @param q in the query language
     * @param filters a filter's name as {@code GET /search} takes it, and its values
     * @param sort {@code relevance} (usual) or {@code newest}
     * @param sharedWith roles whose people may use it
     */
    public record SavedSearchWrite(
            @Nullable String name,
            @Nullable String q,
            @Nullable Map<String, List<String>> filters,
            @Nullable String sort,
            @Nullable Set<Role> sharedWith) {}

    /** What is seen from now on. */
    public record SeenWrite(
            @Nullable Long upTo,
            @Nullable DocumentId documentId,
            @Nullable Boolean seen) {}

    /** The caller's own, and those that are shared with their roles, by name. */
    @GET
    @OpenToSignedIn
    public SavedSearchView.SavedList listed(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        List<SavedSearchView> all = store.read(records -> Stream.concat(
                        records.savedSearches().of(caller.id()).stream(),
                        records.savedSearches().shared().stream()
                                .filter(search -> !search.owner().equals(caller.id())))
                .filter(search -> mayUse(records, caller, search))
                .map(search -> view(records, caller, search))
                .toList());
        int unseen = all.stream()
                .flatMap(search -> search.alert().stream())
                .mapToInt(SavedSearchView.SavedAlert::unseen)
                .sum();
        return new SavedSearchView.SavedList(unseen, all);
    }

    @GET
    @Path("{id}")
    @OpenToSignedIn
    public Response one(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return answer(store.read(records -> view(records, caller, find(records, caller, id))), Response.Status.OK);
    }

    @POST
    @OpenToSignedIn
    public Response keep(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable SavedSearchWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SavedSearchWrite given = given(wanted);
        Instant now = clock.instant();
        SavedSearchView made = store.write(records -> {
            String id = Repeats.once(records, KIND, caller.id(), key, now, () -> {
                if (records.savedSearches().of(caller.id()).size() >= MOST_OWN) {
                    throw ProblemException.badRequest("You keep " + MOST_OWN
                            + " searches already. Nothing was kept. Remove one you do not need.");
                }
                SavedSearch search = search(new SavedSearchId(ids.get()), caller.id(), given, now, 1);
                records.savedSearches().add(search);
                audit(records, caller, AuditAction.CREATE, search, "kept");
                return search.id().value();
            });
            return view(records, caller, find(records, caller, id));
        });
        return answer(made, Response.Status.CREATED);
    }

    /** Renames it, shares it, or has it ask something else; alerts on it then begin anew. */
    @PUT
    @Path("{id}")
    @OpenToSignedIn
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SavedSearchWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SavedSearchWrite given = given(wanted);
        SavedSearch before = store.read(records -> find(records, caller, id));
        mine(caller, before);
        Versions.check(version, before.version());
        SavedSearch after = search(before.id(), before.owner(), given, clock.instant(), before.version() + 1);
        boolean asksElse =
                !after.query().equals(before.query()) || !after.limits().equals(before.limits());
        Map<SearchAlert, Set<DocumentId>> anew = asksElse ? anew(after) : Map.of();
        return answer(
                store.write(records -> {
                    SavedSearch kept = find(records, caller, id);
                    Versions.check(version, kept.version());
                    records.savedSearches().update(after);
                    anew.forEach(records.searchAlerts()::set);
                    records.searchAlerts().all().stream()
                            .filter(alert ->
                                    alert.search().equals(after.id()) && !isOpen(records, after, alert.person()))
                            .forEach(alert -> records.searchAlerts().end(alert.search(), alert.person()));
                    audit(records, caller, AuditAction.CHANGE, after, asksElse ? "changed" : "renamed or shared");
                    return view(records, caller, after);
                }),
                Response.Status.OK);
    }

    private Map<SearchAlert, Set<DocumentId>> anew(SavedSearch search) {
        record Affected(SearchAlert alert, UserAccount person) {}
        List<Affected> alerts = store.read(records -> records.searchAlerts().all().stream()
                .filter(alert -> alert.search().equals(search.id()))
                .flatMap(alert -> records
                        .accounts()
                        .find(alert.person())
                        .map(person ->
                                new Affected(new SearchAlert(alert.search(), alert.person(), clock.instant()), person))
                        .stream())
                .toList());
        Map<SearchAlert, Set<DocumentId>> anew = new LinkedHashMap<>();
        alerts.forEach(each -> anew.put(each.alert(), watch.known(search, each.person())));
        return anew;
    }

    @DELETE
    @Path("{id}")
    @OpenToSignedIn
    public Response remove(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        store.write(records -> {
            SavedSearch before = find(records, caller, id);
            mine(caller, before);
            Versions.check(version, before.version());
            records.savedSearches().remove(before.id());
            audit(records, caller, AuditAction.CHANGE, before, "removed");
            return before;
        });
        return Response.noContent().build();
    }

    /** From now on the caller hears of what newly matches it. Setting it again changes nothing. */
    @PUT
    @Path("{id}/alert")
    @Consumes(MediaType.WILDCARD)
    @OpenToSignedIn
    public Response alert(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SavedSearch search = store.read(records -> find(records, caller, id));
        if (store.read(records -> alertOn(records, caller, search)).isEmpty()) {
            // Read before what is known: what changes meanwhile is looked at again.
            long from = index.lastApplied();
            Set<DocumentId> known = watch.known(search, caller.account());
            store.write(records -> {
                SavedSearch kept = find(records, caller, id);
                Versions.check("\"" + search.version() + "\"", kept.version());
                if (records.searchAlerts().all().isEmpty()) {
                    records.searchAlerts().moveTo(from);
                }
                records.searchAlerts().set(new SearchAlert(kept.id(), caller.id(), clock.instant()), known);
                audit(records, caller, AuditAction.CHANGE, kept, "alert set");
                return kept;
            });
        }
        return one(id, request);
    }

    /** Ends the caller's alert; what it found is forgotten. */
    @DELETE
    @Path("{id}/alert")
    @OpenToSignedIn
    public Response noAlert(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        store.write(records -> {
            SavedSearch search = find(records, caller, id);
            if (alertOn(records, caller, search).isPresent()) {
                records.searchAlerts().end(search.id(), caller.id());
                audit(records, caller, AuditAction.CHANGE, search, "alert ended");
            }
            return search;
        });
        return one(id, request);
    }

    /**
     * What began to match since the caller set the alert, as far as it matches and is open to them at this moment.
     *
     * @param show {@code unseen}, or {@code all} (usual)
     */
    @GET
    @Path("{id}/matches")
    @OpenToSignedIn
    public SavedSearchView.SavedMatches matches(
            @PathParam("id") String id,
            @QueryParam("show") @Nullable String show,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        boolean unseen = unseenOnly(show);
        int most = Paging.limit(limit);
        long before = before(cursor);
        SavedSearch search = store.read(records -> find(records, caller, id));
        List<SearchAlert.Match> open = new ArrayList<>();
        boolean more = true;
        while (more && open.size() <= most) {
            long from = before;
            List<SearchAlert.Match> some = store.read(
                    records -> records.searchAlerts().matches(search.id(), caller.id(), unseen, from, most + 1));
            Set<DocumentId> still = watch.still(
                    search,
                    caller.account(),
                    some.stream()
                            .map(SearchAlert.Match::document)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
            some.stream().filter(match -> still.contains(match.document())).forEach(open::add);
            more = some.size() > most;
            before = some.isEmpty() ? before : some.getLast().sequence();
        }
        boolean next = open.size() > most;
        List<SearchAlert.Match> shown = next ? open.subList(0, most) : open;
        List<SavedSearchView.SavedMatch> items = store.read(records -> shown.stream()
                .flatMap(match -> match(records, caller, match).stream())
                .toList());
        trail.searched(
                caller,
                Optional.empty(),
                items.size(),
                items.stream().map(SavedSearchView.SavedMatch::documentId).toList());
        return new SavedSearchView.SavedMatches(
                items, next ? Optional.of(Long.toString(shown.getLast().sequence())) : Optional.empty());
    }

    /** Notes what the caller has seen: all up to {@code upTo}, or one document, which may be noted as not seen, too. */
    @POST
    @Path("{id}/seen")
    @OpenToSignedIn
    public Response seen(
            @PathParam("id") String id, @Nullable SeenWrite wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        SavedSearch search = store.read(records -> find(records, caller, id));
        @Nullable Long upTo = wanted == null ? null : wanted.upTo();
        @Nullable DocumentId document = wanted == null ? null : wanted.documentId();
        boolean isSeen = wanted == null || wanted.seen() == null || wanted.seen();
        if ((upTo == null) == (document == null)) {
            throw ProblemException.badRequest("Send upTo, or documentId and seen.");
        }
        Instant now = clock.instant();
        store.write(records -> {
            if (upTo != null) {
                records.searchAlerts().seenUpTo(search.id(), caller.id(), upTo, now);
            } else if (document != null) {
                records.searchAlerts().seen(search.id(), caller.id(), document, isSeen, now);
            }
            return now;
        });
        return one(id, request);
    }

    private static Optional<SavedSearchView.SavedMatch> match(Records records, Caller caller, SearchAlert.Match match) {
        Optional<Document> found =
                records.documents().find(match.document()).filter(document -> Access.maySee(records, caller, document));
        return found.map(document -> {
            Optional<Patient> patient = document.patient().flatMap(records.patients()::find);
            boolean picture = records.documents()
                    .page(document.id(), 1)
                    .flatMap(Page::thumbnail)
                    .isPresent();
            return new SavedSearchView.SavedMatch(
                    match.sequence(),
                    match.at(),
                    match.seen(),
                    document.id(),
                    document.title(),
                    document.kind(),
                    document.stage(),
                    document.type(),
                    document.date(),
                    document.author(),
                    patient.map(Patient::id),
                    patient.map(each -> each.name().display()),
                    patient.map(Patient::mrn),
                    picture
                            ? Optional.of("/api/v1/documents/" + document.id() + "/pages/1/thumbnail")
                            : Optional.empty());
        });
    }

    private static SavedSearchView view(Records records, Caller caller, SavedSearch search) {
        boolean mine = search.owner().equals(caller.id());
        return new SavedSearchView(
                search.id(),
                search.name(),
                search.query(),
                search.limits(),
                search.newestFirst() ? "newest" : "relevance",
                mine,
                records.accounts()
                        .find(search.owner())
                        .map(UserAccount::displayName)
                        .orElse(""),
                search.sharedWith(),
                patients(records, search).stream()
                        .filter(caller::maySee)
                        .map(patient -> new SavedSearchView.SavedPatient(
                                patient.id(), patient.name().display(), patient.mrn()))
                        .toList(),
                alertOn(records, caller, search)
                        .map(alert ->
                                new SavedSearchView.SavedAlert(alert.since(), Unseen.of(records, caller, search))),
                search.changedAt(),
                search.version());
    }

    private static List<Patient> patients(Records records, SavedSearch search) {
        return search.limits().getOrDefault("patient", List.of()).stream()
                .flatMap(id -> records.patients().resolve(new PatientId(id)).stream())
                .toList();
    }

    private static Optional<SearchAlert> alertOn(Records records, Caller caller, SavedSearch search) {
        return records.searchAlerts().of(caller.id()).stream()
                .filter(alert -> alert.search().equals(search.id()))
                .findFirst();
    }

    /** What others share is not there for somebody to whom a chart that it names is closed. */
    private static boolean mayUse(Records records, Caller caller, SavedSearch search) {
        return search.owner().equals(caller.id())
                || search.isOpenTo(caller.account())
                        && patients(records, search).stream().allMatch(caller::maySee);
    }

    private static boolean isOpen(Records records, SavedSearch search, UserId person) {
        return records.accounts().find(person).filter(search::isOpenTo).isPresent();
    }

    private static SavedSearch find(Records records, Caller caller, String id) {
        SavedSearchId named;
        try {
            named = new SavedSearchId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(THING);
        }
        return records.savedSearches()
                .find(named)
                .filter(search -> mayUse(records, caller, search))
                .orElseThrow(() -> ProblemException.notFound(THING));
    }

    private static void mine(Caller caller, SavedSearch search) {
        if (!search.owner().equals(caller.id())) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "Only who made a saved search changes it. Nothing was changed. Keep one of your own.");
        }
    }

    private static SavedSearchWrite given(@Nullable SavedSearchWrite wanted) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send the search as JSON: name, and q or filters.");
        }
        return wanted;
    }

    private static SavedSearch search(
            SavedSearchId id, UserId owner, SavedSearchWrite given, Instant now, int version) {
        String q = given.q() == null ? "" : given.q().strip();
        Map<String, List<String>> limits = given.filters() == null ? Map.of() : given.filters();
        SearchParameters.parsed(q);
        SavedFilter.of(limits);
        try {
            return new SavedSearch(
                    id,
                    owner,
                    given.name() == null ? "" : given.name().strip(),
                    q,
                    limits,
                    "newest".equals(given.sort()),
                    given.sharedWith() == null ? Set.of() : given.sharedWith(),
                    now,
                    version);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("Nothing was kept: " + e.getMessage() + ".");
        }
    }

    private static boolean unseenOnly(@Nullable String show) {
        return switch (show == null ? "all" : show) {
            case "all" -> false;
            case "unseen" -> true;
            default -> throw ProblemException.badRequest("show must be all or unseen.");
        };
    }

    private static long before(@Nullable String cursor) {
        Optional<String> given = Paging.cursor(cursor);
        if (given.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(given.get());
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("The cursor is not one of this list.");
        }
    }

    private void audit(Records records, Caller caller, AuditAction action, SavedSearch search, String what) {
        trail.append(
                records,
                caller,
                action,
                KIND,
                search.id().value(),
                Optional.empty(),
                Map.of(
                        "what",
                        what,
                        "shared with",
                        search.sharedWith().stream().map(Role::code).sorted().collect(Collectors.joining(" "))));
    }

    private static Response answer(SavedSearchView view, Response.Status status) {
        Response.ResponseBuilder answer = Response.status(status).entity(view).tag(Versions.tag(view.version()));
        return status == Response.Status.CREATED
                ? answer.location(URI.create("/api/v1/search/saved/" + view.id()))
                        .build()
                : answer.build();
    }
}
