package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.Reason;
import org.chartroom.release.fees.FeeCheck;
import org.jspecify.annotations.Nullable;

/** What a request costs: lines that the rules allow, told before the work, paid or waived. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FeesStep {
    private static final int MOST_LINES = 30;

    private final ReleaseDeskCounter desk;

    FeesStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** One line of the invoice; the words may be left out. */
    public record Line(
            FeeLine.@Nullable Kind kind, @Nullable String words, int count, long centsEach) {}

    /** All lines; none for a request that costs nothing. */
    public record FeesWrite(@Nullable List<Line> lines) {}

    /** What was paid, in cents, and how. */
    public record PaymentWrite(long cents, @Nullable String words) {}

    /** Why nothing is to be paid. */
    public record WaiverWrite(@Nullable String reason) {}

    /** Says what it costs. A line that may not be charged is refused with the rule; nothing is kept then. */
    @POST
    @Path("{id}/fees")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response fees(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable FeesWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.lines() == null || wanted.lines().size() > MOST_LINES) {
            throw ProblemException.badRequest("Send lines, " + MOST_LINES + " at most; none costs nothing.");
        }
        List<FeeLine> lines = wanted.lines().stream().map(FeesStep::line).toList();
        return desk.step(caller, id, version, "fees", (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            boolean electronic =
                    before.going().stream().anyMatch(page -> page.facts().electronic());
            List<Reason> refused = lines.stream()
                    .flatMap(line -> FeeCheck.refusal(line, now.book().feesFor(before.type()), electronic).stream())
                    .toList();
            if (!refused.isEmpty()) {
                throw ReleaseDeskCounter.refused(refused);
            }
            return before.withFees(new FeeState(lines, false, lines.isEmpty()));
        });
    }

    private static FeeLine line(Line line) {
        if (line.kind() == null || line.count() < 1 || line.centsEach() < 0) {
            throw ProblemException.badRequest("A line has kind, count and centsEach. Nothing was kept.");
        }
        String words = Given.line(line.words());
        return new FeeLine(line.kind(), words.isEmpty() ? words(line.kind()) : words, line.count(), line.centsEach());
    }

    /** Notes that who pays was told the amount. */
    @POST
    @Path("{id}/fees/shown")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response shown(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        return desk.step(
                Caller.of(request),
                id,
                version,
                "estimate told",
                (_, before, _) -> before.withFees(before.fees().shown()));
    }

    /** Records a payment. Less than the total does not settle it. */
    @POST
    @Path("{id}/fees/paid")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response paid(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable PaymentWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || Given.line(wanted.words()).isEmpty()) {
            throw ProblemException.badRequest("Send cents, and how it was paid.");
        }
        return desk.step(caller, id, version, "fee paid", (_, before, now) -> {
            long total = before.fees().total();
            if (wanted.cents() != total) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        "The fee is " + money(total) + ", and " + money(wanted.cents())
                                + " were paid. Nothing was recorded; change the lines, or waive the rest.");
            }
            return before.withFees(before.fees()
                    .settled(new FeeState.Settlement(
                            FeeState.Settlement.Kind.PAID,
                            wanted.cents(),
                            Given.line(wanted.words()),
                            caller.id(),
                            now.now())));
        });
    }

    /** Waives the fee, with the reason. */
    @POST
    @Path("{id}/fees/waived")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response waived(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WaiverWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String reason = Given.needed(wanted == null ? null : wanted.reason(), "Send why the fee is waived.");
        return desk.step(
                caller,
                id,
                version,
                "fee waived",
                (_, before, now) -> before.withFees(before.fees()
                        .settled(new FeeState.Settlement(
                                FeeState.Settlement.Kind.WAIVED, 0, reason, caller.id(), now.now()))));
    }

    /** What a line is called where nobody calls it otherwise. */
    static String words(FeeLine.Kind kind) {
        return switch (kind) {
            case COPYING_LABOUR -> "Labour for copying";
            case SUPPLIES -> "Supplies";
            case POSTAGE -> "Postage";
            case SUMMARY -> "Agreed summary";
            case FLAT -> "Flat fee";
            case PER_PAGE -> "Pages";
            case SEARCH -> "Search";
            case RETRIEVAL -> "Retrieval";
            case VERIFICATION -> "Verification";
            case STORAGE -> "Storage";
            case CERTIFICATION -> "Certification";
        };
    }

    /** As people write it. */
    static String money(long cents) {
        return "$" + cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }
}
