package org.chartroom.api.auth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opening a restricted chart in an emergency (45 CFR 164.312(a)(2)(ii)): by a clinician who knows whose it is, with a reason, for an hour;
 * privacy officers are told, and look at it afterwards.
 */
@Path("emergency-access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EmergencyAccessResource {
    private static final Logger log = LoggerFactory.getLogger(EmergencyAccessResource.class);
    private static final String KIND = "emergency-access";
    private static final Duration OPEN_FOR = Duration.ofHours(1);
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;
    private static final int MOST = 500;

    private final Counter counter;
    private final Emergencies emergencies;

    public EmergencyAccessResource(Counter counter, Emergencies emergencies) {
        this.counter = counter;
        this.emergencies = emergencies;
    }

    /** Whose chart, by two things that tell one person from another, and why. */
    public record Wanted(
            @Nullable String mrn,
            @Nullable LocalDate birthDate,
            @Nullable String reason) {}

    /** What a privacy officer found. */
    public record Found(
            @Nullable Boolean justified, @Nullable String words) {}

    /** A chart that was opened. */
    public record Line(
            String id,
            PatientId patientId,
            String patientName,
            String by,
            String reason,
            Instant from,
            Instant until,
            Optional<Boolean> justified,
            String words,
            String lookedBy) {}

    /** Opens a restricted chart for an hour. */
    @POST
    @OpenTo(Role.CLINICIAN)
    public Response open(@Nullable Wanted wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        String reason =
                wanted == null || wanted.reason() == null ? "" : wanted.reason().strip();
        if (wanted == null || wanted.mrn() == null || wanted.birthDate() == null) {
            throw ProblemException.badRequest("Send the record number and the birth date. Nothing was opened.");
        }
        if (reason.length() < SHORTEST || reason.length() > LONGEST) {
            throw ProblemException.badRequest("Send what the emergency is, in some words. Nothing was opened.");
        }
        String mrn = wanted.mrn().strip();
        LocalDate born = wanted.birthDate();
        Optional<Patient> there = counter.store()
                .read(records -> records.patients()
                        .byMrn(counter.facility(), mrn)
                        .filter(each -> each.birthDate().equals(born)));
        Patient patient = there.orElseThrow(() -> {
            counter.trail().refused(caller, "emergency access to a chart that is not there");
            return ProblemException.notFound("patient");
        });
        if (caller.maySee(patient)) {
            throw new ProblemException(Kind.CONFLICT, "The chart is open to you. Nothing was changed.");
        }
        Instant now = counter.clock().instant();
        EmergencyAccess access = new EmergencyAccess(
                counter.ids().get(), patient.id(), caller.id(), reason, now, now.plus(OPEN_FOR), Optional.empty());
        Line line = counter.store().write(records -> {
            records.emergencies().add(access);
            counter.trail()
                    .append(
                            records,
                            caller,
                            AuditAction.ADMIN,
                            KIND,
                            access.id(),
                            Optional.of(patient.id()),
                            Map.of("what", "restricted chart opened in an emergency"));
            return line(records, access);
        });
        emergencies.changed();
        log.warn("A restricted chart was opened in an emergency; a privacy officer has to look at it.");
        return Response.status(Response.Status.CREATED).entity(line).build();
    }

    /** Charts that were opened in emergencies, the latest first. @param waiting only those at which nobody has looked */
    @GET
    @OpenTo(Role.PRIVACY_OFFICER)
    public List<Line> list(@QueryParam("waiting") @Nullable Boolean waiting, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        List<Line> lines = counter.store()
                .read(records -> records.emergencies().latest(Boolean.TRUE.equals(waiting), MOST).stream()
                        .map(each -> line(records, each))
                        .toList());
        counter.trail().part(caller, KIND, counter.facility().value(), Optional.empty(), "list");
        return lines;
    }

    /** Says what was found. Who opened the chart does not judge it. */
    @POST
    @Path("{id}/review")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Line review(@PathParam("id") String id, @Nullable Found found, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (found == null
                || found.justified() == null
                || found.words() == null
                || found.words().isBlank()
                || found.words().length() > LONGEST) {
            throw ProblemException.badRequest("Send whether there was need, and in words what you found.");
        }
        boolean justified = found.justified();
        String words = found.words().strip();
        return counter.store().write(records -> {
            EmergencyAccess access =
                    records.emergencies().find(id).orElseThrow(() -> ProblemException.notFound("emergency access"));
            if (access.by().equals(caller.id())) {
                throw new ProblemException(
                        Kind.NOT_ALLOWED, "Who opened the chart does not judge it: somebody else looks at it.");
            }
            EmergencyAccess looked = access.lookedAt(
                    new EmergencyAccess.Look(caller.id(), counter.clock().instant(), justified, words));
            records.emergencies().look(looked);
            counter.trail()
                    .append(
                            records,
                            caller,
                            AuditAction.ADMIN,
                            KIND,
                            id,
                            Optional.of(access.patient()),
                            Map.of("what", justified ? "looked at: there was need" : "looked at: there was no need"));
            return line(records, looked);
        });
    }

    private static Line line(Records records, EmergencyAccess each) {
        return new Line(
                each.id(),
                each.patient(),
                records.patients()
                        .find(each.patient())
                        .map(patient -> patient.name().display())
                        .orElse(""),
                name(records, each.by()),
                each.reason(),
                each.from(),
                each.until(),
                each.look().map(EmergencyAccess.Look::justified),
                each.look().map(EmergencyAccess.Look::words).orElse(""),
                each.look().map(look -> name(records, look.by())).orElse(""));
    }

    private static String name(Records records, UserId id) {
        return records.accounts().find(id).map(each -> each.displayName()).orElse(id.value());
    }
}
