package org.chartroom.api.quality;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.QualityReview;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Quality reviews of single notes. */
@Path("transcripts/{id}/quality")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class QualityResource {
    private static final int MOST_ERRORS = 200;
    private static final int LONGEST = 1_000;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;

    public QualityResource(Counter counter) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
    }

    /**
     * An error, by its place in the text of the version that was looked at.
     *
     * @param right what should stand there
     */
    public record Marked(
            QualityReview.@Nullable Severity severity,
            int start,
            int end,
            @Nullable String right,
            @Nullable String comment) {}

    /**
     * A review.
     *
     * @param version number of the version that was looked at
     * @param errors none for a note without errors
     */
    public record NewReview(int version, @Nullable List<Marked> errors) {}

    /** Somebody, as they are called now. */
    public record Person(UserId id, String displayName) {
        static Person of(Records records, UserId user) {
            return new Person(
                    user,
                    records.accounts().find(user).map(UserAccount::displayName).orElse(""));
        }
    }

    /** A review with its score; 98 passes. */
    public record ReviewView(
            String id,
            DocumentId documentId,
            String workType,
            int version,
            Person editor,
            Person reviewer,
            Instant at,
            int score,
            boolean passes,
            List<QualityReview.QualityError> errors) {
        static ReviewView of(Records records, QualityReview review) {
            return new ReviewView(
                    review.id(),
                    review.document(),
                    records.dictations()
                            .find(review.document())
                            .map(Dictation::workType)
                            .orElse(""),
                    review.number(),
                    Person.of(records, review.editor()),
                    Person.of(records, review.reviewer()),
                    review.at(),
                    review.score(),
                    review.passes(),
                    review.errors());
        }
    }

    /** The reviews of a note, latest first. */
    public record ReviewList(List<ReviewView> items) {}

    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public ReviewList qualityReviews(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        ReviewList list = store.read(records -> new ReviewList(records.noteQuality().of(id).stream()
                .map(each -> ReviewView.of(records, each))
                .toList()));
        trail.part(caller, "document", id.value(), document.patient(), "quality reviews");
        return list;
    }

    @POST
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response review(
            @PathParam("id") DocumentId id, @Nullable NewReview wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        if (wanted == null) {
            throw ProblemException.badRequest("Send the review as JSON: version and errors.");
        }
        ReviewView view = store.write(records -> {
            QualityReview review = made(records, caller, id, wanted);
            records.noteQuality().add(review);
            trail.append(
                    records,
                    caller,
                    AuditAction.CREATE,
                    "document",
                    id.value(),
                    document.patient(),
                    Map.of("what", "quality review", "score", Integer.toString(review.score())));
            return ReviewView.of(records, review);
        });
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    private QualityReview made(Records records, Caller caller, DocumentId id, NewReview wanted) {
        TranscriptVersion version = records.dictations().versions(id).stream()
                .filter(each -> each.number() == wanted.version())
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("version"));
        TranscriptVersion latest = records.dictations().latest(id).orElseThrow();
        if (latest.state() != TranscriptState.SIGNED && latest.state() != TranscriptState.IN_REVIEW) {
            throw new ConflictException(
                    "Only a note that is signed or in review has its quality reviewed. Nothing was kept.");
        }
        UserId editor = records.noteQuality().editor(id).orElseThrow(() -> ProblemException.notFound("dictation"));
        if (editor.equals(caller.id())) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED, "Work is reviewed by somebody else than who did it. Nothing was kept.");
        }
        List<Marked> errors = wanted.errors() == null ? List.of() : wanted.errors();
        if (errors.size() > MOST_ERRORS) {
            throw ProblemException.badRequest("A review has at most " + MOST_ERRORS + " errors. Nothing was kept.");
        }
        String text = version.content().text();
        return new QualityReview(
                ids.get(),
                id,
                version.number(),
                editor,
                caller.id(),
                clock.instant(),
                errors.stream().map(each -> error(each, text)).toList());
    }

    private static QualityReview.QualityError error(Marked marked, String text) {
        String right = marked.right() == null ? "" : marked.right().strip();
        String comment = marked.comment() == null ? "" : marked.comment().strip();
        if (marked.severity() == null || right.length() > LONGEST || comment.length() > LONGEST) {
            throw ProblemException.badRequest(
                    "An error needs a severity (CRITICAL, NON_CRITICAL or FEEDBACK); right and "
                            + "comment have at most " + LONGEST + " characters. Nothing was kept.");
        }
        if (marked.start() < 0 || marked.end() < marked.start() || marked.end() > text.length()) {
            throw ProblemException.badRequest(
                    "An error stands from start to end within the text of the version. Nothing was kept.");
        }
        return new QualityReview.QualityError(
                marked.severity(),
                marked.start(),
                marked.end(),
                text.substring(marked.start(), marked.end()),
                right,
                comment);
    }

    /** Scores over time: the caller's own, or for administrators everybody's. */
    @Path("quality")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Scores {
        private final RecordStore store;
        private final Clock clock;
        private final ZoneId zone;

        public Scores(Counter counter) {
            this.store = counter.store();
            this.clock = counter.clock();
            this.zone = counter.zone();
        }

        /** One review's outcome. */
        public record Score(
                DocumentId documentId,
                String workType,
                Person editor,
                Person reviewer,
                Instant at,
                int score,
                boolean passes,
                long critical,
                long nonCritical,
                long feedback) {
            static Score of(Records records, QualityReview review) {
                ReviewView view = ReviewView.of(records, review);
                return new Score(
                        view.documentId(),
                        view.workType(),
                        view.editor(),
                        view.reviewer(),
                        view.at(),
                        view.score(),
                        view.passes(),
                        count(review, QualityReview.Severity.CRITICAL),
                        count(review, QualityReview.Severity.NON_CRITICAL),
                        count(review, QualityReview.Severity.FEEDBACK));
            }

            private static long count(QualityReview review, QualityReview.Severity severity) {
                return review.errors().stream()
                        .filter(error -> error.severity() == severity)
                        .count();
            }
        }

        /**
         * Scores, latest first.
         *
         * @param mean absent when there are none
         */
        public record ScoreList(List<Score> items, @Nullable Double mean, int pass) {}

        @GET
        @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
        public ScoreList qualityScores(
                @QueryParam("from") @Nullable String from,
                @QueryParam("to") @Nullable String to,
                @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            Days days = Days.of(from, to, clock, zone);
            Optional<UserId> whose = caller.is(Role.ADMINISTRATOR) ? Optional.empty() : Optional.of(caller.id());
            List<Score> scores =
                    store.read(records -> records.noteQuality().made(whose, days.start(), days.end()).stream()
                            .map(each -> Score.of(records, each))
                            .toList());
            OptionalDouble mean = scores.stream().mapToInt(Score::score).average();
            return new ScoreList(scores, mean.isPresent() ? mean.getAsDouble() : null, QualityReview.PASS);
        }
    }
}
