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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
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
    private static final String NAME = "emergency access";
    private static final Duration OPEN_FOR = Duration.ofHours(1);
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;
    private static final int MOST = 500;

    private final Counter counter;
    private final Emergencies emergencies;
    private final Consumer<Set<UserId>> alerted;

    /** @param alerted told the privacy officers whose pages are to say that something waits for them */
    public EmergencyAccessResource(Counter counter, Emergencies emergencies, Consumer<Set<UserId>> alerted) {
        this.counter = counter;
        this.emergencies = emergencies;
        this.alerted = alerted;
    }

    /** Whose chart, by two things that tell one person from another, and why. */
    public record Wanted(
            @Nullable String mrn,
            @Nullable LocalDate birthDate,
            @Nullable String reason) {}

    /** What a privacy officer found. */
    public record Found(
            @Nullable Boolean justified, @Nullable String words) {}

    /**
     * A chart that was opened.
     *
     * @param until when it closes, or closed
     * @param secondsLeft until it closes by itself; 0 when it is closed
     */
    public record Line(
            String id,
            PatientId patientId,
            String patientName,
            String mrn,
            Optional<LocalDate> birthDate,
            String by,
            String reason,
            Instant from,
            Instant until,
            long secondsLeft,
            Optional<Boolean> justified,
            String words,
            String lookedBy,
            Optional<Instant> lookedAt) {}

    /** A chart that was opened, and what was done in it in that time, in order. */
    public record Opening(Line line, List<DoneInEmergency.Step> done) {}

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
            enter(records, caller, access, "restricted chart opened in an emergency");
            return line(records, access);
        });
        emergencies.changed();
        counter.trail().forgetLooks(caller.id());
        alerted.accept(officers());
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

    /** The charts that are open to the caller just now because of an emergency. */
    @GET
    @Path("mine")
    @OpenTo(Role.CLINICIAN)
    public List<Line> mine(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return counter.store()
                .read(records -> records.emergencies().openAt(counter.clock().instant()).stream()
                        .filter(each -> each.by().equals(caller.id()))
                        .map(each -> line(records, each))
                        .toList());
    }

    /** A chart that was opened, and what was looked at and done in it. */
    @GET
    @Path("{id}")
    @OpenTo(Role.PRIVACY_OFFICER)
    public Opening one(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Opening opening = counter.store().read(records -> {
            EmergencyAccess access = access(records, id);
            return new Opening(line(records, access), DoneInEmergency.of(records, access));
        });
        counter.trail()
                .read(Caller.of(request), KIND, id, Optional.of(opening.line().patientId()));
        return opening;
    }

    /** Closes a chart before its time: whoever opened it, or a privacy officer. */
    @POST
    @Path("{id}/close")
    @OpenTo({Role.CLINICIAN, Role.PRIVACY_OFFICER})
    public Line close(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Line line = counter.store().write(records -> {
            EmergencyAccess access = access(records, id);
            if (!access.by().equals(caller.id()) && !caller.is(Role.PRIVACY_OFFICER)) {
                throw ProblemException.notFound(NAME);
            }
            EmergencyAccess closed = access.closedAt(counter.clock().instant());
            records.emergencies().close(closed);
            enter(records, caller, access, "closed before its time");
            return line(records, closed);
        });
        emergencies.changed();
        return line;
    }

    /** Says what was found, once the chart is closed. Who opened the chart does not judge it. */
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
            EmergencyAccess access = access(records, id);
            if (access.by().equals(caller.id())) {
                throw new ProblemException(
                        Kind.NOT_ALLOWED, "Who opened the chart does not judge it: somebody else looks at it.");
            }
            if (access.isOpen(counter.clock().instant())) {
                throw new ProblemException(
                        Kind.CONFLICT,
                        "The chart is open still. Close it first, so that what you find covers all that was looked at.");
            }
            EmergencyAccess looked = access.lookedAt(
                    new EmergencyAccess.Look(caller.id(), counter.clock().instant(), justified, words));
            records.emergencies().look(looked);
            enter(records, caller, access, justified ? "looked at: there was need" : "looked at: there was no need");
            return line(records, looked);
        });
    }

    /** Into the trail, in the transaction of what was done. */
    private void enter(Records records, Caller caller, EmergencyAccess access, String what) {
        counter.trail()
                .append(
                        records,
                        caller,
                        AuditAction.ADMIN,
                        KIND,
                        access.id(),
                        Optional.of(access.patient()),
                        Map.of("what", what));
    }

    private Set<UserId> officers() {
        return counter.store()
                .read(records -> records.accounts().all().stream()
                        .filter(each -> !each.disabled() && each.roles().contains(Role.PRIVACY_OFFICER))
                        .map(UserAccount::id)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static EmergencyAccess access(Records records, String id) {
        return records.emergencies().find(id).orElseThrow(() -> ProblemException.notFound(NAME));
    }

    private Line line(Records records, EmergencyAccess each) {
        Optional<Patient> patient = records.patients().find(each.patient());
        return new Line(
                each.id(),
                each.patient(),
                patient.map(whose -> whose.name().display()).orElse(""),
                patient.map(Patient::mrn).orElse(""),
                patient.map(Patient::birthDate),
                name(records, each.by()),
                each.reason(),
                each.from(),
                each.until(),
                Math.max(
                        0,
                        Duration.between(counter.clock().instant(), each.until())
                                .toSeconds()),
                each.look().map(EmergencyAccess.Look::justified),
                each.look().map(EmergencyAccess.Look::words).orElse(""),
                each.look().map(look -> name(records, look.by())).orElse(""),
                each.look().map(EmergencyAccess.Look::at));
    }

    private static String name(Records records, UserId id) {
        return records.accounts().find(id).map(UserAccount::displayName).orElse(id.value());
    }
}
