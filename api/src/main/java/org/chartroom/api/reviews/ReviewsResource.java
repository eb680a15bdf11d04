package org.chartroom.api.reviews;

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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Review;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** What waits for clinicians to look at, the overdue first, and what they say to it. */
@Path("reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReviewsResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final FacilityId facility;
    private final ReviewDesk desk;

    public ReviewsResource(Counter counter, ReviewDesk desk) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.facility = counter.facility();
        this.desk = desk;
    }

    /**
     * The list of one person or, with {@code for=all}, of everybody. Open ones are sorted: overdue and escalated first, then by
     * due time; ended ones: the last that ended first.
     *
     * @param state {@code open} (when left out), {@code ended}, or one of the ways to end such as {@code acknowledged}
     * @param overdue true for only those that are overdue or escalated
     */
    @GET
    @OpenTo({Role.CLINICIAN, Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<ReviewView> reviews(
            @QueryParam("for") @Nullable String whose,
            @QueryParam("state") @Nullable String state,
            @QueryParam("overdue") boolean overdue,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<UserId> user = whose(caller, whose);
        Set<Review.State> states = states(state);
        int most = Paging.limit(limit);
        Instant now = clock.instant();
        Paging<ReviewView> page = store.read(records -> {
            Slice<Review> slice = states.contains(Review.State.OPEN)
                    ? records.reviews().waiting(user, overdue, now, Paging.cursor(cursor), most)
                    : records.reviews().ended(user, states, Paging.cursor(cursor), most);
            List<ReviewView> views = new ArrayList<>();
            for (Review review : slice.items()) {
                view(records, caller, review, now).ifPresent(views::add);
            }
            return new Paging<>(List.copyOf(views), slice.next());
        });
        trail.part(caller, "reviews", facility.value(), Optional.empty(), "list");
        return page;
    }

    private static Optional<ReviewView> view(Records records, Caller caller, Review review, Instant now) {
        return records.documents()
                .find(review.document())
                .filter(document ->
                        ReviewDesk.maySee(records, caller, review) && Access.maySee(records, caller, document))
                .map(document -> ReviewView.of(records, document, review, now));
    }

    private static Optional<UserId> whose(Caller caller, @Nullable String whose) {
        String said = whose == null || whose.isBlank() ? "me" : whose.strip();
        if (said.equals("me") || said.equals(caller.id().value())) {
            return Optional.of(caller.id());
        }
        if (!caller.is(Role.CLINICIAN)
                && !caller.is(Role.RECORDS_CLERK)
                && !caller.is(Role.PRIVACY_OFFICER)
                && !caller.is(Role.ADMINISTRATOR)) {
            throw new ProblemException(Kind.NOT_ALLOWED, "Your role sees its own list only. Ask for for=me.");
        }
        try {
            return said.equals("all") ? Optional.empty() : Optional.of(new UserId(said));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("for must be me, all or the id of a user.");
        }
    }

    private static Set<Review.State> states(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return EnumSet.of(Review.State.OPEN);
        }
        String said = state.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        if (said.equals("ENDED")) {
            return EnumSet.complementOf(EnumSet.of(Review.State.OPEN));
        }
        try {
            return EnumSet.of(Review.State.valueOf(said));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "state must be open, ended, acknowledged, forwarded, acted_on or withdrawn.");
        }
    }

    @GET
    @Path("{id}")
    @OpenTo({Role.CLINICIAN, Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response review(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Review review = store.read(records -> records.reviews().find(id(id)))
                .orElseThrow(() -> ProblemException.notFound("review"));
        access.document(caller, review.document());
        Response answer = answer(caller, review, Response.Status.OK);
        trail.part(caller, "document", review.document().value(), Optional.of(review.patient()), "review");
        return answer;
    }

    /** Those a document can be routed to, by name. */
    @GET
    @Path("clinicians")
    @OpenToSignedIn
    public Paging<ReviewView.Person> clinicians() {
        return new Paging<>(
                store.read(records -> new Colleagues(records)
                        .clinicians().stream()
                                .map(each -> new ReviewView.Person(each.id(), each.displayName()))
                                .toList()),
                Optional.empty());
    }

    /** To whom it is handed on, and why. */
    public record Forward(UserId to, Optional<String> note) {
        public Forward {
            if (to == null) {
                throw new IllegalArgumentException("to is needed: the id of a clinician");
            }
        }

        @Override
        public String toString() {
            return "Forward[to=" + to + "]";
        }
    }

    @POST
    @Path("{id}/forward")
    @OpenTo({Role.CLINICIAN, Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response forward(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Forward wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Forward given = given(wanted);
        return answer(
                caller, desk.forward(caller, known(caller, id), version, given.to(), given.note()), Response.Status.OK);
    }

    /** What was done because of it. */
    public record Action(String action) {
        @Override
        public String toString() {
            return "Action";
        }
    }

    @POST
    @Path("{id}/act")
    @OpenTo(Role.CLINICIAN)
    public Response act(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Action action,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return answer(
                caller,
                desk.act(caller, known(caller, id), version, given(action).action()),
                Response.Status.OK);
    }

    /** Why it is taken back. */
    public record TakeBack(String reason) {
        @Override
        public String toString() {
            return "TakeBack";
        }
    }

    @POST
    @Path("{id}/withdraw")
    @OpenTo({Role.CLINICIAN, Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response withdraw(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable TakeBack back,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return answer(
                caller,
                desk.takeBack(caller, known(caller, id), version, given(back).reason()),
                Response.Status.OK);
    }

    /** The review, when its document is open to the caller. */
    private ReviewId known(Caller caller, String id) {
        Review review = store.read(records -> records.reviews().find(id(id)))
                .orElseThrow(() -> ProblemException.notFound("review"));
        access.document(caller, review.document());
        return review.id();
    }

    private static ReviewId id(String id) {
        try {
            return new ReviewId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("review");
        }
    }

    private Response answer(Caller caller, Review review, Response.Status status) {
        return answer(store, clock, caller, review, status);
    }

    private static Response answer(
            RecordStore store, Clock clock, Caller caller, Review review, Response.Status status) {
        ReviewView view = store.read(records -> view(records, caller, review, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("review"));
        return Response.status(status)
                .entity(view)
                .tag(Versions.tag(review.version()))
                .build();
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body. Nothing was changed.");
        }
        return body;
    }

    /** The reviews of one document. */
    @Path("documents")
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    public static final class OfDocuments {
        private final RecordStore store;
        private final Access access;
        private final AuditTrail trail;
        private final Clock clock;
        private final ReviewDesk desk;

        public OfDocuments(Counter counter, ReviewDesk desk) {
            this.store = counter.store();
            this.access = counter.access();
            this.trail = counter.trail();
            this.clock = counter.clock();
            this.desk = desk;
        }

        /** All there were, the latest first: with whom, who has seen it when, how each ended. */
        @GET
        @Path("{id}/reviews")
        @OpenToSignedIn
        public Paging<ReviewView> reviews(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            Document document = access.document(caller, id);
            Instant now = clock.instant();
            List<ReviewView> views = store.read(records -> records.reviews().of(id).reversed().stream()
                    .map(review -> ReviewView.of(records, document, review, now))
                    .toList());
            trail.part(caller, "document", id.value(), document.patient(), "reviews");
            return new Paging<>(views, Optional.empty());
        }

        /** Puts a filed document on a clinician's list; answers the open review of the same clinician when there is one. */
        @POST
        @Path("{id}/route")
        @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
        public Response route(
                @PathParam("id") DocumentId id,
                @HeaderParam("Idempotency-Key") @Nullable String key,
                ReviewDesk.@Nullable Route wanted,
                @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            access.document(caller, id);
            ReviewDesk.Routed routed = desk.route(caller, id, given(wanted), key);
            return answer(
                    store,
                    clock,
                    caller,
                    routed.review(),
                    routed.made() ? Response.Status.CREATED : Response.Status.OK);
        }

        /** The caller has read it; with {@code action}, and has done something because of it. Repeating it changes nothing. */
        @POST
        @Path("{id}/acknowledge")
        @OpenTo(Role.CLINICIAN)
        public Response acknowledge(
                @PathParam("id") DocumentId id,
                ReviewDesk.@Nullable Answer said,
                @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            access.document(caller, id);
            Review review = desk.acknowledge(caller, id, said == null ? ReviewDesk.Answer.PLAIN : said);
            return answer(store, clock, caller, review, Response.Status.OK);
        }
    }
}
