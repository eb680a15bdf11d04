package org.chartroom.api.arrivals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.retention.Destroying;
import org.chartroom.ingest.intake.DictationOrder;
import org.chartroom.ingest.intake.Received;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Reconciliation;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** Files as they come in, and what became of every page of them. */
@Path("arrivals")
@Produces(MediaType.APPLICATION_JSON)
public final class ArrivalsResource {
    private static final Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    private final RecordStore store;
    private final BlobStore blobs;
    private final Uploading uploading;
    private final Access access;
    private final AuditTrail trail;
    private final FacilityId facility;
    private final ZoneId zone;

    public ArrivalsResource(Counter counter, Uploading uploading) {
        this.store = counter.store();
        this.blobs = counter.blobs();
        this.uploading = uploading;
        this.access = counter.access();
        this.trail = counter.trail();
        this.facility = counter.facility();
        this.zone = counter.zone();
    }

    /** What was kept; the answer to an upload. */
    public record Kept(
            ArrivalId id, String sha256, long bytes, List<DocumentId> documents, Optional<ArrivalId> duplicateOf) {}

    /**
     * Takes one file: the whole body, or the part {@code file} of a form. Answered when it is durable. With {@code priority}
     * URGENT or STAT it is read before everything that is less urgent.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response receive(
            @Context HttpServletRequest request, InputStream bytes, @Context ContainerRequestContext context)
            throws IOException {
        Caller caller = Caller.of(context);
        UploadBody body = UploadBody.of(request, bytes);
        ArrivalKind kind = kind(body.field("as"));
        Optional<DictationOrder> order = kind == ArrivalKind.DICTATION
                ? Optional.of(new DictationOrder(caller.id(), Optional.empty(), "", Optional.empty()))
                : Optional.empty();
        Received received = uploading.receive(request, body, caller, kind, Uploading.priority(body), order);
        Arrival arrival = received.arrival();
        return Response.created(URI.create("/api/v1/arrivals/" + arrival.id()))
                .entity(new Kept(
                        arrival.id(),
                        arrival.original().sha256(),
                        arrival.original().bytes(),
                        List.of(received.document().id()),
                        arrival.duplicateOf()))
                .build();
    }

    /** Latest first; of one day (in the office's zone) and one channel where those are given. */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<ArrivalSummary> arrivals(
            @QueryParam("state") @Nullable String state,
            @QueryParam("day") @Nullable String day,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        int most = Paging.limit(limit);
        Optional<Span> span = span(day);
        Optional<Channel> door = channel(channel);
        Paging<ArrivalSummary> page = store.read(records -> {
            List<ArrivalSummary> found = new ArrayList<>();
            Optional<String> next = Paging.cursor(cursor);
            // With a state to look for, one slice of the store may hold few: go on, but not for ever.
            for (int slices = 0; slices < 20; slices++) {
                Slice<Arrival> slice = slice(records, span, door, next, most);
                for (Arrival arrival : slice.items()) {
                    if (state == null
                            || state.equals(
                                    ArrivalSummary.state(records.documents().ofArrival(arrival.id())))) {
                        found.add(ArrivalSummary.of(
                                records, caller, arrival, records.arrivals().ledger(arrival.id())));
                    }
                }
                next = slice.next();
                if (state == null || next.isEmpty() || found.size() >= most) {
                    break;
                }
            }
            return new Paging<>(List.copyOf(found), next);
        });
        trail.part(caller, "arrivals", facility.value(), Optional.empty(), "list");
        return page;
    }

    private record Span(Instant from, Instant to) {}

    private Slice<Arrival> slice(
            Records records, Optional<Span> span, Optional<Channel> door, Optional<String> cursor, int most) {
        if (span.isEmpty() && door.isEmpty()) {
            return records.arrivals().latest(facility, cursor, most);
        }
        Span within = span.orElse(ALWAYS);
        return records.arrivals().received(facility, within.from(), within.to(), door, cursor, most);
    }

    private Optional<Span> span(@Nullable String day) {
        if (day == null || day.isBlank()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(day.strip());
            return Optional.of(new Span(
                    date.atStartOfDay(zone).toInstant(),
                    date.plusDays(1).atStartOfDay(zone).toInstant()));
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest("'" + day + "' is no day; write one such as 2026-01-31.");
        }
    }

    private static Optional<Channel> channel(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Channel.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("'" + name.strip() + "' is none of " + List.of(Channel.values()) + ".");
        }
    }

    /** An arrival with its page ledger. */
    public record ArrivalView(@JsonUnwrapped ArrivalSummary summary, List<LedgerLine> ledger) {}

    @GET
    @Path("{id}")
    @OpenTo({
        Role.INTAKE,
        Role.RECORDS_CLERK,
        Role.CLINICIAN,
        Role.TRANSCRIPTIONIST,
        Role.PRIVACY_OFFICER,
        Role.ADMINISTRATOR
    })
    public ArrivalView arrival(@PathParam("id") ArrivalId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Arrival arrival = find(caller, id);
        ArrivalView view = store.read(records -> {
            List<LedgerEntry> ledger = records.arrivals().ledger(id);
            return new ArrivalView(
                    ArrivalSummary.of(records, caller, arrival, ledger),
                    ledger.stream().map(LedgerLine::of).toList());
        });
        trail.part(caller, "arrival", id.value(), Optional.empty(), "arrival");
        return view;
    }

    @GET
    @Path("{id}/original")
    @Produces(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response original(@PathParam("id") ArrivalId id, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Arrival arrival = find(caller, id);
        if (arrival.original().mediaType().equals(Destroying.NOTHING)) {
            throw new ProblemException(
                    Kind.GONE,
                    "The file was destroyed under the retention schedule; the privacy officer has the certificate.");
        }
        trail.read(caller, "arrival", id.value(), Optional.empty());
        return BlobAnswer.download(blobs, arrival.original(), arrival.name());
    }

    /** Pages in against pages accounted for. */
    public record Reconciled(String zone, List<Line> items) {}

    /** One channel on one day. */
    public record Line(
            LocalDate day,
            Channel channel,
            int arrivals,
            int received,
            int inDocuments,
            int separators,
            int blanks,
            int rejected,
            int pending,
            boolean balanced) {
        static Line of(Reconciliation each) {
            return new Line(
                    each.day(),
                    each.channel(),
                    each.arrivals(),
                    each.received(),
                    each.inDocuments(),
                    each.separators(),
                    each.blanks(),
                    each.rejected(),
                    each.pending(),
                    each.balanced());
        }
    }

    @GET
    @Path("reconciliation")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Reconciled reconciliation(@QueryParam("days") @Nullable Integer days) {
        int asked = days == null ? 30 : days;
        if (asked < 1 || asked > 400) {
            throw ProblemException.badRequest("days must be within 1..400.");
        }
        return new Reconciled(
                zone.getId(),
                store.read(records -> records.arrivals().reconcile(facility, zone, asked)).stream()
                        .map(Line::of)
                        .toList());
    }

    /** The whole arrival is as closed as its most closed document: its bytes hold all of them. */
    private Arrival find(Caller caller, ArrivalId id) {
        Arrival arrival = store.read(records -> records.arrivals().find(id))
                .orElseThrow(() -> ProblemException.notFound("arrival"));
        store.read(records -> records.documents().ofArrival(arrival.id()))
                .forEach(document -> access.document(caller, document.id()));
        return arrival;
    }

    private static ArrivalKind kind(Optional<String> as) {
        return switch (as.orElse("scan").toLowerCase(Locale.ROOT)) {
            case "scan" -> ArrivalKind.SCAN;
            case "fax" -> ArrivalKind.FAX;
            case "dictation" -> ArrivalKind.DICTATION;
            default -> throw ProblemException.badRequest("as must be scan, fax or dictation. Nothing was kept.");
        };
    }

    /** The facilities of the office. */
    @Path("facilities")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class FacilitiesResource {
        private final RecordStore store;

        public FacilitiesResource(RecordStore store) {
            this.store = store;
        }

        @GET
        @OpenToSignedIn
        public Paging<Facility> facilities() {
            return new Paging<>(store.read(records -> records.facilities().all()), Optional.empty());
        }
    }
}
