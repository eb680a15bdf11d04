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
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.release.Surroundings;
import org.chartroom.release.amendments.AmendmentRules;
import org.jspecify.annotations.Nullable;

/** Patients' requests to amend their records: 45 CFR 164.526. */
@Path("amendments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AmendmentsResource {
    private static final String KIND = "amendment";

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final LetterDesk letters;

    AmendmentsResource(ReleaseDeskCounter desk, LetterDesk letters) {
        this.desk = desk;
        this.counter = desk.counter();
        this.letters = letters;
    }

    /**
     * What the patient asks.
     *
     * @param document what is to be amended, where the request names it
     * @param wanted what it should say
     */
    public record AmendmentWrite(
            @Nullable PatientId patientId,
            Receipt.@Nullable Door channel,
            @Nullable String requester,
            @Nullable DocumentId document,
            @Nullable String wanted,
            @Nullable String reason) {}

    /** What is decided; a ground denies it. */
    public record DecisionWrite(
            Amendment.@Nullable Ground ground, @Nullable String words) {}

    /** What is kept with the record. */
    public record SaidWrite(@Nullable String words) {}

    /** Which letter. */
    public record AmendmentLetterWrite(
            Letter.@Nullable Kind kind,
            @Nullable String toAddress,
            @Nullable String contact,
            @Nullable String reason,
            @Nullable LocalDate until) {}

    /** Those that are not done, the most urgent first; or all of a patient. */
    @GET
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Paging<AmendmentView> amendments(
            @QueryParam("patient") @Nullable String patient, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Optional<PatientId> of = patient == null || patient.isBlank()
                ? Optional.empty()
                : Optional.of(
                        counter.access().patient(caller, patientId(patient)).id());
        Paging<AmendmentView> page = counter.store()
                .read(records -> new Paging<>(
                        of
                                .map(each -> records.amendments().of(each))
                                .orElseGet(() -> records.amendments().open(counter.facility()))
                                .stream()
                                .filter(each -> isOpen(records, caller, each))
                                .map(each -> AmendmentView.of(records, each, desk))
                                .toList(),
                        Optional.empty()));
        counter.trail().part(caller, KIND, counter.facility().value(), of, "list");
        return page;
    }

    private static PatientId patientId(String id) {
        try {
            return new PatientId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("patient");
        }
    }

    private static boolean isOpen(Records records, Caller caller, Amendment amendment) {
        return records.patients().find(amendment.patient()).map(caller::maySee).orElse(false);
    }

    /** Logs a request, with the server's time: the time to act runs from it. */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable AmendmentWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || wanted.patientId() == null
                || wanted.channel() == null
                || Given.line(wanted.wanted()).isEmpty()) {
            throw ProblemException.badRequest("Send patientId, channel and wanted: what the record should say.");
        }
        Receipt.Door channel = wanted.channel();
        Patient patient = counter.access().patient(caller, wanted.patientId());
        Instant now = counter.clock().instant();
        AmendmentView view = counter.store().write(records -> {
            String id = Repeats.once(records, KIND, caller.id(), key, now, () -> {
                boolean elsewhere = wanted.document() != null
                        && records.documents()
                                .find(wanted.document())
                                .filter(document -> document.patient().equals(Optional.of(patient.id())))
                                .isEmpty();
                if (elsewhere) {
                    throw ProblemException.notFound("document");
                }
                String requester = Given.line(wanted.requester());
                Amendment made = new Amendment(
                                new AmendmentId(counter.ids().get()),
                                counter.facility(),
                                patient.id(),
                                now,
                                channel,
                                requester.isEmpty() ? patient.name().display() : requester,
                                Optional.ofNullable(wanted.document()),
                                Given.line(wanted.wanted()),
                                Given.line(wanted.reason()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                false,
                                List.of(),
                                1)
                        .noted("logged", caller.actor(), now);
                records.amendments().add(made, AmendmentRules.due(made, desk.book(), counter.zone()));
                audit(records, caller, AuditAction.CREATE, made, "logged");
                return made.id().value();
            });
            return AmendmentView.of(records, find(records, caller, id), desk);
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    @GET
    @Path("{id}")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response amendment(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        AmendmentView view =
                counter.store().read(records -> AmendmentView.of(records, find(records, caller, id), desk));
        counter.trail().read(caller, KIND, id, Optional.of(view.patientId()));
        return answer(view);
    }

    /** Decides: accepted, or denied with one of the grounds of the law. A decision is taken once. */
    @POST
    @Path("{id}/decide")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response decide(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable DecisionWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String words = said(wanted == null ? null : wanted.words());
        Optional<Amendment.Ground> ground = Optional.ofNullable(wanted).map(DecisionWrite::ground);
        return change(caller, id, version, ground.isEmpty() ? "accepted" : "denied", (before, now) -> {
            if (before.decision().isPresent()) {
                throw new ProblemException(Kind.CONFLICT, "It is decided already; nothing was changed.");
            }
            return before.decided(new Amendment.Decision(ground, words, caller.id(), now));
        });
    }

    /** Keeps the patient's statement of disagreement: it goes with later disclosures. */
    @POST
    @Path("{id}/disagreement")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response disagreement(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SaidWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String words = said(wanted == null ? null : wanted.words());
        return change(caller, id, version, "disagreement kept", (before, now) -> {
            AmendmentRules.disagreementRefusal(before).ifPresent(refused -> {
                throw new ProblemException(Kind.CONFLICT, refused + " Nothing was kept.");
            });
            return before.disagreed(new Amendment.Said(words, caller.id(), now));
        });
    }

    /** Keeps the office's answer to the disagreement: it goes along. */
    @POST
    @Path("{id}/rebuttal")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response rebuttal(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SaidWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String words = said(wanted == null ? null : wanted.words());
        return change(caller, id, version, "answer to the disagreement kept", (before, now) -> {
            if (before.disagreement().isEmpty()) {
                throw new ProblemException(Kind.CONFLICT, "There is no statement to answer. Nothing was kept.");
            }
            return before.rebutted(new Amendment.Said(words, caller.id(), now));
        });
    }

    /** Notes who is told of the amendment. */
    @POST
    @Path("{id}/tell")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response tell(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SaidWrite wanted,
            @Context ContainerRequestContext request) {
        String words = said(wanted == null ? null : wanted.words());
        return change(Caller.of(request), id, version, "who is told was noted", (before, _) -> before.telling(words));
    }

    /** Drafts a letter about it. */
    @POST
    @Path("{id}/letters")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response letter(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable AmendmentLetterWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.kind() == null || !wanted.kind().name().startsWith("AMENDMENT")) {
            throw ProblemException.badRequest("Send kind: which letter about this request to amend.");
        }
        Letter.Kind kind = wanted.kind();
        LetterView view = counter.store().write(records -> {
            Amendment kept = find(records, caller, id);
            Surroundings now = new Surroundings(
                    counter.clock().instant(), counter.zone(), desk.book(), org.chartroom.release.Subject.UNKNOWN);
            return letters.once(
                    records,
                    caller,
                    key,
                    now,
                    () -> new LetterDesk.Order(
                            Letter.Matter.of(kept.id()),
                            Optional.of(kept.patient()),
                            kind,
                            new Recipient(kept.requester(), Given.line(wanted.toAddress()), true),
                            facts(kept, kind, wanted, now.now())));
        });
        return Response.status(Response.Status.CREATED)
                .entity(view)
                .tag(Versions.tag(view.version()))
                .build();
    }

    private Map<String, String> facts(Amendment kept, Letter.Kind kind, AmendmentLetterWrite wanted, Instant now) {
        boolean fits = switch (kind) {
            case AMENDMENT_ACCEPTED ->
                kept.decision().filter(Amendment.Decision::isAccepted).isPresent();
            case AMENDMENT_DENIED ->
                kept.decision().filter(each -> !each.isAccepted()).isPresent();
            default -> true;
        };
        if (!fits) {
            throw new ProblemException(Kind.CONFLICT, "That was not decided. Nothing was drafted.");
        }
        if (kind == Letter.Kind.AMENDMENT_EXTENSION) {
            if (wanted.until() == null) {
                throw ProblemException.badRequest("Send until: the day by which it is decided. Nothing was drafted.");
            }
            AmendmentRules.extensionRefusal(
                            kept,
                            wanted.until(),
                            Given.line(wanted.reason()),
                            LocalDate.ofInstant(now, counter.zone()),
                            desk.book(),
                            counter.zone())
                    .ifPresent(refused -> {
                        throw new ProblemException(Kind.CONFLICT, refused + " Nothing was drafted.");
                    });
        }
        Map<String, String> facts = new HashMap<>();
        facts.put(
                "received",
                LocalDate.ofInstant(kept.receivedAt(), counter.zone()).toString());
        facts.put("due", AmendmentRules.due(kept, desk.book(), counter.zone()).toString());
        facts.put("wanted", kept.wanted());
        facts.put("contact", Given.line(wanted.contact()));
        String reason = Given.line(wanted.reason());
        facts.put(
                "reason",
                reason.isEmpty()
                        ? kept.decision().map(Amendment.Decision::words).orElse("")
                        : reason);
        kept.decision().flatMap(Amendment.Decision::ground).ifPresent(ground -> facts.put("basis", basis(ground)));
        if (wanted.until() != null) {
            facts.put("until", wanted.until().toString());
        }
        return facts;
    }

    private static String basis(Amendment.Ground ground) {
        return switch (ground) {
            case NOT_CREATED_HERE -> "we did not write this part of the record (45 CFR 164.526(a)(2)(i))";
            case NOT_OF_THE_RECORD_SET ->
                "it is not part of the record that decisions about you are based on (45 CFR 164.526(a)(2)(ii))";
            case NOT_OPEN_TO_THE_PATIENT -> "it is not open to access by the patient (45 CFR 164.526(a)(2)(iii))";
            case ACCURATE_AND_COMPLETE -> "the record is accurate and complete (45 CFR 164.526(a)(2)(iv))";
        };
    }

    /** Ends it once it is decided and the patient told. */
    @POST
    @Path("{id}/close")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response close(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        AmendmentView view = counter.store().write(records -> {
            Amendment before = found(records, caller, id, version);
            AmendmentRules.openStill(
                            before, AmendmentView.told(records.letters().of(Letter.Matter.of(before.id()))))
                    .ifPresent(open -> {
                        throw new ProblemException(Kind.CONFLICT, open + " Nothing was changed.");
                    });
            return keep(records, caller, before.done(), "closed");
        });
        return answer(view);
    }

    /** What a step makes of it. */
    @FunctionalInterface
    private interface Change {
        Amendment of(Amendment before, Instant now);
    }

    private Response change(Caller caller, String id, @Nullable String version, String what, Change change) {
        return answer(counter.store()
                .write(records -> keep(
                        records,
                        caller,
                        change.of(
                                found(records, caller, id, version),
                                counter.clock().instant()),
                        what)));
    }

    private Amendment found(Records records, Caller caller, String id, @Nullable String version) {
        Amendment before = find(records, caller, id);
        Versions.check(version, before.version());
        if (before.closed()) {
            throw new ProblemException(Kind.CONFLICT, "It is closed; nothing of it was changed.");
        }
        return before;
    }

    private AmendmentView keep(Records records, Caller caller, Amendment changed, String what) {
        Amendment kept = records.amendments()
                .update(
                        changed.noted(what, caller.actor(), counter.clock().instant()),
                        AmendmentRules.due(changed, desk.book(), counter.zone()));
        audit(records, caller, AuditAction.CHANGE, kept, what);
        return AmendmentView.of(records, kept, desk);
    }

    private Amendment find(Records records, Caller caller, String id) {
        Optional<Amendment> there;
        try {
            there = records.amendments().find(new AmendmentId(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("request to amend");
        }
        return there.filter(each -> each.facility().equals(counter.facility()))
                .filter(each -> isOpen(records, caller, each))
                .orElseThrow(() -> ProblemException.notFound("request to amend"));
    }

    private void audit(Records records, Caller caller, AuditAction action, Amendment amendment, String what) {
        counter.trail()
                .append(
                        records,
                        caller,
                        action,
                        KIND,
                        amendment.id().value(),
                        Optional.of(amendment.patient()),
                        Map.of("what", what));
    }

    private static String said(@Nullable String given) {
        return Given.needed(given, "Send words. Nothing was changed.");
    }

    private static Response answer(AmendmentView view) {
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }
}
