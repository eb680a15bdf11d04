package org.chartroom.api.documents;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** What was done to one document, by whom and when, as the audit trail has it. */
@Path("documents/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
    /** What happens to a document in one chart or another. */
    private static final Set<What> NAMES_A_CHART = EnumSet.of(
            What.FILED,
            What.TAKEN_OUT,
            What.MOVED_IN,
            What.MOVED_OUT,
            What.SIGNED,
            What.SECOND_LOOK_CONFIRMED,
            What.SECOND_LOOK_SENT_BACK);

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;

    public HistoryResource(RecordStore store, Access access, AuditTrail trail) {
        this.store = store;
        this.access = access;
        this.trail = trail;
    }

    /** What can happen to a document. */
    public enum What {
        RECEIVED,
        READ,
        FILED,
        TAKEN_OUT,
        MOVED_IN,
        MOVED_OUT,
        MISDIRECTED,
        BROUGHT_BACK,
        CALLBACK,
        CALLBACK_DONE,
        SECOND_LOOK,
        SECOND_LOOK_CONFIRMED,
        SECOND_LOOK_SENT_BACK,
        TAKEN_OVER,
        READ_AGAIN,
        ENTERED_IN_ERROR,
        DESTROYED,
        PAGES_EDITED,
        CHANGED,
        HANDED_IN,
        SENT_BACK,
        PUT_ASIDE,
        SIGNED,
        ADDENDUM,
        ROUTED,
        ACKNOWLEDGED,
        FORWARDED,
        ACTED_ON,
        ESCALATED,
        REVIEW_WITHDRAWN,
        REVIEW_MOVED,
        RESCAN_ASKED,
        RESCAN_ANSWERED,
        RESCAN_IMPOSSIBLE,
        LOOKED_AT
    }

    /**
     * One thing that happened.
     *
     * @param sequence its number in the audit trail
     * @param who as they were called then
     * @param patientName into or out of whose chart, where the caller may know
     * @param details what the trail has besides: the part looked at, the outcome of reading
     */
    public record Line(
            long sequence,
            Instant at,
            String who,
            Role role,
            What what,
            Optional<String> patientName,
            Map<String, String> details) {}

    /**
     * A stretch of the history, latest first.
     *
     * @param looks whether the lines tell who looked; only those who answer for the records are told
     */
    public record History(List<Line> items, Optional<String> next, boolean looks) {}

    @GET
    @OpenToSignedIn
    public History history(
            @PathParam("id") DocumentId id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        boolean looks =
                caller.is(Role.PRIVACY_OFFICER) || caller.is(Role.RECORDS_CLERK) || caller.is(Role.ADMINISTRATOR);
        History history = store.read(records -> {
            Slice<AuditEntry> slice =
                    records.audit().about("document", id.value(), Paging.cursor(cursor), Paging.limit(limit));
            List<AuditEntry> entries = new ArrayList<>(slice.items());
            if (slice.next().isEmpty()) {
                arrived(records, document).ifPresent(entries::add);
            }
            List<Line> lines = new ArrayList<>();
            for (AuditEntry entry : entries) {
                what(entry)
                        .filter(what -> looks || what != What.LOOKED_AT)
                        .ifPresent(what -> lines.add(line(records, caller, entry, what)));
            }
            return new History(lines, slice.next(), looks);
        });
        trail.part(caller, "document", id.value(), document.patient(), "history");
        return history;
    }

    /** An arrival is received once, before anything else is done to it: its first line. */
    private static Optional<AuditEntry> arrived(Records records, Document document) {
        return records.audit()
                .firstAbout("arrival", document.arrival().value())
                .filter(entry -> entry.event().action() == AuditAction.RECEIVE);
    }

    private static Line line(Records records, Caller caller, AuditEntry entry, What what) {
        return new Line(
                entry.sequence(),
                entry.event().at(),
                entry.event().actor().name(),
                entry.event().actor().role(),
                what,
                NAMES_A_CHART.contains(what)
                        ? entry.event()
                                .patient()
                                .flatMap(patient -> records.patients().find(patient))
                                .filter(caller::maySee)
                                .map(patient -> patient.name().display())
                        : Optional.empty(),
                entry.event().details());
    }

    /** Empty for a line that says again what the line beside it says. */
    private static Optional<What> what(AuditEntry entry) {
        Map<String, String> details = entry.event().details();
        return switch (entry.event().action()) {
            case RECEIVE -> Optional.of(What.RECEIVED);
            case READ -> Optional.of(What.LOOKED_AT);
            case FILE -> Optional.of(filed(details.getOrDefault("what", "")));
            case SIGN -> Optional.of(What.SIGNED);
            case STAGE -> stage(details);
            case CHANGE -> Optional.of(changed(details));
            case CREATE, ADMIN -> Optional.of(What.CHANGED);
            case DESTROY -> Optional.of(What.DESTROYED);
            case SIGN_IN, SIGN_IN_REFUSED, SIGN_OUT, SEARCH, REFUSE, HOLD -> Optional.empty();
        };
    }

    private static What filed(String what) {
        return switch (what) {
            case "" -> What.FILED;
            case FilingDesk.MOVED_IN -> What.MOVED_IN;
            case FilingDesk.MOVED_OUT -> What.MOVED_OUT;
            case FilingOutcomes.SENT_BACK -> What.SECOND_LOOK_SENT_BACK;
            default -> What.TAKEN_OUT;
        };
    }

    private static What changed(Map<String, String> details) {
        if (details.containsKey("edit")) {
            return What.PAGES_EDITED;
        }
        if (details.containsKey("rescan")) {
            return switch (details.getOrDefault("rescan", "")) {
                case "asked" -> What.RESCAN_ASKED;
                case "answered" -> What.RESCAN_ANSWERED;
                default -> What.RESCAN_IMPOSSIBLE;
            };
        }
        if (details.containsKey("review")) {
            return review(details.getOrDefault("review", ""));
        }
        return switch (details.getOrDefault("transcript", details.getOrDefault("what", ""))) {
            case "addendum" -> What.ADDENDUM;
            case "IN_REVIEW", "AWAITING_SIGNATURE", "SUBMITTED" -> What.HANDED_IN;
            case "PENDED" -> What.PUT_ASIDE;
            case "callback" -> What.CALLBACK;
            case "callback done" -> What.CALLBACK_DONE;
            case "second look asked" -> What.SECOND_LOOK;
            case "second look confirmed" -> What.SECOND_LOOK_CONFIRMED;
            case "taken over" -> What.TAKEN_OVER;
            case "REJECTED" -> What.SENT_BACK;
            default -> What.CHANGED;
        };
    }

    private static What review(String what) {
        return switch (what) {
            case "routed" -> What.ROUTED;
            case "acknowledged" -> What.ACKNOWLEDGED;
            case "forwarded" -> What.FORWARDED;
            case "acted on" -> What.ACTED_ON;
            case "escalated" -> What.ESCALATED;
            case "withdrawn" -> What.REVIEW_WITHDRAWN;
            case "moved" -> What.REVIEW_MOVED;
            default -> What.CHANGED;
        };
    }

    private static Optional<What> stage(Map<String, String> details) {
        String to = details.getOrDefault("to", "");
        if (details.containsKey("outcome")) {
            return Optional.of(What.READ);
        }
        if (to.equals(Stage.ENTERED_IN_ERROR.name())) {
            return Optional.of(What.ENTERED_IN_ERROR);
        }
        if (to.equals(Stage.RECEIVED.name())) {
            return Optional.of(What.READ_AGAIN);
        }
        String from = details.getOrDefault("from", "");
        if (to.equals(Stage.MISDIRECTED.name())) {
            return Optional.of(What.MISDIRECTED);
        }
        if (from.equals(Stage.MISDIRECTED.name())) {
            return Optional.of(What.BROUGHT_BACK);
        }
        boolean takenOut = from.equals(Stage.FILED.name())
                && (to.equals(Stage.READ.name()) || to.equals(Stage.NEEDS_PERSON.name()));
        return takenOut ? Optional.empty() : Optional.of(What.CHANGED);
    }
}
