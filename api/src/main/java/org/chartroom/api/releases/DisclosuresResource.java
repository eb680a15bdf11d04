package org.chartroom.api.releases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.KeptSuspension;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Suspension;
import org.chartroom.release.account.Account;

/** What left the office of a patient's records: everything that was logged, and the account the patient may ask for. */
@Path("patients/{id}/disclosures")
@Produces(MediaType.APPLICATION_JSON)
public final class DisclosuresResource {
    private final Counter counter;
    private final Account account;

    DisclosuresResource(ReleaseDeskCounter desk) {
        this.counter = desk.counter();
        this.account = new Account(desk.book(), counter.zone());
    }

    /**
     * @param entries everything that was logged, the first first
     * @param account what the patient's account of the last six years shows
     */
    public record Disclosures(List<Entry> entries, List<Line> account) {}

    /** One entry of the log. */
    public record Entry(
            String id,
            Instant at,
            String recipient,
            String address,
            String description,
            String purpose,
            LawfulBasis basis,
            boolean permitted,
            boolean accountable,
            Optional<String> supersedes,
            Optional<String> release,
            String by) {}

    /** One line of the account; repeated disclosures are one line. */
    public record Line(
            Instant first,
            int count,
            Instant last,
            String recipient,
            String address,
            String description,
            String purpose) {}

    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Disclosures disclosures(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Patient patient = counter.access().patient(caller, patientId(id));
        List<Disclosure> logged =
                counter.store().read(records -> records.releases().disclosures(patient.id()));
        List<Suspension> suspensions = counter.store()
                .read(records -> records.releases().suspensions(patient.id()).stream()
                        .map(KeptSuspension::suspension)
                        .toList());
        counter.trail().read(caller, "disclosures", patient.id().value(), Optional.of(patient.id()));
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        return new Disclosures(
                logged.stream().map(this::entry).toList(),
                account.report(logged, suspensions, today).stream()
                        .map(line -> new Line(
                                line.first().at(),
                                line.count(),
                                line.last(),
                                line.first().recipient().name(),
                                line.first().recipient().address(),
                                line.first().description(),
                                line.first().purpose()))
                        .toList());
    }

    private static PatientId patientId(String id) {
        try {
            return new PatientId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("patient");
        }
    }

    private Entry entry(Disclosure each) {
        return new Entry(
                each.id().value(),
                each.at(),
                each.recipient().name(),
                each.recipient().address(),
                each.description(),
                each.purpose(),
                each.basis(),
                each.permitted(),
                account.isAccountable(each),
                each.supersedes().map(Object::toString),
                each.release().map(Object::toString),
                each.by().name());
    }
}
