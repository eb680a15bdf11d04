package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleasePaper;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.text.Box;
import org.chartroom.release.forms.AuthorizationCheck;
import org.chartroom.release.forms.FormPart;
import org.chartroom.release.forms.FormReading;
import org.jspecify.annotations.Nullable;

/** Authorizations and requests that came in on paper: found among what was read, shown with the places that prove what they say. */
@Path("release-papers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReleasePapersResource {
    private static final int LOOKED_AT = 200;
    private static final int MARGIN = 12;
    private static final Set<Stage> READ = Set.of(Stage.READ, Stage.NEEDS_PERSON, Stage.FILED);

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final PaperReading reading;

    ReleasePapersResource(ReleaseDeskCounter desk, PaperReading reading) {
        this.desk = desk;
        this.counter = desk.counter();
        this.reading = reading;
    }

    /** A paper that looks like a request, and has none yet. */
    public record Paper(DocumentId document, String title, DocumentKind kind, Instant receivedAt, Stage stage) {}

    /** A place on a page, in px of its image. */
    public record Place(int page, Box box) {}

    /**
     * A part of a form.
     *
     * @param rule the statement that asks for it; empty for what a form may lack
     * @param value what was filled in; empty where nothing was found
     * @param day the day that it gives, where it is one
     */
    public record Element(
            FormPart part,
            Optional<String> rule,
            Optional<String> citation,
            boolean present,
            String value,
            Optional<LocalDate> day,
            Optional<Place> place) {}

    /** What the letter that asks for a correction says. */
    public record Missing(String rule, String citation, String words) {}

    /**
     * A form as it was read.
     *
     * @param missing what it lacks, in words for the letter
     * @param type who seems to ask
     */
    public record Reading(
            DocumentId document,
            boolean recognised,
            RequesterType type,
            List<Element> elements,
            List<Missing> missing) {}

    /**
     * Who asks, where it is not what the paper looks like.
     *
     * @param requester their name, where it is not who sent the e-mail
     */
    public record OpenWrite(
            @Nullable RequesterType type, @Nullable String requester) {}

    /** The latest papers and e-mails that look like authorizations or requests, and from which no request was opened. */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Paging<Paper> papers(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        List<Paper> papers = counter.store().read(records -> {
            Set<String> opened = opened(records);
            List<Paper> found = new ArrayList<>();
            DocumentFilter filter = new DocumentFilter(READ, Set.of(), Optional.empty(), Optional.empty());
            for (Document document : records.documents()
                    .latest(counter.facility(), filter, Optional.empty(), LOOKED_AT)
                    .items()) {
                // What came with an e-mail from which a request was opened went along with it.
                boolean fresh = records.documents().ofArrival(document.arrival()).stream()
                        .noneMatch(each -> opened.contains(each.source().file().sha256()));
                if (fresh
                        && Access.maySee(records, caller, document)
                        && (reading.isForm(records, document) || MailWords.asks(records, document))) {
                    found.add(new Paper(
                            document.id(), document.title(), document.kind(), document.createdAt(), document.stage()));
                }
            }
            return found;
        });
        counter.trail().part(caller, ReleaseDeskCounter.KIND, counter.facility().value(), Optional.empty(), "papers");
        return new Paging<>(papers, Optional.empty());
    }

    /** Hashes of the originals from which a request was opened that is not done. */
    private Set<String> opened(Records records) {
        Set<String> opened = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            var slice = records.releases().queue(counter.facility(), Optional.empty(), cursor, LOOKED_AT);
            slice.items().forEach(each -> each.receipt().originalSha256().ifPresent(opened::add));
            cursor = slice.next();
        } while (cursor.isPresent());
        return opened;
    }

    /** What a paper says, part by part, and what it lacks. */
    @GET
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Reading read(@PathParam("id") DocumentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        FormReading form = reading.read(document);
        counter.trail().part(caller, "document", id.value(), document.patient(), "authorization");
        return new Reading(
                id,
                form.recognised(),
                type(form),
                Arrays.stream(FormPart.values())
                        .map(part -> element(form, part))
                        .toList(),
                missing(form, document));
    }

    private static Element element(FormReading form, FormPart part) {
        Optional<FormReading.Found> found = Optional.ofNullable(form.found().get(part));
        return new Element(
                part,
                part.rule().map(Enum::name),
                part.rule().map(rule -> rule.citation()),
                found.isPresent(),
                form.value(part),
                form.day(part),
                found.map(each -> new Place(each.page(), each.box())));
    }

    private List<Missing> missing(FormReading form, Document document) {
        return new AuthorizationCheck(document.createdAt(), counter.clock().instant(), counter.zone())
                        // Whether it is in plain language is for who looks at it.
                        .against(form.authorization(true))
                        .stream()
                        .map(ReleasePapersResource::shown)
                        .toList();
    }

    private static Missing shown(Reason reason) {
        return new Missing(reason.rule().name(), reason.rule().citation(), reason.words());
    }

    /** The part of the page that proves what was read. */
    @GET
    @Path("{id}/{part}/image")
    @Produces({"image/png", MediaType.APPLICATION_JSON})
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response crop(
            @PathParam("id") DocumentId id, @PathParam("part") String part, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        FormReading.Found found = Arrays.stream(FormPart.values())
                .filter(each -> each.name().equals(part))
                .findFirst()
                .flatMap(each ->
                        Optional.ofNullable(reading.read(document).found().get(each)))
                .orElseThrow(() -> ProblemException.notFound("part of the form"));
        BufferedImage picture =
                reading.picture(id, found.page()).orElseThrow(() -> ProblemException.notFound("page image"));
        counter.trail().part(caller, "document", id.value(), document.patient(), "image " + found.page());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(cut(picture, found.box()), "png", png);
        return Response.ok(png.toByteArray(), "image/png").build();
    }

    private static BufferedImage cut(BufferedImage picture, Box box) {
        int left = Math.clamp((long) box.x() - MARGIN, 0, picture.getWidth() - 1);
        int top = Math.clamp((long) box.y() - MARGIN, 0, picture.getHeight() - 1);
        int right = Math.clamp((long) box.x() + box.width() + MARGIN, left + 1, picture.getWidth());
        int bottom = Math.clamp((long) box.y() + box.height() + MARGIN, top + 1, picture.getHeight());
        return picture.getSubimage(left, top, right - left, bottom - top);
    }

    /**
     * Opens a request with what the paper says filled in; a person looks at it as at any other. An e-mail need not look like one: whoever
     * opens it says that it is, and a form that came with it is read and goes along.
     */
    @POST
    @Path("{id}/open")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response open(
            @PathParam("id") DocumentId id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable OpenWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Document document = counter.access().document(caller, id);
        Optional<Document> enclosed = MailWords.isMail(document) ? enclosed(caller, document) : Optional.empty();
        FormReading form = reading.read(enclosed.orElse(document));
        boolean mail = MailWords.isMail(document);
        if (!form.recognised() && !mail) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "The paper does not look like an authorization or a request. Nothing was opened; log the request by hand.");
        }
        String named = wanted != null && !Given.line(wanted.requester()).isEmpty() || !mail
                ? Given.line(wanted == null ? null : wanted.requester())
                : counter.store().read(records -> MailWords.sender(records, document));
        RequesterType type =
                wanted != null && wanted.type() != null ? wanted.type() : form.recognised() ? type(form) : looks(named);
        Instant now = counter.clock().instant();
        ReleaseView view = counter.store().write(records -> {
            String made = Repeats.once(records, ReleaseDeskCounter.KIND, caller.id(), key, now, () -> {
                if (mail && opened(records).contains(document.source().file().sha256())) {
                    throw new ProblemException(
                            Kind.CONFLICT,
                            "Somebody logged a request from this e-mail before. Nothing was opened; look at the queue.");
                }
                ReleaseRequest opened = opened(document, form, type, named, caller, now);
                records.releases().add(opened, desk.due(opened));
                records.releases()
                        .addPaper(opened.id(), new ReleasePaper(ReleasePaper.Kind.REQUEST, id, caller.id(), now));
                enclosed.ifPresent(each -> records.releases()
                        .addPaper(opened.id(), new ReleasePaper(ReleasePaper.Kind.BASIS, each.id(), caller.id(), now)));
                desk.audit(records, caller, AuditAction.CREATE, opened, "logged from paper " + id);
                return opened.id().value();
            });
            ReleaseRequest kept = desk.find(records, caller, made);
            return ReleaseView.of(records, kept, desk.around(records, kept));
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    /** A form that came in with an e-mail. */
    private Optional<Document> enclosed(Caller caller, Document mail) {
        return counter.store()
                .read(records -> records.documents().ofArrival(mail.arrival()).stream()
                        .filter(each -> !each.id().equals(mail.id())
                                && READ.contains(each.stage())
                                && Access.maySee(records, caller, each)
                                && reading.isForm(records, each))
                        .findFirst());
    }

    private static Receipt.Door door(Document document) {
        return switch (document.kind()) {
            case FAX -> Receipt.Door.FAX;
            case EMAIL -> Receipt.Door.EMAIL;
            case SCAN, DICTATION, ELECTRONIC, OTHER -> Receipt.Door.MAIL;
        };
    }

    /** @param named who asks, where that is known otherwise than from a form */
    private ReleaseRequest opened(
            Document document, FormReading form, RequesterType type, String named, Caller caller, Instant now) {
        boolean own = type == RequesterType.PATIENT;
        String recipient = own && form.value(FormPart.RECIPIENT).isEmpty()
                ? form.value(FormPart.PATIENT)
                : form.value(FormPart.RECIPIENT);
        String asks = recipient.isEmpty() ? named : recipient;
        String requester = asks.isEmpty() ? "not readable, see the paper" : asks;
        ReleaseRequest request = ReleaseRequest.received(
                new ReleaseId(counter.ids().get()),
                counter.facility(),
                type,
                requester,
                // The time to answer runs from when the paper came in, not from when somebody noticed it.
                new Receipt(
                        document.createdAt(),
                        door(document),
                        Optional.of(document.source().file().sha256())),
                new Recipient(form.recognised() ? recipient : named, "", false),
                form.scope(),
                form.value(FormPart.PURPOSE));
        ReleaseRequest filled = own || !form.recognised()
                ? request
                : request.withBasis(new BasisProof(
                        LawfulBasis.AUTHORIZATION,
                        Optional.of(form.authorization(false)),
                        Optional.empty(),
                        Optional.empty(),
                        "read from document " + document.id(),
                        caller.id(),
                        now));
        return filled.noted(
                MailWords.isMail(document) ? "logged from e-mail" : "logged from paper", caller.actor(), now);
    }

    /** Words by which recipients tell what they are; the first that fits. */
    private enum Looks {
        LAW(RequesterType.ATTORNEY, "attorney|\\blaw\\b|lawyer|\\bllp\\b|\\besq\\b|legal"),
        STATE(RequesterType.SOCIAL_SECURITY, "social security|disability determination|\\bssa\\b"),
        INSURER(RequesterType.INSURER, "insurance|assurance|mutual|underwrit"),
        WORK(RequesterType.WORKERS_COMPENSATION, "workers'? comp"),
        STUDY(RequesterType.RESEARCH, "research|\\bstudy\\b"),
        CARE(
                RequesterType.TREATING_PROVIDER,
                "clinic|hospital|medical|associates|physician|\\bm\\.?d\\b|\\bdr\\b|health|cardiolog|heart|surg");

        private final RequesterType type;
        private final Pattern words;

        Looks(RequesterType type, String words) {
            this.type = type;
            this.words = Pattern.compile(words);
        }
    }

    private static RequesterType type(FormReading form) {
        String recipient = form.value(FormPart.RECIPIENT).toLowerCase(Locale.ROOT);
        String patient = form.value(FormPart.PATIENT).toLowerCase(Locale.ROOT);
        if (recipient.isEmpty() || recipient.equals("me") || recipient.equals("myself") || recipient.equals(patient)) {
            return RequesterType.PATIENT;
        }
        return looksLike(recipient).orElse(RequesterType.ATTORNEY);
    }

    /** Who seems to ask by who sent an e-mail: the patient, unless the name says otherwise. */
    private static RequesterType looks(String sender) {
        return looksLike(sender.toLowerCase(Locale.ROOT)).orElse(RequesterType.PATIENT);
    }

    private static Optional<RequesterType> looksLike(String name) {
        return Arrays.stream(Looks.values())
                .filter(look -> look.words.matcher(name).find())
                .map(look -> look.type)
                .findFirst();
    }
}
