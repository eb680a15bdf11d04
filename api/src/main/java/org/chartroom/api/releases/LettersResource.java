package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.release.NotYetException;
import org.chartroom.release.letters.LetterCheck;
import org.jspecify.annotations.Nullable;

/** Letters of the release desk: read, changed, looked through, sent. What was looked through is what is sent. */
@Path("letters/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LettersResource {
    private static final int LONGEST = 20_000;

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final LetterDesk letters;

    LettersResource(ReleaseDeskCounter desk, LetterDesk letters) {
        this.desk = desk;
        this.counter = desk.counter();
        this.letters = letters;
    }

    /** Its words, and to whom it goes. */
    public record LetterChange(
            @Nullable String toName,
            @Nullable String toAddress,
            @Nullable String subject,
            @Nullable String body) {}

    /** That somebody looked it through; the exception says why nobody else than the writer could. */
    public record ReviewWrite(
            boolean plainLanguage, @Nullable String exception) {}

    /** How it goes. */
    public record SendWrite(
            Letter.Sending.@Nullable Way way, @Nullable String proof) {}

    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response letter(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Read(LetterView view, Optional<PatientId> patient) {}
        Read read = counter.store().read(records -> {
            Letter letter = find(records, caller, id);
            return new Read(LetterView.of(records, letter), letter.patient());
        });
        counter.trail().read(caller, "letter", id, read.patient());
        return answer(read.view());
    }

    /** Changes a letter that has not gone. Whoever looked it through has to do so again. */
    @PUT
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response write(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable LetterChange wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || Given.line(wanted.subject()).isEmpty()
                || Given.text(wanted.body()).length() > LONGEST) {
            throw ProblemException.badRequest("Send toName, toAddress, subject and body, of " + LONGEST
                    + " characters at most. Nothing was changed.");
        }
        return change(
                caller,
                id,
                version,
                "letter changed",
                (records, letter) -> letter.written(
                        new Recipient(Given.line(wanted.toName()), Given.line(wanted.toAddress()), true),
                        Given.line(wanted.subject()),
                        Given.text(wanted.body()),
                        caller.id(),
                        counter.clock().instant()));
    }

    /** Says that somebody looked it through and lets it go as it is. */
    @POST
    @Path("review")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response review(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable ReviewWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("Send plainLanguage: whether the letter is in plain language.");
        }
        return change(caller, id, version, "letter looked through", (records, letter) -> {
            Letter.Review review = new Letter.Review(
                    caller.id(), counter.clock().instant(), Given.line(wanted.exception()), wanted.plainLanguage());
            List<Reason> missing = LetterCheck.missing(letter, review);
            if (!missing.isEmpty()) {
                throw ReleaseDeskCounter.refused(missing);
            }
            return letter.reviewed(review);
        });
    }

    /** Notes that it went: the chart keeps it, and what it brings about happens in the same transaction. */
    @POST
    @Path("send")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response send(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SendWrite wanted,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.way() == null) {
            throw ProblemException.badRequest("Send way: how the letter goes.");
        }
        Letter.Sending.Way way = wanted.way();
        String proof = Given.line(wanted.proof());
        Letter looked = counter.store().read(records -> find(records, caller, id));
        requireReviewed(looked);
        Blob pdf = letters.print(looked);
        return change(caller, id, version, "letter sent", (records, letter) -> {
            requireReviewed(letter);
            if (letter.version() != looked.version()) {
                throw new ProblemException(
                        Kind.CONFLICT, "The letter was changed meanwhile. Nothing was sent; look at it as it is now.");
            }
            Instant now = counter.clock().instant();
            Optional<DocumentId> kept =
                    letter.patient().map(patient -> letters.file(records, caller, letter, patient, pdf, now));
            Letter sent = letter.sent(new Letter.Sending(way, proof, kept, caller.id(), now));
            switch (letter.matter().of()) {
                case RELEASE -> LetterEffects.release(records, desk, caller, sent);
                case AMENDMENT -> LetterEffects.amendment(records, desk, caller, sent);
            }
            return sent;
        });
    }

    private static void requireReviewed(Letter letter) {
        if (letter.review().isEmpty()) {
            throw new ProblemException(Kind.CONFLICT, "Nobody has looked the letter through. Nothing was sent.");
        }
    }

    /** The letter as it is printed. */
    @GET
    @Path("pdf")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pdf(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Letter letter = counter.store().read(records -> find(records, caller, id));
        counter.trail().part(caller, "letter", id, letter.patient(), "pdf");
        return Response.ok(letters.look(letter), "application/pdf")
                .header("Content-Disposition", "inline; filename=\"letter.pdf\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** What a step makes of a letter. */
    @FunctionalInterface
    private interface Change {
        Letter of(Records records, Letter letter);
    }

    private Response change(Caller caller, String id, @Nullable String version, String what, Change change) {
        try {
            LetterView view = counter.store().write(records -> {
                Letter letter = find(records, caller, id);
                Versions.check(version, letter.version());
                if (letter.sending().isPresent()) {
                    throw new ProblemException(Kind.CONFLICT, "The letter was sent; it stays as it is.");
                }
                Letter kept = records.letters().update(change.of(records, letter));
                counter.trail()
                        .append(
                                records,
                                caller,
                                AuditAction.CHANGE,
                                "letter",
                                id,
                                kept.patient(),
                                Map.of("what", what));
                return LetterView.of(records, kept);
            });
            return answer(view);
        } catch (NotYetException e) {
            throw ReleaseDeskCounter.refused(e);
        }
    }

    /** The letter, if it is there and what it is about is open to the caller. */
    private Letter find(Records records, Caller caller, String id) {
        Optional<Letter> there;
        try {
            there = records.letters().find(new LetterId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("letter");
        }
        return there.filter(letter -> letter.facility().equals(counter.facility()))
                .filter(letter -> letter.patient()
                        .flatMap(patient -> records.patients().find(patient))
                        .map(caller::maySee)
                        .orElse(true))
                .orElseThrow(() -> ProblemException.notFound("letter"));
    }

    private static Response answer(LetterView view) {
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }
}
