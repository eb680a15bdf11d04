package org.chartroom.api.dictations;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.PasswordAgain;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Signature;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Blank;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** The notes made of dictations: read, edit, hand in, sign or send back. */
@Path("transcripts/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TranscriptsResource {
    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final NoteDesk desk;
    private final PasswordAgain passwords;
    private final NoteChecks checks;

    public TranscriptsResource(
            RecordStore store,
            Access access,
            AuditTrail trail,
            NoteDesk desk,
            PasswordAgain passwords,
            NoteChecks checks) {
        this.store = store;
        this.access = access;
        this.trail = trail;
        this.desk = desk;
        this.passwords = passwords;
        this.checks = checks;
    }

    /**
     * A note with all that was heard.
     *
     * @param searchAid whether its draft may be signed only after the whole recording was played
     * @param heard how much of the recording the caller has played, 0..1
     * @param edits the formatter's rewrites that stand in the text
     * @param signature once it is signed
     * @param check what there is to look at in the text; null once it is signed
     */
    record TranscriptView(
            DocumentId id,
            int number,
            TranscriptState state,
            String engine,
            String model,
            double audioSeconds,
            String raw,
            String text,
            List<SpokenWord> words,
            List<TextEdit> edits,
            List<NoteSection> sections,
            Editor editor,
            Instant at,
            String note,
            List<BlankView> blanks,
            boolean searchAid,
            double heard,
            @Nullable SignatureView signature,
            List<AddendumView> addenda,
            List<VersionView> versions,
            @Nullable CheckView check) {}

    /**
     * A place that could not be made out.
     *
     * @param start index of its first character in the text
     * @param end index after its last
     * @param seconds where in the recording, where known
     */
    record BlankView(int start, int end, @Nullable Double seconds) {
        static BlankView of(Blank blank) {
            return new BlankView(
                    blank.start(),
                    blank.end(),
                    blank.audioMs().isPresent() ? blank.audioMs().getAsLong() / 1_000.0 : null);
        }
    }

    /**
     * What a signature froze.
     *
     * @param intact whether text, recording and versions are still what was signed
     */
    record SignatureView(Editor signer, Instant at, String seal, boolean intact, String blanksReason) {}

    /** Who made a version. */
    record Editor(UserId id, String displayName) {
        static Editor of(Records records, UserId user) {
            return new Editor(
                    user,
                    records.accounts().find(user).map(UserAccount::displayName).orElse(""));
        }
    }

    /** Text added after signing. */
    record AddendumView(int number, String text, Editor author, Instant at) {}

    /** A version without its text. */
    record VersionView(int number, TranscriptState state, Editor editor, Instant at, String note) {}

    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response transcript(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Response answer = answer(id, request);
        trail.read(caller, "document", id.value(), document.patient());
        return answer;
    }

    /** New text. */
    public record Text(String text) {
        private static final int LONGEST = 1_000_000;

        public Text {
            if (text == null || text.isBlank() || text.length() > LONGEST) {
                throw new IllegalArgumentException("text must be 1 to " + LONGEST + " characters");
            }
        }
    }

    /** What there is to look at in a text that need not be kept: as it is typed. Nothing is stored. */
    @POST
    @Path("check")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public CheckView check(
            @PathParam("id") DocumentId id, @Nullable Text text, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        String typed = given(text).text();
        Optional<CheckView> check = store.read(records ->
                records.dictations().latest(id).map(latest -> checks.check(records, document, latest, typed)));
        return check.orElseThrow(() -> ProblemException.notFound("transcript"));
    }

    @PUT
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Response edit(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Text text,
            @Context ContainerRequestContext request) {
        Caller caller = open(id, request);
        desk.edit(caller, id, version, given(text).text());
        return answer(id, request);
    }

    /**
     * How a note is handed in.
     *
     * @param review whether a second person reads it before its author
     * @param blanksReason why blanks are left in it; empty where there are none
     */
    public record HandIn(@Nullable Boolean review, @Nullable String blanksReason) {
        public HandIn {
            blanksReason = reason(blanksReason);
        }
    }

    @POST
    @Path("submit")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Response submit(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable HandIn how,
            @Context ContainerRequestContext request) {
        boolean review = how != null && Boolean.TRUE.equals(how.review());
        String blanks = how == null || how.blanksReason() == null ? "" : how.blanksReason();
        desk.submit(open(id, request), id, version, review, blanks);
        return answer(id, request);
    }

    /**
     * A signature.
     *
     * @param password of the one who signs, typed again
     * @param blanksReason why blanks are left in the note; empty where there are none
     * @param looked keys of the severe findings that were looked at and are left; null where there are none
     */
    public record Sign(
            String password,
            @Nullable String blanksReason,
            @Nullable List<String> looked) {
        private static final int MOST_LOOKED = 10_000;

        public Sign {
            looked = looked == null ? List.of() : List.copyOf(looked);
            if (looked.size() > MOST_LOOKED) {
                throw new IllegalArgumentException("looked must have at most " + MOST_LOOKED + " entries");
            }
            if (password == null || password.isEmpty() || password.length() > 1_000) {
                throw new IllegalArgumentException("signing needs the password again. Nothing was signed");
            }
            blanksReason = reason(blanksReason);
        }

        @Override
        public String toString() {
            return "Sign[]";
        }
    }

    @POST
    @Path("sign")
    @OpenTo(Role.CLINICIAN)
    public Response sign(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Sign signature,
            @Context ContainerRequestContext request) {
        Caller caller = open(id, request);
        if (signature == null) {
            throw ProblemException.badRequest("Signing needs the password again. Nothing was signed.");
        }
        passwords.require(caller, signature.password(), "Nothing was signed.");
        String blanks = signature.blanksReason() == null ? "" : signature.blanksReason();
        List<String> looked = signature.looked() == null ? List.of() : signature.looked();
        desk.sign(caller, id, version, blanks, Set.copyOf(looked));
        return answer(id, request);
    }

    private static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() > 2_000) {
            throw new IllegalArgumentException("blanksReason must be at most 2000 characters");
        }
        return reason;
    }

    @POST
    @Path("pend")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Response pend(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Note note,
            @Context ContainerRequestContext request) {
        desk.pend(open(id, request), id, version, given(note).note());
        return answer(id, request);
    }

    @POST
    @Path("resume")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Response resume(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        desk.resume(open(id, request), id, version);
        return answer(id, request);
    }

    /** Why a note goes back, or is put aside. */
    public record Note(String note) {
        public Note {
            if (note == null || note.isBlank() || note.length() > 2_000) {
                throw new IllegalArgumentException("note must be 1 to 2000 characters");
            }
        }
    }

    @POST
    @Path("reject")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST})
    public Response reject(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Note note,
            @Context ContainerRequestContext request) {
        desk.reject(open(id, request), id, version, given(note).note());
        return answer(id, request);
    }

    @POST
    @Path("addenda")
    @OpenTo(Role.CLINICIAN)
    public Response addendum(
            @PathParam("id") DocumentId id, @Nullable Text text, @Context ContainerRequestContext request) {
        desk.addendum(open(id, request), id, given(text).text());
        return Response.fromResponse(answer(id, request)).status(201).build();
    }

    private Caller open(DocumentId id, ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        return caller;
    }

    private Response answer(DocumentId id, ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<TranscriptView> view =
                store.read(records -> records.dictations().latest(id).map(latest -> view(records, latest, caller)));
        TranscriptView there = view.orElseThrow(() -> ProblemException.notFound("transcript"));
        return Response.ok(there).tag(Versions.tag(there.number())).build();
    }

    private TranscriptView view(Records records, TranscriptVersion latest, Caller caller) {
        long audioMs = latest.content().audioMs();
        return new TranscriptView(
                latest.document(),
                latest.number(),
                latest.state(),
                latest.content().engine(),
                latest.content().model(),
                latest.content().audioMs() / 1_000.0,
                latest.content().raw(),
                latest.content().text(),
                latest.content().words(),
                latest.content().edits(),
                latest.content().sections(),
                Editor.of(records, latest.editor()),
                latest.at(),
                latest.note(),
                Blank.in(latest.content().text()).stream().map(BlankView::of).toList(),
                SearchAid.is(latest.content().engine()),
                records.dictations().listened(latest.document(), caller.id()).share(audioMs),
                records.dictations()
                        .signature(latest.document())
                        .map(signature -> view(records, signature))
                        .orElse(null),
                records.dictations().addenda(latest.document()).stream()
                        .map(each -> new AddendumView(
                                each.number(), each.text(), Editor.of(records, each.author()), each.at()))
                        .toList(),
                records.dictations().versions(latest.document()).stream()
                        .map(each -> new VersionView(
                                each.number(), each.state(), Editor.of(records, each.editor()), each.at(), each.note()))
                        .toList(),
                latest.state() == TranscriptState.SIGNED
                        ? null
                        : records.documents()
                                .find(latest.document())
                                .map(document -> checks.check(
                                        records,
                                        document,
                                        latest,
                                        latest.content().text()))
                                .orElse(null));
    }

    private static SignatureView view(Records records, Signature signature) {
        String recording = records.documents()
                .find(signature.document())
                .map(document -> document.source().file().sha256())
                .orElse("");
        String now = Seal.of(recording, records.dictations().versions(signature.document()));
        return new SignatureView(
                Editor.of(records, signature.signer()),
                signature.at(),
                signature.seal(),
                now.equals(signature.seal()),
                signature.blanksReason());
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }
}
