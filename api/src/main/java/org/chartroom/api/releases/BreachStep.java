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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Breach;
import org.chartroom.release.Surroundings;
import org.chartroom.release.breach.BreachReview;
import org.jspecify.annotations.Nullable;

/** What follows when a packet went to the wrong person. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BreachStep {
    private final ReleaseDeskCounter desk;

    BreachStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /**
     * What is known now; all of it, each time.
     *
     * @param individuals how many patients it concerns; one where it is left out
     * @param told whether the patients were told
     * @param close whether the review is over
     */
    public record BreachWrite(
            @Nullable Integer individuals,
            @Nullable String extent,
            @Nullable String recipient,
            @Nullable String viewed,
            @Nullable String mitigation,
            boolean lowProbability,
            boolean told,
            boolean close) {}

    /** Records the assessment, that patients were told, and that the review is over. What was known before is kept. */
    @POST
    @Path("{id}/breach")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response breach(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable BreachWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("Send what is known of the four factors.");
        }
        return desk.step(caller, id, version, "breach review", (records, before, now) -> {
            Breach known = records.releases()
                    .breach(before.id())
                    .orElseThrow(() -> new ProblemException(
                            Kind.CONFLICT, "Nothing of this request was recalled. Nothing was recorded."));
            Breach next = next(known, wanted, caller, now);
            if (wanted.close()) {
                List<String> open = open(next, now);
                if (!open.isEmpty()) {
                    throw new ProblemException(Kind.CONFLICT, open.getFirst() + " Nothing was recorded.");
                }
            }
            records.releases().keepBreach(before.id(), next);
            return wanted.close()
                    ? before.withClosed(true).noted("breach review closed", caller.actor(), now.now())
                    : before;
        });
    }

    private static Breach next(Breach known, BreachWrite wanted, Caller caller, Surroundings now) {
        int individuals = wanted.individuals() == null ? known.individuals() : wanted.individuals();
        if (individuals < 1) {
            throw ProblemException.badRequest("A breach concerns one patient at least. Nothing was recorded.");
        }
        Breach.Assessed assessed = new Breach.Assessed(
                Given.line(wanted.extent()),
                Given.line(wanted.recipient()),
                Given.line(wanted.viewed()),
                Given.line(wanted.mitigation()),
                wanted.lowProbability());
        return new Breach(
                known.discovered(),
                individuals,
                known.part2(),
                Optional.of(assessed),
                wanted.told() ? known.told().or(() -> Optional.of(now.now())) : known.told(),
                wanted.close(),
                caller.id(),
                now.now());
    }

    /** As the rules look at it. */
    static BreachReview review(Breach known) {
        return new BreachReview(
                known.discovered(),
                known.individuals(),
                known.part2(),
                known.assessment()
                        .map(each -> new BreachReview.Assessment(
                                each.extent(),
                                each.recipient(),
                                each.viewed(),
                                each.mitigation(),
                                each.lowProbability())));
    }

    /** Why it cannot be closed yet; empty when it can. */
    static List<String> open(Breach known, Surroundings now) {
        List<String> open = new ArrayList<>();
        if (known.assessment().isEmpty()) {
            open.add("Nobody has assessed the four factors.");
        }
        review(known).assessment().ifPresent(each -> each.missing().forEach(reason -> open.add(reason.words())));
        review(known)
                .missing(known.told().isPresent(), now.book(), now.zone(), now.today())
                .forEach(reason -> open.add(reason.words()));
        return List.copyOf(open);
    }
}
