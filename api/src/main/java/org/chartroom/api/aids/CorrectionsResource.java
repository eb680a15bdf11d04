package org.chartroom.api.aids;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Correction;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** The caller's own vocabulary: what their edits taught, to be accepted or declined, and what they add themselves. */
@Path("corrections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CorrectionsResource {
    private static final int LONGEST = 120;

    private final RecordStore store;
    private final AuditTrail trail;
    private final Clock clock;

    public CorrectionsResource(Counter counter) {
        this.store = counter.store();
        this.trail = counter.trail();
        this.clock = counter.clock();
    }

    /**
     * A correction as it is listed.
     *
     * @param state {@code suggested}, {@code accepted} or {@code declined}
     * @param replaced in how many notes it was written so
     * @param kept in how many notes the words were left as heard
     */
    public record CorrectionView(long number, String spoken, String written, String state, int replaced, int kept) {
        static CorrectionView of(Correction correction) {
            return new CorrectionView(
                    correction.number(),
                    correction.spoken(),
                    correction.written(),
                    correction.state() == Correction.State.SEEN
                            ? "suggested"
                            : correction.state().name().toLowerCase(Locale.ROOT),
                    correction.replaced(),
                    correction.kept());
        }
    }

    /** Words as they are heard, and what is to be written for them. */
    public record NewCorrection(
            @Nullable String spoken, @Nullable String written) {}

    /** What is suggested, and what was decided. What was seen too seldom to be suggested is left out. */
    @GET
    @OpenTo(Role.CLINICIAN)
    public Paging<CorrectionView> corrections(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return new Paging<>(
                store.read(records -> records.corrections().of(caller.id())).stream()
                        .filter(each -> each.state() != Correction.State.SEEN || each.isSuggested())
                        .map(CorrectionView::of)
                        .toList(),
                Optional.empty());
    }

    @POST
    @OpenTo(Role.CLINICIAN)
    public Response add(@Nullable NewCorrection wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String spoken = words(wanted == null ? null : wanted.spoken()).toLowerCase(Locale.ROOT);
        String written = words(wanted == null ? null : wanted.written());
        if (spoken.isEmpty() || written.isEmpty() || spoken.length() > LONGEST || written.length() > LONGEST) {
            throw ProblemException.badRequest("spoken and written must be words, at most " + LONGEST + " characters.");
        }
        if (!Lessons.mayBeLearned(spoken, written)) {
            throw ProblemException.badRequest(
                    "Numbers, doses, sides and negations are never replaced by a rule, nor are "
                            + "words by themselves. Nothing was kept.");
        }
        Correction kept = store.write(records -> {
            Correction correction = records.corrections().accept(caller.id(), spoken, written, clock.instant());
            audit(records, caller, correction, "added");
            return correction;
        });
        return Response.status(Response.Status.CREATED)
                .entity(CorrectionView.of(kept))
                .build();
    }

    /** Has later drafts of the caller written so. */
    @POST
    @Path("{number}/accept")
    @Consumes(MediaType.WILDCARD)
    @OpenTo(Role.CLINICIAN)
    public CorrectionView accept(@PathParam("number") String number, @Context ContainerRequestContext request) {
        return decide(Caller.of(request), number, Correction.State.ACCEPTED);
    }

    /** Never to be suggested again; drafts stay as they are heard. */
    @POST
    @Path("{number}/decline")
    @Consumes(MediaType.WILDCARD)
    @OpenTo(Role.CLINICIAN)
    public CorrectionView decline(@PathParam("number") String number, @Context ContainerRequestContext request) {
        return decide(Caller.of(request), number, Correction.State.DECLINED);
    }

    /** Forgets it, and in how many notes it was seen. */
    @DELETE
    @Path("{number}")
    @OpenTo(Role.CLINICIAN)
    public Response forget(@PathParam("number") String number, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        store.write(records -> {
            Correction correction = find(records, caller, number);
            records.corrections().remove(correction.number());
            audit(records, caller, correction, "forgotten");
            return correction;
        });
        return Response.noContent().build();
    }

    private CorrectionView decide(Caller caller, String number, Correction.State state) {
        return CorrectionView.of(store.write(records -> {
            Correction correction = find(records, caller, number);
            records.corrections().decide(correction.number(), state, clock.instant());
            audit(records, caller, correction, state.name().toLowerCase(Locale.ROOT));
            return find(records, caller, number);
        }));
    }

    private void audit(Records records, Caller caller, Correction correction, String what) {
        trail.append(
                records,
                caller,
                AuditAction.CHANGE,
                "correction",
                Long.toString(correction.number()),
                Optional.empty(),
                Map.of("what", what));
    }

    private static Correction find(Records records, Caller caller, String number) {
        try {
            return records.corrections()
                    .find(Long.parseLong(number))
                    .filter(each -> each.author().equals(caller.id()))
                    .orElseThrow(() -> ProblemException.notFound("correction"));
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("correction");
        }
    }

    private static String words(@Nullable String given) {
        return given == null ? "" : given.strip().replaceAll("\\s+", " ");
    }
}
