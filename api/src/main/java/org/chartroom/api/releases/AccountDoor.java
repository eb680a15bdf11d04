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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.json.Json;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.AccountAsked;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.KeptSuspension;
import org.chartroom.models.release.Suspension;
import org.chartroom.release.account.Account;
import org.chartroom.release.redaction.RedactedPdf;
import org.jspecify.annotations.Nullable;

/** The patient's account of disclosures as it is handed out, when it was asked for, and which agencies suspended it. */
@Path("patients/{id}/account")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountDoor {
    private static final String KIND = "disclosures";
    private static final int LONGEST = 500;

    private final Counter counter;
    private final Account account;
    private final AccountReports reports;
    private final java.nio.file.Path spool;

    AccountDoor(ReleaseDeskCounter desk, String office, java.nio.file.Path spool) {
        this.counter = desk.counter();
        this.account = new Account(desk.book(), counter.zone());
        this.reports = new AccountReports(Json.mapper(), counter.zone(), office);
        this.spool = spool;
    }

    /**
     * That a patient asked for the account.
     *
     * @param due the last day on which it is in time
     */
    public record Asking(String id, Instant at, LocalDate due, boolean free, String by) {}

    /** All times that the patient asked, first first. */
    public record Askings(List<Asking> items) {}

    /** What an agency asked for. An oral request is documented, and lasts 30 days at most. */
    public record SuspensionWrite(
            @Nullable String agency,
            boolean written,
            @Nullable String documentation,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** A suspension that is kept. */
    public record Suspended(
            String id,
            String agency,
            boolean written,
            String documentation,
            LocalDate from,
            LocalDate until,
            String by,
            Instant at) {}

    /** All suspensions, first first. */
    public record Suspensions(List<Suspended> items) {}

    private record Shown(Patient patient, List<Disclosure> logged, List<Suspension> suspensions, LocalDate today) {}

    private Shown shown(Caller caller, String id, String as) {
        Patient patient = counter.access().patient(caller, patientId(id));
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        Shown shown = counter.store()
                .read(records -> new Shown(
                        patient,
                        records.releases().disclosures(patient.id()),
                        records.releases().suspensions(patient.id()).stream()
                                .map(KeptSuspension::suspension)
                                .toList(),
                        today));
        counter.trail().part(caller, KIND, patient.id().value(), Optional.of(patient.id()), "account as " + as);
        return shown;
    }

    private List<Account.Line> lines(Shown shown) {
        return account.report(shown.logged(), shown.suspensions(), shown.today());
    }

    /** The account of the last six years as a table. */
    @GET
    @Path("csv")
    @Produces({"text/csv", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response csv(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Shown shown = shown(Caller.of(request), id, "CSV");
        return download(
                reports.csv(lines(shown)).getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8", "account.csv");
    }

    /** The account as it is handed to the patient. */
    @GET
    @Path("pdf")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response pdf(@PathParam("id") String id, @Context ContainerRequestContext request) throws IOException {
        Shown shown = shown(Caller.of(request), id, "PDF");
        java.nio.file.Path file = spool.resolve("account-" + counter.ids().get() + ".pdf");
        try (RedactedPdf pdf =
                new RedactedPdf(spool, "account of " + shown.patient().id(), counter.clock())) {
            pdf.text("Account of disclosures", reports.paragraphs(shown.patient(), lines(shown), shown.today()));
            pdf.writeTo(file);
            return download(Files.readAllBytes(file), "application/pdf", "account.pdf");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The account for other programs: FHIR AuditEvents by the IHE BALP profile for disclosures. */
    @GET
    @Path("fhir")
    @Produces({"application/fhir+json", MediaType.APPLICATION_JSON})
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response fhir(@PathParam("id") String id, @Context ContainerRequestContext request) throws IOException {
        Shown shown = shown(Caller.of(request), id, "FHIR");
        List<Disclosure> accounted = account.entries(shown.logged(), shown.suspensions(), shown.today());
        byte[] bundle = Json.mapper()
                .writeValueAsBytes(
                        reports.fhir(shown.patient(), accounted, counter.clock().instant()));
        return download(bundle, "application/fhir+json", "account.json");
    }

    private static Response download(byte[] bytes, String type, String name) {
        return Response.ok(bytes, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** When the patient asked. */
    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Askings asked(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = counter.access().patient(caller, patientId(id));
        Askings askings = counter.store().read(records -> askings(records, patient));
        counter.trail().read(caller, KIND, patient.id().value(), Optional.of(patient.id()));
        return askings;
    }

    private Askings askings(Records records, Patient patient) {
        return new Askings(records.releases().accountsAsked(patient.id()).stream()
                .map(each -> new Asking(
                        each.id(),
                        each.at(),
                        account.due(each.at(), false),
                        each.free(),
                        each.by().name()))
                .toList());
    }

    /** Writes down that the patient asked: due in 60 days; the first within twelve months is free. */
    @POST
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response ask(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = counter.access().patient(caller, patientId(id));
        Instant now = counter.clock().instant();
        LocalDate today = LocalDate.ofInstant(now, counter.zone());
        Asking made = counter.store().write(records -> {
            String entry = Repeats.once(records, KIND, caller.id(), key, now, () -> {
                List<LocalDate> given = records.releases().accountsAsked(patient.id()).stream()
                        .map(each -> LocalDate.ofInstant(each.at(), counter.zone()))
                        .toList();
                AccountAsked asked = new AccountAsked(
                        counter.ids().get(), patient.id(), now, Account.isFree(today, given), caller.actor());
                records.releases().accountAsked(asked);
                audit(records, caller, patient, "account asked for");
                return asked.id();
            });
            return askings(records, patient).items().stream()
                    .filter(each -> each.id().equals(entry))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("account"));
        });
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    /** Which agencies asked not to be accounted for. Whoever hands the account out does not tell the patient of them. */
    @GET
    @Path("suspensions")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Suspensions suspensions(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = counter.access().patient(caller, patientId(id));
        Suspensions all = counter.store().read(records -> suspensions(records, patient));
        counter.trail().part(caller, KIND, patient.id().value(), Optional.of(patient.id()), "suspensions");
        return all;
    }

    private static Suspensions suspensions(Records records, Patient patient) {
        return new Suspensions(records.releases().suspensions(patient.id()).stream()
                .map(each -> new Suspended(
                        each.id(),
                        each.suspension().agency(),
                        each.suspension().written(),
                        each.suspension().documentation(),
                        each.suspension().from(),
                        each.suspension().until(),
                        each.by().name(),
                        each.at()))
                .toList());
    }

    /** Keeps what an agency asked for. */
    @POST
    @Path("suspensions")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Response suspend(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable SuspensionWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null
                || wanted.agency() == null
                || wanted.agency().isBlank()
                || wanted.from() == null
                || wanted.until() == null) {
            throw ProblemException.badRequest("Send agency, from and until, and whether it was asked in writing.");
        }
        String agency = wanted.agency();
        LocalDate from = wanted.from();
        LocalDate until = wanted.until();
        String documentation = wanted.documentation() == null ? "" : wanted.documentation();
        boolean written = wanted.written();
        Patient patient = counter.access().patient(caller, patientId(id));
        Suspension suspension = new Suspension(line(agency), written, line(documentation), from, until);
        suspension.refusal().ifPresent(reason -> {
            throw ReleaseDeskCounter.refused(List.of(reason));
        });
        Instant now = counter.clock().instant();
        Suspended made = counter.store().write(records -> {
            String entry = Repeats.once(records, KIND, caller.id(), key, now, () -> {
                KeptSuspension kept =
                        new KeptSuspension(counter.ids().get(), patient.id(), suspension, caller.actor(), now);
                records.releases().suspend(kept);
                audit(records, caller, patient, "account suspended by an agency");
                return kept.id();
            });
            return suspensions(records, patient).items().stream()
                    .filter(each -> each.id().equals(entry))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("suspension"));
        });
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    private static String line(String given) {
        String text = given.strip();
        if (text.length() > LONGEST) {
            throw ProblemException.badRequest("A text has " + LONGEST + " characters at most. Nothing was kept.");
        }
        return text;
    }

    private void audit(Records records, Caller caller, Patient patient, String what) {
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.CREATE,
                        KIND,
                        patient.id().value(),
                        Optional.of(patient.id()),
                        Map.of("what", what));
    }

    private static PatientId patientId(String id) {
        try {
            return new PatientId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("patient");
        }
    }
}
