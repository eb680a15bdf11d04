package org.chartroom.api.reviews;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** What the office has decided about reviews: due times, what is routed by itself, who looks after whom. */
@Path("review-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReviewRulesResource {
    private final RecordStore store;
    private final AuditTrail trail;
    private final DocumentTypes types;

    public ReviewRulesResource(Counter counter, DocumentTypes types) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.types = types;
    }

    /**
     * A rule.
     *
     * @param display name of the type; said, not taken
     * @param to a clinician; left out for the clinician of the visit the document is filed in
     * @param toName their name; said, not taken
     * @param priority at least this; the document's own when left out
     */
    public record Line(
            String type,
            Optional<String> display,
            Optional<UserId> to,
            Optional<String> toName,
            Optional<Priority> priority) {
        public Line {
            if (type == null) {
                throw new IllegalArgumentException("each rule needs the code of a document type");
            }
        }
    }

    /** Who takes over from whom; the names are said, not taken. */
    public record Pair(UserId of, Optional<String> ofName, UserId by, Optional<String> byName) {
        public Pair {
            if (of == null || by == null) {
                throw new IllegalArgumentException("each cover needs of and by, the ids of two users");
            }
        }
    }

    /** All of it, as it is read and written. */
    public record Rules(
            Map<Priority, ReviewRules.Span> due,
            Set<DayOfWeek> workingDays,
            Set<LocalDate> closed,
            List<Line> rules,
            List<Pair> covers) {
        public Rules {
            if (due == null || workingDays == null || rules == null || covers == null) {
                throw new IllegalArgumentException("due, workingDays, rules and covers are needed");
            }
            closed = closed == null ? Set.of() : closed;
        }
    }

    @GET
    @OpenTo({Role.CLINICIAN, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response rules() {
        return store.read(records -> answer(records, records.reviews().rules()));
    }

    @PUT
    @OpenTo(Role.ADMINISTRATOR)
    public Response change(
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Rules wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send all of the rules, as they are read. Nothing was changed.");
        }
        Caller caller = Caller.of(request);
        return store.write(records -> {
            ReviewRules before = records.reviews().rules();
            Versions.check(version, before.version());
            ReviewRules kept = records.reviews().decide(checked(records, wanted, before.version()));
            trail.append(
                    records,
                    caller,
                    AuditAction.ADMIN,
                    "review-rules",
                    Integer.toString(kept.version()),
                    Optional.empty(),
                    Map.of("what", "review rules changed"));
            return answer(records, kept);
        });
    }

    private ReviewRules checked(Records records, Rules wanted, int version) {
        Colleagues colleagues = new Colleagues(records);
        for (Line line : wanted.rules()) {
            if (types.all().stream().noneMatch(type -> type.code().equals(line.type()))) {
                throw refused("There is no document type with the code '" + line.type() + "'");
            }
            line.to().ifPresent(to -> requireOpen(colleagues, to, true));
        }
        for (Pair pair : wanted.covers()) {
            if (colleagues.find(pair.of()).isEmpty()) {
                throw refused("There is no user with the id '" + pair.of() + "'");
            }
            requireOpen(colleagues, pair.by(), false);
        }
        try {
            return new ReviewRules(
                    wanted.due(),
                    wanted.workingDays(),
                    wanted.closed(),
                    wanted.rules().stream()
                            .map(line -> new ReviewRules.Rule(line.type(), line.to(), line.priority()))
                            .toList(),
                    wanted.covers().stream()
                            .map(pair -> new ReviewRules.Cover(pair.of(), pair.by()))
                            .toList(),
                    version);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static void requireOpen(Colleagues colleagues, UserId id, boolean clinician) {
        UserAccount account =
                colleagues.find(id).orElseThrow(() -> refused("There is no user with the id '" + id + "'"));
        if (account.disabled()) {
            throw refused("The account of " + account.displayName() + " is closed");
        }
        if (clinician && !Colleagues.reviews(account)) {
            throw refused(account.displayName() + " is not a clinician");
        }
    }

    private static ProblemException refused(String why) {
        return ProblemException.badRequest(why + ". Nothing was changed. Mend it and send all of the rules again.");
    }

    private Response answer(Records records, ReviewRules rules) {
        Colleagues colleagues = new Colleagues(records);
        Rules view = new Rules(
                rules.due(),
                rules.workingDays(),
                rules.closed(),
                rules.rules().stream()
                        .map(rule -> new Line(
                                rule.type(),
                                types.all().stream()
                                        .filter(type -> type.code().equals(rule.type()))
                                        .map(DocumentType::display)
                                        .findFirst(),
                                rule.to(),
                                rule.to().map(colleagues::name),
                                rule.priority()))
                        .toList(),
                rules.covers().stream()
                        .map(cover -> new Pair(
                                cover.of(),
                                Optional.of(colleagues.name(cover.of())),
                                cover.by(),
                                Optional.of(colleagues.name(cover.by()))))
                        .toList());
        return Response.ok(view).tag(Versions.tag(rules.version())).build();
    }
}
