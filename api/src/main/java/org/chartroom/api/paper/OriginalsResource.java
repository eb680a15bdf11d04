package org.chartroom.api.paper;

import jakarta.ws.rs.Consumes;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Original;
import org.chartroom.models.record.OriginalId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** Where the paper of arrivals lies until it may be shredded, and who shredded it. */
@Path("originals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OriginalsResource {
    private static final int MOST_SLICES = 20;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;
    private final Shredding shredding;

    /** @param keepDays how long paper is kept after it was logged */
    public OriginalsResource(Counter counter, int keepDays, Holds holds) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
        this.shredding = new Shredding(keepDays, counter.zone(), holds);
    }

    /**
     * An original as the API shows it.
     *
     * @param arrivalName the sender's name of what was scanned from it
     * @param pages how many pages of it are accounted for
     * @param mayBeShreddedFrom the first day on which the office's rules allow it
     * @param mayBeShredded whether it may be now
     * @param against what speaks against it now, in words
     */
    record OriginalView(
            OriginalId id,
            ArrivalId arrivalId,
            String arrivalName,
            Instant receivedAt,
            int pages,
            String place,
            RescansResource.Person loggedBy,
            Instant loggedAt,
            LocalDate mayBeShreddedFrom,
            boolean mayBeShredded,
            List<String> against,
            Optional<Gone> shredded,
            int version) {}

    /** Who shredded it, when and how. */
    record Gone(Instant at, RescansResource.Person by, String words) {}

    private OriginalView view(Records records, Arrival arrival, Original original) {
        List<String> against =
                original.shredded().isPresent() ? List.of() : shredding.against(records, original, clock.instant());
        return new OriginalView(
                original.id(),
                arrival.id(),
                arrival.name(),
                arrival.receivedAt(),
                records.arrivals().ledger(arrival.id()).size(),
                original.place(),
                RescansResource.Person.of(records, original.loggedBy()),
                original.loggedAt(),
                shredding.from(original),
                original.shredded().isEmpty() && against.isEmpty(),
                against,
                original.shredded()
                        .map(gone -> new Gone(gone.at(), RescansResource.Person.of(records, gone.by()), gone.words())),
                original.version());
    }

    private Optional<OriginalView> shown(Records records, Caller caller, Original original) {
        boolean open = records.documents().ofArrival(original.arrival()).stream()
                .allMatch(document -> Access.maySee(records, caller, document));
        return open
                ? records.arrivals().find(original.arrival()).map(arrival -> view(records, arrival, original))
                : Optional.empty();
    }

    /**
     * Those that are kept, the one that was logged first first.
     *
     * @param state {@code kept} (when left out), {@code due} for those that may be shredded now, or {@code shredded}
     * @param arrival only those of one arrival, whatever their state
     */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<OriginalView> originals(
            @QueryParam("state") @Nullable String state,
            @QueryParam("arrival") @Nullable ArrivalId arrival,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String said = state == null || state.isBlank() ? "kept" : state.strip();
        if (!List.of("kept", "due", "shredded").contains(said)) {
            throw ProblemException.badRequest("state must be kept, due or shredded.");
        }
        int most = Paging.limit(limit);
        Paging<OriginalView> page = store.read(records -> {
            if (arrival != null) {
                return new Paging<>(
                        records.paper().originalsOf(arrival).stream()
                                .flatMap(each -> shown(records, caller, each).stream())
                                .toList(),
                        Optional.empty());
            }
            List<OriginalView> found = new ArrayList<>();
            Optional<String> next = Paging.cursor(cursor);
            // Of one slice few may be due: go on, but not for ever.
            for (int slices = 0; slices < MOST_SLICES; slices++) {
                Slice<Original> slice = records.paper().originals(said.equals("shredded"), next, most);
                for (Original original : slice.items()) {
                    shown(records, caller, original)
                            .filter(each -> !said.equals("due") || each.mayBeShredded())
                            .ifPresent(found::add);
                }
                next = slice.next();
                if (!said.equals("due") || next.isEmpty() || found.size() >= most) {
                    break;
                }
            }
            return new Paging<>(List.copyOf(found), next);
        });
        trail.part(caller, "originals", facility.value(), Optional.empty(), "list");
        return page;
    }

    /**
     * Where paper lies.
     *
     * @param arrivalId what was scanned from it; taken when it is logged, never changed
     * @param place box, shelf or batch label
     */
    record Place(Optional<ArrivalId> arrivalId, String place) {}

    /** Logs where the paper of an arrival lies. */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response log(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Place wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        ArrivalId arrival = Optional.ofNullable(wanted)
                .flatMap(Place::arrivalId)
                .orElseThrow(() -> ProblemException.badRequest("Name the arrival and the place. Nothing was logged."));
        Arrival known = open(caller, arrival);
        String place = place(wanted);
        boolean[] made = {false};
        Original kept = store.write(records -> {
            made[0] = false;
            OriginalId id = new OriginalId(Repeats.once(records, "original", caller.id(), key, clock.instant(), ids));
            Optional<Original> repeated = records.paper().original(id);
            if (repeated.isPresent()) {
                return repeated.get();
            }
            Original original = new Original(id, arrival, place, caller.id(), clock.instant(), Optional.empty(), 1);
            records.paper().add(original);
            tell(records, caller, original, AuditAction.CREATE, "logged");
            made[0] = true;
            return original;
        });
        return answer(known, kept, made[0] ? Response.Status.CREATED : Response.Status.OK);
    }

    /** Says that it lies elsewhere now. */
    @PUT
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response move(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Place wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Original known = find(id);
        Arrival arrival = open(caller, known.arrival());
        String place = place(wanted);
        Original kept = store.write(records -> {
            Original now = records.paper().original(known.id()).orElseThrow();
            Versions.check(version, now.version());
            requireThere(now);
            Original moved = records.paper().update(now.at(place));
            tell(records, caller, moved, AuditAction.CHANGE, "moved");
            return moved;
        });
        return answer(arrival, kept, Response.Status.OK);
    }

    /** How it was shredded, or with which certificate. */
    record How(Optional<String> how) {}

    /** Records that the caller shredded it, or saw it shredded; refused while anything speaks against it. */
    @POST
    @Path("{id}/shredded")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response shredded(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable How how,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Original known = find(id);
        Arrival arrival = open(caller, known.arrival());
        String words = how == null ? "" : how.how().map(String::strip).orElse("");
        if (words.length() > 1_000) {
            throw ProblemException.badRequest("how has 1,000 characters at most. Nothing was changed.");
        }
        Original kept = store.write(records -> {
            Original now = records.paper().original(known.id()).orElseThrow();
            Versions.check(version, now.version());
            requireThere(now);
            Instant at = clock.instant();
            List<String> against = shredding.against(records, now, at);
            if (!against.isEmpty()) {
                throw new ConflictException("This paper may not be shredded: " + String.join("; ", against) + ".");
            }
            Original gone = records.paper().update(now.gone(new Original.Shredded(at, caller.id(), words)));
            tell(records, caller, gone, AuditAction.CHANGE, "shredded");
            return gone;
        });
        return answer(arrival, kept, Response.Status.OK);
    }

    private static void requireThere(Original original) {
        if (original.shredded().isPresent()) {
            throw new ConflictException("This paper was shredded.");
        }
    }

    private Original find(String id) {
        try {
            OriginalId original = new OriginalId(id);
            return store.read(records -> records.paper().original(original))
                    .orElseThrow(() -> ProblemException.notFound("original"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("original");
        }
    }

    /** An arrival is as closed as its most closed document. */
    private Arrival open(Caller caller, ArrivalId id) {
        Arrival arrival = store.read(records -> records.arrivals().find(id))
                .orElseThrow(() -> ProblemException.notFound("arrival"));
        store.read(records -> records.documents().ofArrival(id))
                .forEach(document -> access.document(caller, document.id()));
        return arrival;
    }

    private static String place(@Nullable Place wanted) {
        String place =
                wanted == null || wanted.place() == null ? "" : wanted.place().strip();
        if (place.isEmpty() || place.length() > 120) {
            throw ProblemException.badRequest(
                    "Say in 'place' where it lies, such as a box or a shelf, in 120 characters at most. Nothing was changed.");
        }
        return place;
    }

    private void tell(Records records, Caller caller, Original original, AuditAction action, String what) {
        trail.append(
                records,
                caller,
                action,
                "arrival",
                original.arrival().value(),
                Optional.empty(),
                Map.of("paper", what, "place", original.place()));
    }

    private Response answer(Arrival arrival, Original original, Response.Status status) {
        return Response.status(status)
                .entity(store.read(records -> view(records, arrival, original)))
                .tag(Versions.tag(original.version()))
                .build();
    }
}
