package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.ReleaseRequest;
import org.jspecify.annotations.Nullable;

/** Whose every page proves to be. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CheckStep {
    /** How a page of somebody else that was stopped stands in the request's history. */
    static final String NEAR_MISS = "pages of somebody else stopped: ";

    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final PageProof proof;

    CheckStep(ReleaseDeskCounter desk, PageProof proof) {
        this.desk = desk;
        this.counter = desk.counter();
        this.proof = proof;
    }

    /** Pages that somebody looked at and found to be the patient's. */
    public record SeenWrite(
            @Nullable List<PageAt> pages, @Nullable String exception) {}

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
        return desk.step(caller, id, version, "pages checked for whose they are", (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            long others = checked.stream()
                    .flatMap(page -> page.identity().stream())
                    .filter(identity -> identity.light() == PageIdentity.Light.RED)
                    .count();
            ReleaseRequest with = before.withPages(checked);
            return others == 0 ? with : with.noted(NEAR_MISS + others, caller.actor(), now.now());
        });
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
        Set<PageAt> at = Set.copyOf(wanted.pages());
        String exception = Given.line(wanted.exception());
        return desk.step(caller, id, version, "pages looked at", (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withPages(PageAt.each(
                    before,
                    at,
                    page -> page.identity()
                            .map(identity -> page.identified(new PageIdentity(
                                    identity.light(),
                                    identity.words(),
                                    Optional.of(new PageIdentity.Seen(caller.id(), exception, now.now())))))
                            .orElse(page)));
        });
    }
}
