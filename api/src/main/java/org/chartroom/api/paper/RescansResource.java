package org.chartroom.api.paper;

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
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Original;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Rescan;
import org.chartroom.models.record.RescanId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Pages that intake is asked to scan again. */
@Path("rescans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RescansResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final FacilityId facility;

    public RescansResource(Counter counter) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.facility = counter.facility();
    }

    /** Somebody, as people know them. */
    record Person(UserId id, String displayName) {
        static Person of(Records records, UserId id) {
            return new Person(
                    id,
                    records.accounts().find(id).map(UserAccount::displayName).orElse(id.value()));
        }
    }

    /**
     * A request as the API shows it.
     *
     * @param pages numbers of pages; empty for all
     * @param place where the paper lies, as far as that is logged
     * @param state {@code open}, {@code answered} or {@code impossible}
     */
    record RescanView(
            RescanId id,
            DocumentSummary document,
            List<Integer> pages,
            String reason,
            Person askedBy,
            Instant askedAt,
            Optional<String> place,
            String state,
            Optional<Ended> ended,
            int version) {
        static RescanView of(Records records, Document document, Rescan rescan) {
            return new RescanView(
                    rescan.id(),
                    DocumentSummary.of(records, document),
                    rescan.pages(),
                    rescan.reason(),
                    Person.of(records, rescan.askedBy()),
                    rescan.askedAt(),
                    records.paper().originalsOf(document.arrival()).stream()
                            .filter(each -> each.shredded().isEmpty())
                            .map(Original::place)
                            .findFirst(),
                    rescan.end()
                            .map(end -> end.answered() ? "answered" : "impossible")
                            .orElse("open"),
                    rescan.end()
                            .map(end -> new Ended(
                                    end.at(),
                                    Person.of(records, end.by()),
                                    end.arrival(),
                                    end.document(),
                                    end.words())),
                    rescan.version());
        }
    }

    /** What answered it, or why nothing did. */
    record Ended(Instant at, Person by, Optional<ArrivalId> arrivalId, Optional<DocumentId> documentId, String words) {}

    /** Those that wait, the oldest first ({@code state=open}, also when left out), or those that ended ({@code state=closed}). */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Paging<RescanView> rescans(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        boolean closed = closed(state);
        int most = Paging.limit(limit);
        Paging<RescanView> page = store.read(records -> {
            Slice<Rescan> slice = records.paper().rescans(closed, Paging.cursor(cursor), most);
            return new Paging<>(
                    slice.items().stream()
                            .flatMap(rescan -> records.documents().find(rescan.document()).stream()
                                    .filter(document -> Access.maySee(records, caller, document))
                                    .map(document -> RescanView.of(records, document, rescan)))
                            .toList(),
                    slice.next());
        });
        trail.part(caller, "rescans", facility.value(), Optional.empty(), "list");
        return page;
    }

    private static boolean closed(@Nullable String state) {
        String said = state == null || state.isBlank() ? "open" : state.strip();
        if (!said.equals("open") && !said.equals("closed")) {
            throw ProblemException.badRequest("state must be open or closed.");
        }
        return said.equals("closed");
    }

    /**
     * What ends a request: the arrival or the document that answers it, or the reason why nothing can.
     *
     * @param reason needed when neither is named
     */
    record Close(Optional<ArrivalId> arrivalId, Optional<DocumentId> documentId, Optional<String> reason) {}

    @POST
    @Path("{id}/close")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response close(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Close how,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        RescanId rescan = id(id);
        Rescan known = store.read(records -> records.paper().rescan(rescan))
                .orElseThrow(() -> ProblemException.notFound("rescan"));
        access.document(caller, known.document());
        if (how == null) {
            throw ProblemException.badRequest(
                    "Name the arrival or the document that answers it, or the reason why nothing does. Nothing was changed.");
        }
        how.documentId().ifPresent(document -> access.document(caller, document));
        how.arrivalId().ifPresent(arrival -> open(caller, arrival));
        Rescan.End end = end(caller, known, how);
        Rescan kept = store.write(records -> {
            Rescan now = records.paper().rescan(rescan).orElseThrow(() -> ProblemException.notFound("rescan"));
            Versions.check(version, now.version());
            if (now.end().isPresent()) {
                throw new ConflictException("This rescan has ended already.");
            }
            Rescan ended = records.paper().update(now.ended(end));
            tell(records, caller, ended, end.answered() ? "answered" : "impossible");
            return ended;
        });
        return answer(caller, kept, Response.Status.OK);
    }

    private Rescan.End end(Caller caller, Rescan rescan, Close how) {
        String words = how.reason().map(String::strip).orElse("");
        if (how.documentId().filter(rescan.document()::equals).isPresent()) {
            throw ProblemException.badRequest(
                    "A document does not answer its own rescan. Nothing was changed. Name what was scanned, or the reason"
                            + " why nothing was.");
        }
        try {
            return new Rescan.End(clock.instant(), caller.id(), how.arrivalId(), how.documentId(), words);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ". Nothing was changed.");
        }
    }

    /** An arrival is as closed as its most closed document. */
    private void open(Caller caller, ArrivalId id) {
        if (store.read(records -> records.arrivals().find(id)).isEmpty()) {
            throw ProblemException.notFound("arrival");
        }
        store.read(records -> records.documents().ofArrival(id))
                .forEach(document -> access.document(caller, document.id()));
    }

    private static RescanId id(String id) {
        try {
            return new RescanId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("rescan");
        }
    }

    private void tell(Records records, Caller caller, Rescan rescan, String what) {
        tell(records, trail, caller, rescan, what);
    }

    private static void tell(Records records, AuditTrail trail, Caller caller, Rescan rescan, String what) {
        trail.append(
                records,
                caller,
                AuditAction.CHANGE,
                "document",
                rescan.document().value(),
                records.documents().find(rescan.document()).flatMap(Document::patient),
                Map.of("rescan", what, "id", rescan.id().value()));
    }

    private Response answer(Caller caller, Rescan rescan, Response.Status status) {
        return answer(store, access.document(caller, rescan.document()), rescan, status);
    }

    private static Response answer(RecordStore store, Document document, Rescan rescan, Response.Status status) {
        return Response.status(status)
                .entity(store.read(records -> RescanView.of(records, document, rescan)))
                .tag(Versions.tag(rescan.version()))
                .build();
    }

    /** Asking for it, from the document. */
    @Path("documents")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public static final class OfDocuments {
        private final RecordStore store;
        private final Access access;
        private final AuditTrail trail;
        private final Clock clock;
        private final Supplier<String> ids;

        public OfDocuments(Counter counter) {
            this.store = counter.store();
            this.access = counter.access();
            this.trail = counter.trail();
            this.clock = counter.clock();
            this.ids = counter.ids();
        }

        /**
         * What is to be scanned again.
         *
         * @param pages numbers of pages; all when left out
         * @param reason what is wrong with them
         */
        record Ask(Optional<List<Integer>> pages, String reason) {}

        /** Asks intake to scan pages again; answers the open request for the same pages when there is one. */
        @POST
        @Path("{id}/rescan")
        @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
        public Response rescan(
                @PathParam("id") DocumentId id,
                @HeaderParam("Idempotency-Key") @Nullable String key,
                @Nullable Ask ask,
                @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            Document document = access.document(caller, id);
            if (ask == null || ask.reason() == null || ask.reason().isBlank()) {
                throw ProblemException.badRequest(
                        "Say in 'reason' what is wrong with the pages. Nothing was asked for.");
            }
            if (document.kind() == DocumentKind.DICTATION) {
                throw new ConflictException("A recording has no paper to scan again.");
            }
            List<Integer> named = ask.pages().orElse(List.of());
            if (named.stream().anyMatch(page -> page == null || page < 1 || page > document.pages())) {
                throw ProblemException.badRequest("The document has pages 1 to " + document.pages()
                        + ". Nothing was asked for. Name some of these, or none for all.");
            }
            List<Integer> pages = named.stream().distinct().sorted().toList();
            boolean[] made = {false};
            Rescan kept = store.write(records -> {
                made[0] = false;
                Optional<Rescan> there = records.paper().rescansOf(id).stream()
                        .filter(each -> each.end().isEmpty() && each.pages().equals(pages))
                        .findFirst();
                if (there.isPresent()) {
                    return there.get();
                }
                RescanId given = new RescanId(Repeats.once(records, "rescan", caller.id(), key, clock.instant(), ids));
                Optional<Rescan> repeated = records.paper().rescan(given);
                if (repeated.isPresent()) {
                    return repeated.get();
                }
                Rescan rescan = asked(given, caller, id, pages, ask.reason().strip());
                records.paper().add(rescan);
                tell(records, trail, caller, rescan, "asked");
                made[0] = true;
                return rescan;
            });
            return answer(store, document, kept, made[0] ? Response.Status.CREATED : Response.Status.OK);
        }

        private Rescan asked(RescanId made, Caller caller, DocumentId id, List<Integer> pages, String reason) {
            try {
                return new Rescan(made, id, pages, reason, caller.id(), clock.instant(), Optional.empty(), 1);
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest(e.getMessage() + ". Nothing was asked for.");
            }
        }
    }
}
