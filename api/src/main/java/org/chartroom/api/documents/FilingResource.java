package org.chartroom.api.documents;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FilingFilter;
import org.chartroom.models.record.FilingLine;
import org.chartroom.models.record.FilingReason;
import org.chartroom.models.record.FilingStep;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.jspecify.annotations.Nullable;

/** The filing desk: what waits to be filed, who has it open, and what becomes of it. */
@Path("filing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FilingResource {
    private static final int MOST_TOGETHER = 100;

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final FacilityId facility;
    private final FilingDesk desk;
    private final FilingOutcomes outcomes;

    public FilingResource(Counter counter, FilingDesk desk) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.facility = counter.facility();
        this.desk = desk;
        this.outcomes = new FilingOutcomes(store, trail, clock, desk);
    }

    /**
     * What waits to be filed: the most urgent first, then the oldest; what somebody is to be called about stands last until the call is
     * due.
     *
     * @param owner {@code me}, {@code none}, or a login: who has it open
     * @param facility the office's own when left out
     */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Paging<FilingEntry> waiting(
            @QueryParam("channel") List<String> channels,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("facility") @Nullable FacilityId facility,
            @QueryParam("reason") List<String> reasons,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        FacilityId where = facility == null ? this.facility : facility;
        Instant now = clock.instant();
        Paging<FilingEntry> page = store.read(records -> {
            FilingFilter filter = new FilingFilter(
                    names(Channel.class, channels), owner(records, caller, owner), names(FilingReason.class, reasons));
            Slice<Document> slice =
                    records.filings().waiting(where, filter, now, Paging.cursor(cursor), Paging.limit(limit));
            return entries(records, caller, slice, now);
        });
        trail.part(caller, "filing", where.value(), Optional.empty(), "queue");
        return page;
    }

    private static Paging<FilingEntry> entries(Records records, Caller caller, Slice<Document> slice, Instant now) {
        return new Paging<>(
                slice.items().stream()
                        .filter(document -> Access.maySee(records, caller, document))
                        .map(document -> FilingEntry.of(records, document, caller, now))
                        .toList(),
                slice.next());
    }

    private static FilingFilter.Owner owner(Records records, Caller caller, @Nullable String owner) {
        if (owner == null || owner.isBlank()) {
            return new FilingFilter.Owner.Anyone();
        }
        return switch (owner.strip()) {
            case "me" -> new FilingFilter.Owner.Somebody(caller.id());
            case "none" -> new FilingFilter.Owner.Nobody();
            default ->
                new FilingFilter.Owner.Somebody(records.accounts()
                        .byLogin(owner.strip())
                        .orElseThrow(() -> ProblemException.badRequest(
                                "owner is 'me', 'none' or the login of somebody; nobody has that login."))
                        .id());
        };
    }

    /** Papers that are not this office's, latest first. */
    @GET
    @Path("misdirected")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Paging<FilingEntry> misdirected(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        DocumentFilter filter =
                new DocumentFilter(Set.of(Stage.MISDIRECTED), Set.of(), Optional.empty(), Optional.empty());
        Instant now = clock.instant();
        Paging<FilingEntry> page = store.read(records -> entries(
                records,
                caller,
                records.documents().latest(facility, filter, Paging.cursor(cursor), Paging.limit(limit)),
                now));
        trail.part(caller, "filing", facility.value(), Optional.empty(), "misdirected");
        return page;
    }

    /**
     * A filing that waits for a second look.
     *
     * @param filer who filed it
     * @param mine whether that was the caller, who then cannot take the second look
     */
    record LookView(DocumentSummary document, SecondLook.Why why, String filer, Instant filedAt, boolean mine) {}

    /** Filings that wait for a second look, the longest waiting first. */
    @GET
    @Path("second-looks")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Paging<LookView> secondLooks(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Paging<LookView> page = store.read(records -> {
            Slice<SecondLook> slice =
                    records.filings().openSecondLooks(facility, Paging.cursor(cursor), Paging.limit(limit));
            return new Paging<>(
                    slice.items().stream()
                            .flatMap(look -> records.documents().find(look.document()).stream()
                                    .filter(document -> Access.maySee(records, caller, document))
                                    .map(document -> new LookView(
                                            DocumentSummary.of(records, document),
                                            look.why(),
                                            FilingEntry.name(records, look.filer()),
                                            look.filedAt(),
                                            look.filer().equals(caller.id()))))
                            .toList(),
                    slice.next());
        });
        trail.part(caller, "filing", facility.value(), Optional.empty(), "second looks");
        return page;
    }

    /** @param takeOver also when somebody else has it open */
    public record Claiming(boolean takeOver) {}

    /** Takes a document for oneself, or renews that: it ends by itself after a minute and a half. */
    @POST
    @Path("{id}/claim")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public FilingEntry claim(
            @PathParam("id") DocumentId id, @Nullable Claiming claiming, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        boolean takeOver = claiming != null && claiming.takeOver();
        return store.write(records -> {
            Document document = records.documents().find(id).orElseThrow();
            if (desk.claims().take(records, caller, id, takeOver)) {
                trail.append(
                        records,
                        caller,
                        AuditAction.CHANGE,
                        "document",
                        id.value(),
                        document.patient(),
                        Map.of("what", "taken over"));
            }
            return FilingEntry.of(records, document, caller, clock.instant());
        });
    }

    /** Gives a document back to everybody; nothing happens when somebody else has it. */
    @POST
    @Path("{id}/release")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public FilingEntry release(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        return store.write(records -> {
            desk.claims().release(records, caller, id);
            return FilingEntry.of(records, document, caller, clock.instant());
        });
    }

    /**
     * That a paper is not this office's.
     *
     * @param sender who sent it; may be left out where nobody knows
     * @param fate what became of the paper; {@code KEPT} when left out
     */
    public record NotOurs(
            Optional<String> sender, boolean senderTold, Optional<FilingStep.Fate> fate, Optional<String> note) {}

    /** Takes a paper that is not this office's out of the queue; said again, it keeps what is known by then. */
    @POST
    @Path("{id}/misdirected")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response notOurs(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            NotOurs said,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        NotOurs given = given(said);
        FilingStep.Misdirected step = asked(() -> new FilingStep.Misdirected(
                stripped(given.sender()),
                given.senderTold(),
                given.fate().orElse(FilingStep.Fate.KEPT),
                stripped(given.note())));
        return answer(caller, outcomes.misdirected(caller, id, version, step));
    }

    /** Words of a person's. */
    public record Note(Optional<String> note) {}

    /** Brings a paper that was said not to be this office's back into the queue. */
    @POST
    @Path("{id}/bring-back")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response bringBack(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Note note,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        return answer(caller, outcomes.broughtBack(caller, id, version, text(note)));
    }

    /** That somebody is to be called before a document can be filed. @param number telephone number */
    public record ToCall(String whom, Optional<String> number, Instant due, Optional<String> note) {}

    /** Marks a document: somebody is to be called about it. It stays in the queue and comes up again when the call is due. */
    @POST
    @Path("{id}/callback")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response callback(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            ToCall call,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        ToCall given = given(call);
        if (given.whom() == null || given.due() == null) {
            throw ProblemException.badRequest("Say whom to call and when that is due. Nothing was kept.");
        }
        FilingStep.Callback step = asked(() -> new FilingStep.Callback(
                given.whom().strip(), stripped(given.number()), given.due(), stripped(given.note())));
        return answer(caller, outcomes.callback(caller, id, version, step));
    }

    /** The call was made, or is not needed any more. */
    @POST
    @Path("{id}/callback-done")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response callbackDone(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Note note,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        return answer(caller, outcomes.callbackDone(caller, id, version, text(note)));
    }

    /** The second look found the filing right. Who filed it cannot say so. */
    @POST
    @Path("{id}/confirm")
    @Consumes(MediaType.WILDCARD)
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response confirm(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        return answer(caller, outcomes.confirmed(caller, id, version));
    }

    /** The second look found the filing wrong: the document leaves the chart and waits at the desk again. */
    @POST
    @Path("{id}/send-back")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Response sendBack(
            @PathParam("id") DocumentId id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Note note,
            @Context ContainerRequestContext request) {
        Caller caller = opened(id, request);
        String why = text(note);
        if (why.isEmpty()) {
            throw ProblemException.badRequest("Say in the note why it goes back. Nothing was changed.");
        }
        return answer(caller, outcomes.sentBack(caller, id, version, why));
    }

    /** What was done with a document besides filing it, latest first. */
    @GET
    @Path("{id}/log")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<FilingEntry.LogLine> log(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = access.document(caller, id);
        Paging<FilingEntry.LogLine> log = store.read(records -> new Paging<>(
                records.filings().log(id).stream()
                        .filter(line -> Moves.open(records, caller, line))
                        .map(line -> FilingEntry.LogLine.of(records, line))
                        .toList(),
                Optional.empty()));
        trail.part(caller, "document", id.value(), document.patient(), "filing log");
        return log;
    }

    /**
     * Several documents of one arrival for one chart.
     *
     * @param type of those that have none of their own
     * @param date of those that have none of their own
     */
    public record FileTogether(
            List<FilingDesk.Together> documents,
            PatientId patientId,
            DocumentType type,
            Optional<LocalDate> date,
            Optional<EncounterId> encounterId) {}

    /** The documents as filed. */
    record Filed(List<DocumentSummary> items) {}

    /** Files documents of one arrival in one chart: all, or none. One with a danger is not filed so. */
    @POST
    @Path("bulk")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public Filed together(FileTogether asked, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        FileTogether given = given(asked);
        if (given.documents() == null
                || given.documents().isEmpty()
                || given.documents().size() > MOST_TOGETHER
                || given.documents().stream().anyMatch(each -> each == null)) {
            throw ProblemException.badRequest(
                    "documents names 1 to " + MOST_TOGETHER + " of one arrival. Nothing was filed.");
        }
        Set<DocumentId> once = new HashSet<>();
        if (!given.documents().stream().allMatch(each -> once.add(each.id()))) {
            throw ProblemException.badRequest("A document is named twice. Nothing was filed.");
        }
        FilingDesk.Filing filing = asked(() -> new FilingDesk.Filing(
                given.patientId(), given.type(), given.date(), given.encounterId(), Optional.empty(), Set.of()));
        once.forEach(id -> access.document(caller, id));
        access.patient(caller, filing.patientId());
        List<Document> filed = desk.fileTogether(caller, given.documents(), filing);
        return store.read(records -> new Filed(filed.stream()
                .map(document -> DocumentSummary.of(records, document))
                .toList()));
    }

    private Caller opened(DocumentId id, ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        access.document(caller, id);
        return caller;
    }

    private Response answer(Caller caller, Document document) {
        FilingEntry entry = store.read(records -> FilingEntry.of(records, document, caller, clock.instant()));
        return Response.ok(entry).tag(Versions.tag(document.version())).build();
    }

    private static String text(@Nullable Note note) {
        String text = note == null ? "" : stripped(note.note());
        if (text.length() > FilingStep.LONGEST) {
            throw ProblemException.badRequest(
                    "The note has at most " + FilingStep.LONGEST + " characters. Nothing was changed.");
        }
        return text;
    }

    private static String stripped(Optional<String> text) {
        return text.map(String::strip).orElse("");
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        return body;
    }

    /** Makes a value of what was asked; what cannot be is said in words. */
    private static <T> T asked(java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("That cannot be: " + e.getMessage() + ". Nothing was changed.");
        }
    }

    private static <E extends Enum<E>> Set<E> names(Class<E> type, List<String> given) {
        Set<E> names = EnumSet.noneOf(type);
        for (String list : given) {
            for (String name : list.split(",")) {
                if (!name.isBlank()) {
                    try {
                        names.add(Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)));
                    } catch (IllegalArgumentException e) {
                        throw ProblemException.badRequest(
                                "'" + name.strip() + "' is none of " + EnumSet.allOf(type) + ".");
                    }
                }
            }
        }
        return names;
    }

    /** Documents that went into a chart out of another, or out of it into another. */
    @Path("patients/{id}/moves")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Moves {
        private static final int MOST = 200;

        private final RecordStore store;
        private final Access access;
        private final AuditTrail trail;

        public Moves(Counter counter) {
            this.store = counter.store();
            this.access = counter.access();
            this.trail = counter.trail();
        }

        /**
         * A document that moved.
         *
         * @param into whether it came into this chart; else it left it
         * @param other whose the other chart is, where the caller may know
         * @param title of the document, where it is open to the caller
         */
        record MoveView(
                DocumentId documentId,
                Optional<String> title,
                boolean into,
                Optional<String> other,
                String by,
                Instant at,
                String reason) {}

        /** What moved into this chart or out of it, latest first. */
        @GET
        @OpenToSignedIn
        public Paging<MoveView> moves(@PathParam("id") PatientId id, @Context ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            access.patient(caller, id);
            Paging<MoveView> moves = store.read(records -> new Paging<>(
                    records.filings().moves(id, MOST).stream()
                            .filter(line -> line.step() instanceof FilingStep.Moved)
                            .map(line -> view(records, caller, id, line, (FilingStep.Moved) line.step()))
                            .toList(),
                    Optional.empty()));
            trail.part(caller, "patient", id.value(), Optional.of(id), "moves");
            return moves;
        }

        private static MoveView view(
                Records records, Caller caller, PatientId of, FilingLine line, FilingStep.Moved moved) {
            boolean into = moved.to().equals(of);
            return new MoveView(
                    line.document(),
                    records.documents()
                            .find(line.document())
                            .filter(document -> Access.maySee(records, caller, document))
                            .map(Document::title),
                    into,
                    records.patients()
                            .find(into ? moved.from() : moved.to())
                            .filter(caller::maySee)
                            .map(patient -> patient.name().display()),
                    FilingEntry.name(records, line.by()),
                    line.at(),
                    open(records, caller, line) ? moved.note() : "");
        }

        /** Whether both charts of a move are open to the caller: its reason may name either patient. */
        static boolean open(Records records, Caller caller, FilingLine line) {
            return !(line.step() instanceof FilingStep.Moved(PatientId from, PatientId to, String _))
                    || maySee(records, caller, from) && maySee(records, caller, to);
        }

        private static boolean maySee(Records records, Caller caller, PatientId id) {
            Optional<Patient> patient = records.patients().find(id);
            return patient.map(caller::maySee).orElse(true);
        }
    }
}
