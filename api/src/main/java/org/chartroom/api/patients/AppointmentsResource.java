package org.chartroom.api.patients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Repeats;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Planned visits. */
@Path("appointments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AppointmentsResource {
    private static final Duration LONGEST_SPAN = Duration.ofDays(400);

    private final RecordStore store;
    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FacilityId facility;

    public AppointmentsResource(Counter counter) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.ids = counter.ids();
        this.facility = counter.facility();
    }

    /** An appointment as the API shows it. */
    public record AppointmentView(
            AppointmentId id,
            PatientId patientId,
            FacilityId facilityId,
            Instant start,
            int minutes,
            String clinician,
            String reason,
            String status,
            String externalId) {
        /** What the API shows of this appointment. */
        public static AppointmentView of(Appointment each) {
            return new AppointmentView(
                    each.id(),
                    each.patient(),
                    each.facility(),
                    each.start(),
                    (int) each.length().toMinutes(),
                    each.clinician(),
                    each.reason(),
                    each.status(),
                    each.externalId());
        }
    }

    /**
     * An appointment as it is made, or replaced when the facility has one with this external id.
     *
     * @param minutes length
     */
    record AppointmentWrite(
            PatientId patientId,
            Instant start,
            int minutes,
            String clinician,
            String reason,
            String status,
            String externalId) {
        AppointmentWrite {
            if (patientId == null || start == null) {
                throw new IllegalArgumentException("patientId and start are needed");
            }
            if (minutes < 1 || minutes > 24 * 60) {
                throw new IllegalArgumentException("minutes must be within 1..1440");
            }
            clinician = clinician == null ? "" : clinician.strip();
            reason = reason == null ? "" : reason.strip();
            status = status == null || status.isBlank() ? "booked" : status.strip();
            externalId = externalId == null ? "" : externalId.strip();
        }
    }

    @GET
    @OpenToSignedIn
    public Paging<AppointmentView> appointments(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Instant first = instant(from, clock.instant().minus(Duration.ofDays(1)));
        Instant last = instant(to, first.plus(Duration.ofDays(8)));
        if (last.isBefore(first) || Duration.between(first, last).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemException.badRequest("from must be before to, by at most 400 days.");
        }
        List<AppointmentView> all =
                store.read(records -> records.encounters().appointments(facility, first, last).stream()
                        .filter(each -> records.patients()
                                .find(each.patient())
                                .map(caller::maySee)
                                .orElse(false))
                        .map(AppointmentView::of)
                        .toList());
        trail.part(caller, "appointments", facility.value(), Optional.empty(), "list");
        return new Paging<>(all, Optional.empty());
    }

    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response put(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable AppointmentWrite wanted,
            @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest("The request needs a body.");
        }
        Caller caller = Caller.of(request);
        Patient patient = access.patient(caller, wanted.patientId());
        Appointment made = store.write(records -> {
            AppointmentId id =
                    new AppointmentId(Repeats.once(records, "appointment", caller.id(), key, clock.instant(), ids));
            Appointment appointment = new Appointment(
                    id,
                    patient.id(),
                    patient.facility(),
                    wanted.start(),
                    Duration.ofMinutes(wanted.minutes()),
                    wanted.clinician(),
                    wanted.reason(),
                    wanted.status(),
                    wanted.externalId().isEmpty() ? "chartroom:" + id : wanted.externalId());
            Optional<Appointment> before = records.encounters().appointment(facility, appointment.externalId());
            if (before.filter(each -> !each.patient().equals(patient.id())).isPresent()) {
                throw new ConflictException(
                        "The number " + appointment.externalId() + " is that of another patient's appointment.");
            }
            Appointment kept = records.encounters().put(appointment);
            trail.append(
                    records,
                    caller,
                    before.isPresent() ? AuditAction.CHANGE : AuditAction.CREATE,
                    "appointment",
                    kept.id().value(),
                    Optional.of(patient.id()),
                    Map.of());
            return kept;
        });
        return Response.status(Response.Status.CREATED)
                .entity(AppointmentView.of(made))
                .build();
    }

    private static Instant instant(@Nullable String text, Instant otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return java.time.OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("'" + text + "' is no time; write one such as 2026-01-31T09:00:00Z.");
        }
    }
}
