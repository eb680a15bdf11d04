package org.chartroom.api.releases;

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
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.PendCode;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Verification;
import org.chartroom.release.NotYetException;
import org.chartroom.release.ReleaseDesk;
import org.chartroom.release.Surroundings;
import org.jspecify.annotations.Nullable;

/** Requests for records, step by step. What a step asks for that comes first is never skipped, whatever is called. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReleasesResource {
    private static final int MOST_PAGES = 2_000;
    private static final int LONGEST = 2_000;

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final PageProof proof;
    private final PacketMaking making;
    private final Handing handing;

    ReleasesResource(ReleaseDeskCounter desk, PageProof proof, PacketMaking making) {
        this.desk = desk;
        this.counter = desk.counter();
        this.proof = proof;
        this.making = making;
        this.handing = new Handing(desk);
    }

    /** To whom; the address typed twice alike is taken for right. */
    public record To(
            @Nullable String name,
            @Nullable String address,
            @Nullable String addressAgain) {}

    /** What is asked for; left out for everything. */
    public record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<String> types) {}

    /**
     * A request that came in.
     *
     * @param document the scanned request, where there is one
     */
    public record RequestWrite(
            @Nullable RequesterType type,
            @Nullable String requester,
            Receipt.@Nullable Door channel,
            @Nullable To recipient,
            @Nullable Asked scope,
            @Nullable String purpose,
            @Nullable String justification,
            @Nullable DocumentId document) {}

    /** Whose records are meant, and what of the request agrees with the chart. */
    public record MatchWrite(
            @Nullable PatientId patientId, @Nullable Set<PatientMatch.Item> agreed) {}

    /** How identity and authority were verified. */
    public record VerificationWrite(
            Verification.@Nullable Method method,
            @Nullable String evidence,
            Verification.@Nullable Authority authority,
            @Nullable String authorityEvidence,
            @Nullable Asked limitedTo,
            @Nullable LocalDate until,
            @Nullable String refusal,
            @Nullable String refusedBy,
            boolean wishAgainst) {}

    /** Which documents' pages; left out for all of the chart that were asked for. */
    public record SelectWrite(@Nullable Set<DocumentId> documents) {}

    /** One page of a document. */
    public record At(@Nullable DocumentId document, int page) {}

    /** What a person decided of pages. Permits say by what right a page may leave although it bears the label. */
    public record LabelWrite(
            @Nullable List<At> pages,
            @Nullable Set<SensitiveLabel> labels,
            @Nullable Map<SensitiveLabel, String> permits) {}

    /** Pages that stay, and why; an empty reason lets them go again. */
    public record WithholdWrite(
            @Nullable List<At> pages, @Nullable String reason) {}

    /** Pages that somebody looked at and found to be the patient's. */
    public record SeenWrite(
            @Nullable List<At> pages, @Nullable String exception) {}

    /** What is painted over on a page. */
    public record Boxes(
            @Nullable DocumentId document,
            int page,
            @Nullable List<RedactionBox> boxes) {}

    /** What is painted over; and whether that is all. */
    public record RedactWrite(@Nullable List<Boxes> pages, boolean complete) {}

    /** Which packet, as a hash; and why by who made it, where nobody else can. */
    public record ApprovalWrite(
            @Nullable String sha256, @Nullable String exception) {}

    /** Why a request does not go on. */
    public record PendWrite(
            @Nullable PendCode code, @Nullable String words) {}

    /** Why access is denied. */
    public record DenyWrite(
            @Nullable DenialCode code, @Nullable String words) {}

    /** Why a packet is taken back. */
    public record RecallWrite(@Nullable String reason) {}

    /**
     * The queue, the most urgent first.
     *
     * @param due only those due on that day or before
     */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Paging<ReleaseLine> queue(
            @QueryParam("due") @Nullable String due,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<LocalDate> by = day(due);
        Paging<ReleaseLine> page = counter.store().read(records -> {
            Slice<ReleaseRequest> slice;
            try {
                slice = records.releases().queue(counter.facility(), by, Paging.cursor(cursor), Paging.limit(limit));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("The cursor is none of this list. Begin again without it.");
            }
            return new Paging<>(
                    slice.items().stream()
                            .filter(each -> desk.isOpen(records, caller, each))
                            .map(each -> ReleaseLine.of(records, each, desk.around(records, each)))
                            .toList(),
                    slice.next());
        });
        counter.trail().part(caller, ReleaseDeskCounter.KIND, counter.facility().value(), Optional.empty(), "queue");
        return page;
    }

    private static Optional<LocalDate> day(@Nullable String due) {
        if (due == null || due.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(due));
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("due is a day, such as 2026-07-01.");
        }
    }

    /** Logs a request, with the server's time: the time to answer runs from it. */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable RequestWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.type() == null || wanted.channel() == null) {
            throw ProblemException.badRequest("Send the request as JSON: type, requester and channel at least.");
        }
        RequesterType type = wanted.type();
        Receipt.Door channel = wanted.channel();
        Instant now = counter.clock().instant();
        ReleaseView view = counter.store().write(records -> {
            String id = Repeats.once(records, ReleaseDeskCounter.KIND, caller.id(), key, now, () -> {
                ReleaseRequest made = received(records, caller, wanted, type, channel, now);
                records.releases().add(made, desk.due(made));
                desk.audit(records, caller, AuditAction.CREATE, made, "logged");
                return made.id().value();
            });
            ReleaseRequest kept = desk.find(records, caller, id);
            return ReleaseView.of(records, kept, desk.around(records, kept));
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    private ReleaseRequest received(
            Records records,
            Caller caller,
            RequestWrite wanted,
            RequesterType type,
            Receipt.Door channel,
            Instant now) {
        String original = wanted.document() == null
                // What was said or typed is itself the original; it is kept as the request's first version.
                ? Hashes.sha256(wanted.toString())
                : records.documents()
                        .find(wanted.document())
                        .filter(document -> Access.maySee(records, caller, document))
                        .orElseThrow(() -> ProblemException.notFound("document"))
                        .source()
                        .file()
                        .sha256();
        try {
            return ReleaseRequest.received(
                            new ReleaseId(counter.ids().get()),
                            counter.facility(),
                            type,
                            line(wanted.requester()),
                            new Receipt(now, channel, Optional.of(original)),
                            recipient(wanted.recipient()),
                            scope(wanted.scope()),
                            line(wanted.purpose()))
                    .withJustification(line(wanted.justification()))
                    .noted("logged", caller.actor(), now);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The request was not logged: " + e.getMessage() + ".");
        }
    }

    private static Recipient recipient(@Nullable To to) {
        if (to == null) {
            return new Recipient("", "", false);
        }
        String address = line(to.address());
        return new Recipient(line(to.name()), address, !address.isEmpty() && address.equals(line(to.addressAgain())));
    }

    private static Scope scope(@Nullable Asked asked) {
        return asked == null
                ? Scope.WHOLE_RECORD
                : new Scope(
                        Optional.ofNullable(asked.from()),
                        Optional.ofNullable(asked.to()),
                        asked.types() == null ? Set.of() : asked.types(),
                        Set.of());
    }

    private static String line(@Nullable String given) {
        String text = BasisWrite.text(given);
        if (text.length() > LONGEST) {
            throw ProblemException.badRequest("A text has " + LONGEST + " characters at most. Nothing was changed.");
        }
        return text;
    }

    /** A request as a checklist: what each step lacks, and by which rule. */
    @GET
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response release(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Shown(ReleaseView view, Optional<PatientId> patient) {}
        Shown shown = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            return new Shown(ReleaseView.of(records, kept, desk.around(records, kept)), kept.patient());
        });
        counter.trail().read(caller, ReleaseDeskCounter.KIND, id, shown.patient());
        return answer(shown.view());
    }

    /** Says whose records are meant. */
    @POST
    @Path("{id}/patient")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response patient(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable MatchWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.patientId() == null || wanted.agreed() == null) {
            throw ProblemException.badRequest("Send patientId, and what of the request agrees with the chart.");
        }
        PatientId wantedId = wanted.patientId();
        Set<PatientMatch.Item> agreed = wanted.agreed();
        return answer(desk.change(caller, id, version, "patient matched", (records, before, now) -> {
            Patient patient = records.patients()
                    .resolve(wantedId)
                    .filter(caller::maySee)
                    .orElseThrow(() -> ProblemException.notFound("patient"));
            requireNotSent(before);
            boolean other = before.patient().filter(patient.id()::equals).isEmpty();
            ReleaseRequest matched = before.withMatch(new PatientMatch(patient.id(), agreed, caller.id(), now.now()));
            // Pages of another chart are not this patient's, whatever was decided of them.
            return other ? matched.withPages(List.of()).withRedactionDecided(false) : matched;
        }));
    }

    /** Says how identity and authority of who asks were verified. */
    @POST
    @Path("{id}/verify-identity")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response verify(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable VerificationWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.method() == null || wanted.authority() == null) {
            throw ProblemException.badRequest("Send method and authority, and what was seen.");
        }
        Verification.Method method = wanted.method();
        Verification.Authority authority = wanted.authority();
        return answer(desk.change(caller, id, version, "identity and authority verified", (_, before, now) -> {
            requireNotSent(before);
            return before.withVerification(new Verification(
                    method,
                    line(wanted.evidence()),
                    authority,
                    line(wanted.authorityEvidence()),
                    Optional.of(new Verification.Representation(
                            Optional.ofNullable(wanted.limitedTo()).map(ReleasesResource::scope),
                            Optional.ofNullable(wanted.until()),
                            line(wanted.refusal()),
                            line(wanted.refusedBy()),
                            wanted.wishAgainst())),
                    caller.id(),
                    now.now()));
        }));
    }

    /** Says by what right the records leave, with what stands on the form; what it lacks is answered. */
    @POST
    @Path("{id}/authorization")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response authorization(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable BasisWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.basis() == null) {
            throw ProblemException.badRequest("Send basis, and the papers that show it.");
        }
        var basis = wanted.basis();
        return answer(desk.change(caller, id, version, "basis " + basis, (_, before, now) -> {
            requireNotSent(before);
            return before.withBasis(wanted.proof(basis, caller.id(), now.now()));
        }));
    }

    /** Selects pages of the patient's chart, from the records themselves. What was decided of a page that stays is kept. */
    @POST
    @Path("{id}/select")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response select(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SelectWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<Set<DocumentId>> named = Optional.ofNullable(wanted).map(SelectWrite::documents);
        return answer(desk.change(caller, id, version, "pages selected", (records, before, _) -> {
            requireNotSent(before);
            PatientId patient = before.patient()
                    .orElseThrow(() -> new ProblemException(
                            Kind.CONFLICT, "Say first whose records are meant. Nothing was selected."));
            Map<PageRef, PageChoice> kept = new HashMap<>();
            before.pages().forEach(page -> kept.put(page.facts().ref(), page));
            List<PageChoice> pages = new ArrayList<>();
            for (Document document : documents(records, patient, named, before.scope())) {
                for (Page page : records.documents().pages(document.id())) {
                    PageChoice choice = PageChoice.of(facts(document, page));
                    PageChoice decided = kept.get(choice.facts().ref());
                    pages.add(decided != null && decided.facts().equals(choice.facts()) ? decided : choice);
                }
            }
            if (pages.size() > MOST_PAGES) {
                throw ProblemException.badRequest("That are " + pages.size() + " pages; " + MOST_PAGES
                        + " at most go into one packet. Name documents, and send the rest with another request.");
            }
            return before.withPages(pages).withCollector(caller.id());
        }));
    }

    private List<Document> documents(Records records, PatientId patient, Optional<Set<DocumentId>> named, Scope scope) {
        Set<DocumentId> open = new HashSet<>();
        List<Document> found = new ArrayList<>();
        for (Document document : Charts.filed(records, counter.facility(), patient)) {
            open.add(document.id());
            boolean wanted = named.map(ids -> ids.contains(document.id()))
                    .orElseGet(() -> scope.covers(document.date())
                            && scope.coversType(document.type().map(DocumentType::code)));
            if (wanted && document.stage() == Stage.FILED) {
                found.add(document);
            }
        }
        if (named.filter(ids -> !open.containsAll(ids)).isPresent()) {
            throw ProblemException.badRequest("A document is not in this patient's chart. Nothing was selected.");
        }
        return found;
    }

    private static PageFacts facts(Document document, Page page) {
        return new PageFacts(
                new PageRef(document.id(), document.version(), page.number()),
                page.image().map(Blob::sha256).orElseGet(() -> Hashes.sha256(page.text())),
                document.date(),
                document.type().map(DocumentType::code),
                document.author(),
                true);
    }

    /** Decides of pages whether they are sensitive. */
    @POST
    @Path("{id}/label")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response label(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable LabelWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.pages() == null || wanted.labels() == null) {
            throw ProblemException.badRequest("Send pages and labels; no label says that they are not sensitive.");
        }
        Set<SensitiveLabel> labels = wanted.labels();
        Map<SensitiveLabel, String> permits = wanted.permits() == null ? Map.of() : wanted.permits();
        Set<At> at = Set.copyOf(wanted.pages());
        return answer(desk.change(caller, id, version, "sensitivity decided", (_, before, now) -> {
            requireNotSent(before);
            try {
                Labels decided = new Labels(labels, permits, caller.id(), now.now());
                return before.withPages(each(before, at, page -> page.labelled(decided)));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("Nothing was decided: " + e.getMessage() + ".");
            }
        }));
    }

    /** Keeps pages back, with the reason that the letter gives. */
    @POST
    @Path("{id}/withhold")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response withhold(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WithholdWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.pages() == null) {
            throw ProblemException.badRequest("Send pages and the reason.");
        }
        Set<At> at = Set.copyOf(wanted.pages());
        String reason = line(wanted.reason());
        return answer(desk.change(caller, id, version, "pages withheld", (_, before, _) -> {
            requireNotSent(before);
            return before.withPages(each(before, at, page -> page.withheld(reason)));
        }));
    }

    /** Checks of every page whose it is, by what stands on it. */
    @POST
    @Path("{id}/check-pages")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response check(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Read(ReleaseRequest request, Patient patient, List<Patient> parts, LocalDate today) {}
        // Reading the words of a large packet takes longer than a transaction may.
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Versions.check(version, kept.version());
            Patient patient = kept.patient()
                    .flatMap(each -> records.patients().find(each))
                    .orElseThrow(() -> new ProblemException(
                            Kind.CONFLICT, "Say first whose records are meant. Nothing was checked."));
            return new Read(
                    kept,
                    patient,
                    records.patientMerges().partsOf(patient.id()),
                    desk.around(records, kept).today());
        });
        List<PageChoice> checked = proof.check(read.request().pages(), read.patient(), read.parts(), read.today());
        return answer(desk.change(caller, id, version, "pages checked for whose they are", (_, before, _) -> {
            requireNotSent(before);
            return before.withPages(checked);
        }));
    }

    /** Says that somebody looked at pages of which the machine was not sure, and that they are the patient's. */
    @POST
    @Path("{id}/seen")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response seen(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SeenWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.pages() == null) {
            throw ProblemException.badRequest("Send the pages that were looked at.");
        }
        Set<At> at = Set.copyOf(wanted.pages());
        String exception = line(wanted.exception());
        return answer(desk.change(caller, id, version, "pages looked at", (_, before, now) -> {
            requireNotSent(before);
            return before.withPages(each(
                    before,
                    at,
                    page -> page.identity()
                            .map(identity -> page.identified(new PageIdentity(
                                    identity.light(),
                                    identity.words(),
                                    Optional.of(new PageIdentity.Seen(caller.id(), exception, now.now())))))
                            .orElse(page)));
        }));
    }

    /** Marks what is painted over. */
    @POST
    @Path("{id}/redact")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response redact(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RedactWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest("Send the boxes of each page, and whether that is all.");
        }
        Map<At, List<RedactionBox>> marks = new HashMap<>();
        if (wanted.pages() != null) {
            wanted.pages()
                    .forEach(page -> marks.put(
                            new At(page.document(), page.page()), page.boxes() == null ? List.of() : page.boxes()));
        }
        return answer(desk.change(caller, id, version, "redaction marked", (_, before, _) -> {
            requireNotSent(before);
            return before.withPages(each(
                            before, marks.keySet(), page -> page.redacted(marks.getOrDefault(at(page), List.of()))))
                    .withRedactionDecided(wanted.complete());
        }));
    }

    /** Makes the packet and has it verified. Answers when that is done: seconds for a few pages, minutes for hundreds. */
    @POST
    @Path("{id}/package")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pack(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request)
            throws IOException, InterruptedException {
        Caller caller = Caller.of(request);
        record Read(ReleaseRequest request, Patient patient) {}
        Read read = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Versions.check(version, kept.version());
            Surroundings now = desk.around(records, kept);
            try {
                ReleaseDesk.requireReadyForPacket(kept, now);
            } catch (NotYetException e) {
                throw ReleaseDeskCounter.refused(e);
            }
            return new Read(
                    kept,
                    kept.patient()
                            .flatMap(each -> records.patients().find(each))
                            .orElseThrow(() -> ProblemException.notFound("patient")));
        });
        PacketMaking.Made made = making.make(read.request(), read.patient(), caller.id());
        return answer(desk.change(caller, id, version, "packet made", (records, before, now) -> {
            requireNotSent(before);
            records.releases().keepPacket(before.id(), made.file());
            return ReleaseDesk.packaged(before, made.packet(), now, caller.actor());
        }));
    }

    /** The packet, to look at before it is approved. */
    @GET
    @Path("{id}/packet")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response packet(@PathParam("id") String id, @Context ContainerRequestContext request) throws IOException {
        Caller caller = Caller.of(request);
        record Found(ReleaseRequest request, Blob file) {}
        Found found = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            return new Found(
                    kept,
                    kept.packet()
                            .map(Packet::sha256)
                            .flatMap(sha256 -> records.releases().packet(kept.id(), sha256))
                            .orElseThrow(() -> ProblemException.notFound("packet")));
        });
        counter.trail()
                .part(caller, ReleaseDeskCounter.KIND, id, found.request().patient(), "packet");
        return BlobAnswer.whole(counter.blobs(), found.file());
    }

    /** Lets a packet go, as the second person; for this packet only, by its hash. */
    @POST
    @Path("{id}/approve")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response approve(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable ApprovalWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.sha256() == null) {
            throw ProblemException.badRequest("Send the sha256 of the packet that you looked at.");
        }
        String sha256 = wanted.sha256();
        return answer(desk.change(
                caller,
                id,
                version,
                "packet approved",
                (_, before, now) -> ReleaseDesk.approved(
                        before,
                        new Approval(sha256, line(wanted.exception()), caller.id(), now.now()),
                        now,
                        caller.actor())));
    }

    /**
     * Hands the packet over at a download page: the entry in the account is written before. The code goes to the recipient by
     * another way than the address; neither is shown again.
     */
    @POST
    @Path("{id}/deliver")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response deliver(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Handing.Ticket ticket = handing.over(Caller.of(request), id, version);
        return Response.ok(ticket).tag(Versions.tag(ticket.release().version())).build();
    }

    /** Puts a request aside until something comes. The clock goes on. */
    @POST
    @Path("{id}/pend")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pend(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable PendWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.code() == null) {
            throw ProblemException.badRequest("Send the code of what the request waits for.");
        }
        PendCode code = wanted.code();
        return aside(caller, id, version, Aside.Kind.PENDED, code.name(), line(wanted.words()));
    }

    /** Takes up a request that was put aside. */
    @POST
    @Path("{id}/resume")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response resume(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return answer(desk.change(
                caller,
                id,
                version,
                "taken up again",
                (_, before, now) -> ReleaseDesk.resumed(before, now, caller.actor())));
    }

    /** Denies access as a whole; single pages are withheld instead, and the rest is released. */
    @POST
    @Path("{id}/deny")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response deny(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable DenyWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.code() == null || line(wanted.words()).isEmpty()) {
            throw ProblemException.badRequest("Send the code of the denial, and why in plain words.");
        }
        DenialCode code = wanted.code();
        return aside(caller, id, version, Aside.Kind.DENIED, code.name(), line(wanted.words()));
    }

    private Response aside(
            Caller caller, String id, @Nullable String version, Aside.Kind kind, String code, String words) {
        return answer(desk.change(
                caller,
                id,
                version,
                "put aside",
                (_, before, now) -> ReleaseDesk.aside(
                        before, new Aside(kind, code, words, caller.id(), now.now()), now, caller.actor())));
    }

    /** Notes that the patient revoked the form: nothing more is sent under it. */
    @POST
    @Path("{id}/revoke")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response revoke(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return answer(desk.change(
                caller, id, version, "revoked", (_, before, now) -> ReleaseDesk.revoked(before, now, caller.actor())));
    }

    /** Takes a packet back that went to the wrong person: its page ends, the account says so, a breach is looked into. */
    @POST
    @Path("{id}/recall")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response recall(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable RecallWrite wanted,
            @Context ContainerRequestContext request) {
        String reason = wanted == null ? "" : line(wanted.reason());
        if (reason.isEmpty()) {
            throw ProblemException.badRequest("Send what happened.");
        }
        return answer(handing.recall(Caller.of(request), id, version, reason));
    }

    private static void requireNotSent(ReleaseRequest request) {
        if (request.handover().isPresent()) {
            throw new ProblemException(
                    Kind.CONFLICT, "The packet was handed over; what it was made of stays as it is.");
        }
    }

    private static At at(PageChoice page) {
        PageRef ref = page.facts().ref();
        return new At(ref.document(), ref.page());
    }

    private static List<PageChoice> each(ReleaseRequest request, Set<At> at, UnaryOperator<PageChoice> change) {
        Set<At> there = new HashSet<>();
        List<PageChoice> pages = new ArrayList<>();
        for (PageChoice page : request.pages()) {
            there.add(at(page));
            pages.add(at.contains(at(page)) ? change.apply(page) : page);
        }
        if (!there.containsAll(at)) {
            throw ProblemException.badRequest("A page is not among those selected. Nothing was changed.");
        }
        return pages;
    }

    private static Response answer(ReleaseView view) {
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }
}
