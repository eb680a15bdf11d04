package org.chartroom.api.retention;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.PasswordAgain;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.ingest.pdf.SearchablePdf;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Destruction;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Slice;
import org.jspecify.annotations.Nullable;

/** Destruction of what is due: one person proposes it, another confirms it with the password, the house carries it out. */
@Path("retention/destructions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DestructionsResource {
    private static final String KIND = "destruction";
    private static final int MOST_DOCUMENTS = 1_000;

    private final Counter counter;
    private final Schedules schedules;
    private final PasswordAgain passwords;
    private final Certificate certificate;
    private final java.nio.file.Path spool;
    private final Consumer<Actor> carryOut;

    /**
     * @param spool where the certificate is written on its way out
     * @param carryOut starts the work in the background; what it does not start now is done within the hour
     */
    public DestructionsResource(
            Counter counter,
            Schedules schedules,
            PasswordAgain passwords,
            ServerConfig.Office office,
            java.nio.file.Path spool,
            Consumer<Actor> carryOut) {
        this.counter = counter;
        this.schedules = schedules;
        this.passwords = passwords;
        this.certificate = new Certificate(office);
        this.spool = spool;
        this.carryOut = carryOut;
    }

    /** What shall be destroyed, and why now. */
    public record DestructionWanted(
            @Nullable Set<DocumentId> documents, @Nullable String reason) {}

    /** The password of the second person. */
    public record Confirmation(@Nullable String password) {
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    @GET
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Paging<DestructionView> destructions(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Paging<DestructionView> page = counter.store().read(records -> {
            Slice<Destruction> slice =
                    records.retention().latest(counter.facility(), Paging.cursor(cursor), Paging.limit(limit));
            return new Paging<>(
                    slice.items().stream()
                            .filter(each -> isOpen(records, caller, each))
                            .map(each -> DestructionView.of(records, each))
                            .toList(),
                    slice.next());
        });
        counter.trail().part(caller, KIND, counter.facility().value(), Optional.empty(), "list");
        return page;
    }

    /** Proposes to destroy documents that are due. Nothing is destroyed before a second person confirms it. */
    @POST
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response propose(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable DestructionWanted wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || wanted.documents() == null
                || wanted.documents().isEmpty()
                || wanted.reason() == null
                || wanted.reason().isBlank()) {
            throw ProblemException.badRequest("Name the documents and the reason. Nothing was proposed.");
        }
        if (wanted.documents().size() > MOST_DOCUMENTS) {
            throw ProblemException.badRequest(
                    "At most " + MOST_DOCUMENTS + " documents are destroyed at a time. Nothing was proposed.");
        }
        String reason = wanted.reason();
        Set<DocumentId> documents = wanted.documents();
        Instant now = counter.clock().instant();
        DestructionView proposed = counter.store().write(records -> {
            String id = Repeats.once(
                    records, KIND, caller.id(), key, now, () -> proposed(records, caller, documents, reason, now));
            return DestructionView.of(records, find(records, caller, id));
        });
        return Response.status(Response.Status.CREATED)
                .entity(proposed)
                .tag(Versions.tag(proposed.version()))
                .build();
    }

    private String proposed(Records records, Caller caller, Set<DocumentId> documents, String reason, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, counter.zone());
        Schedule schedule = schedules.now(records);
        Reckoning reckoning = new Reckoning(records, schedule, counter.zone(), today);
        Map<String, String> obstacles = new LinkedHashMap<>();
        List<DestructionItem> items = new ArrayList<>();
        for (DocumentId id : documents) {
            Document document = records.documents()
                    .find(id)
                    .filter(each -> Access.maySee(records, caller, each))
                    .orElseThrow(() -> ProblemException.notFound("document"));
            Optional<String> obstacle = records.retention()
                    .pendingFor(id)
                    .map(other -> "It is in destruction " + other + " already.")
                    .or(() -> reckoning.obstacle(document));
            if (obstacle.isPresent()) {
                obstacles.put(id.value(), obstacle.get());
            } else if (reckoning.of(document).span() instanceof Span.Until until) {
                items.add(new DestructionItem(
                        id,
                        until.rule().recordClass(),
                        until.rule().id(),
                        until.rule().citation(),
                        schedule.version(),
                        until.rule().trigger().words(),
                        until.triggeredOn(),
                        until.on(),
                        DestructionItem.State.PENDING,
                        "",
                        Optional.empty()));
            }
        }
        if (!obstacles.isEmpty()) {
            Map.Entry<String, String> first = obstacles.entrySet().iterator().next();
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Nothing was proposed: "
                            + (obstacles.size() == 1 ? "a document" : obstacles.size() + " documents")
                            + " cannot be destroyed, the first is " + first.getKey() + ". " + first.getValue()
                            + " Leave these out.",
                    Map.of("documents", obstacles));
        }
        try {
            Destruction destruction = new Destruction(
                    new DestructionId(counter.ids().get()),
                    counter.facility(),
                    reason.strip(),
                    Destruction.State.PROPOSED,
                    caller.actor(),
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    items,
                    1);
            records.retention().add(destruction);
            audit(records, caller, destruction, "proposed");
            return destruction.id().value();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("Nothing was proposed: " + e.getMessage() + ".");
        }
    }

    /** A destruction; when it is done, the certificate as JSON. */
    @GET
    @Path("{id}")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response destruction(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        DestructionView view = counter.store().read(records -> DestructionView.of(records, find(records, caller, id)));
        counter.trail().read(caller, KIND, view.id().value(), Optional.empty());
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    /** Confirms as the second person, with the own password; from here on it is carried out. */
    @POST
    @Path("{id}/confirm")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response confirm(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable Confirmation confirmation,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Destruction before = counter.store().read(records -> find(records, caller, id));
        Versions.check(version, before.version());
        // Refused before anybody types a password for nothing.
        Destruction asked = before.confirmed(caller.actor(), counter.clock().instant());
        passwords.require(
                caller,
                confirmation == null || confirmation.password() == null ? "" : confirmation.password(),
                "Nothing was destroyed.");
        Response answer = changed(
                caller,
                id,
                version,
                "confirmed",
                kept -> kept.confirmed(caller.actor(), asked.decidedAt().orElseThrow()));
        carryOut.accept(caller.actor());
        return answer;
    }

    /** Decides against it; the documents stay, and may be proposed again. */
    @POST
    @Path("{id}/decline")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response decline(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return changed(
                caller,
                id,
                version,
                "declined",
                kept -> kept.declined(caller.actor(), counter.clock().instant()));
    }

    /** The certificate as a PDF. */
    @GET
    @Path("{id}/certificate")
    @Produces("application/pdf")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response certificate(@PathParam("id") String id, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        Destruction destruction = counter.store().read(records -> find(records, caller, id));
        if (destruction.state() != Destruction.State.DONE) {
            throw new ProblemException(
                    Kind.CONFLICT, "There is no certificate yet: the destruction is not carried out.");
        }
        counter.trail().read(caller, KIND, destruction.id().value(), Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SearchablePdf pdf = new SearchablePdf(
                spool,
                "Certificate of destruction " + destruction.id(),
                "destruction/" + destruction.id(),
                counter.clock())) {
            pdf.print(certificate.of(destruction));
            pdf.writeTo(out);
        }
        return Response.ok(out.toByteArray())
                .header(
                        "Content-Disposition",
                        BlobAnswer.disposition("attachment", "destruction-" + destruction.id() + ".pdf"))
                .build();
    }

    private Response changed(
            Caller caller, String id, @Nullable String version, String what, UnaryOperator<Destruction> change) {
        DestructionView view = counter.store().write(records -> {
            Destruction before = find(records, caller, id);
            Versions.check(version, before.version());
            Destruction after = records.retention().update(change.apply(before));
            audit(records, caller, after, what);
            return DestructionView.of(records, after);
        });
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    private void audit(Records records, Caller caller, Destruction destruction, String what) {
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.DESTROY,
                        KIND,
                        destruction.id().value(),
                        Optional.empty(),
                        Map.of(
                                "what",
                                what,
                                "documents",
                                Integer.toString(destruction.items().size())));
    }

    private static Destruction find(Records records, Caller caller, String id) {
        Optional<Destruction> there;
        try {
            there = records.retention().find(new DestructionId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("destruction");
        }
        return there.filter(each -> isOpen(records, caller, each))
                .orElseThrow(() -> ProblemException.notFound("destruction"));
    }

    private static boolean isOpen(Records records, Caller caller, Destruction destruction) {
        return caller.seesRestricted()
                || destruction.items().stream()
                        .flatMap(item -> records.documents().find(item.document()).stream())
                        .allMatch(document -> Access.maySee(records, caller, document));
    }
}
