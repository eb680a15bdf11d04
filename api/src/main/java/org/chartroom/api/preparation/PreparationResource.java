package org.chartroom.api.preparation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.chart.RulesOfCharts;
import org.chartroom.api.chart.UnsignedNote;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.BlobAnswer;
import org.chartroom.api.http.Versions;
import org.chartroom.ingest.pdf.SearchablePdf;
import org.chartroom.models.record.Appointment;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Prepared;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Charts made ready for the visits of a day. */
@Path("appointments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PreparationResource {
    private static final String KIND = "packet";
    private static final int LONGEST_JOB = 64;

    /** Visits that will not take place. */
    private final RecordStore store;

    private final Access access;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;
    private final FacilityId facility;
    private final RulesOfCharts rules;
    private final PacketPrint print;
    private final PrintProgress progress = new PrintProgress();

    public PreparationResource(Counter counter, RulesOfCharts rules, PacketPrint print) {
        this.store = counter.store();
        this.access = counter.access();
        this.trail = counter.trail();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.facility = counter.facility();
        this.rules = rules;
        this.print = print;
    }

    /**
     * The visits of a day in the order of time.
     *
     * @param zone the office's, in which the day and its times are
     */
    record Day(LocalDate date, ZoneId zone, List<PacketView.Line> visits) {}

    /**
     * The visits of a day with what there is and what is missing.
     *
     * @param date the next working day when left out
     * @param clinician a part of the name of whoever is visited
     */
    @GET
    @Path("preparation")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Day day(
            @QueryParam("date") @Nullable String date,
            @QueryParam("clinician") @Nullable String clinician,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        LocalDate day = day(date);
        List<VisitPacket> packets = packets(caller, day, clinician);
        trail.part(caller, "preparation", day.toString(), Optional.empty(), "list");
        return new Day(day, zone, packets.stream().map(PacketView.Line::of).toList());
    }

    @GET
    @Path("{id}/packet")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response packet(@PathParam("id") AppointmentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        VisitPacket packet = packet(caller, id);
        trail.write(trail.event(
                caller,
                AuditAction.READ,
                KIND,
                id.value(),
                Optional.of(packet.patient().id()),
                Map.of(
                        "shown",
                        String.join(
                                " ", documents(packet).map(DocumentId::value).toList()))));
        return answer(packet);
    }

    /** The packet with a cover sheet and all pages, as one PDF. */
    @GET
    @Path("{id}/packet.pdf")
    @Produces("application/pdf")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response packetPdf(@PathParam("id") AppointmentId id, @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        VisitPacket packet = packet(caller, id);
        lookedAt(caller, List.of(packet));
        return pdf(print.of(packet), "packet-" + id + ".pdf");
    }

    /**
     * All packets of a day as one PDF.
     *
     * @param job a name under which {@code preparation/progress} tells the caller how far it is
     */
    @GET
    @Path("preparation.pdf")
    @Produces("application/pdf")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response dayPdf(
            @QueryParam("date") @Nullable String date,
            @QueryParam("clinician") @Nullable String clinician,
            @QueryParam("job") @Nullable String job,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        LocalDate day = day(date);
        String name = job(job);
        List<VisitPacket> packets = packets(caller, day, clinician);
        progress.put(caller.id(), name, new PrintProgress.Far(0, packets.size()));
        lookedAt(caller, packets);
        SearchablePdf made = print.of(
                day, packets, done -> progress.put(caller.id(), name, new PrintProgress.Far(done, packets.size())));
        return pdf(made, "visits-" + day + ".pdf");
    }

    /** How many packets of a PDF that is being made are through. */
    @GET
    @Path("preparation/progress")
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public PrintProgress.Far progress(
            @QueryParam("job") @Nullable String job, @Context ContainerRequestContext request) {
        return progress.of(Caller.of(request).id(), job(job));
    }

    private static String job(@Nullable String job) {
        String name = job == null ? "" : job.strip();
        if (name.length() > LONGEST_JOB) {
            throw ProblemException.badRequest("job has more than " + LONGEST_JOB + " characters.");
        }
        return name;
    }

    /** Marks the visit's chart as prepared, as it was when the packet was read. */
    @POST
    @Path("{id}/prepared")
    @OpenTo({Role.RECORDS_CLERK, Role.INTAKE, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response prepared(
            @PathParam("id") AppointmentId id,
            @HeaderParam("If-Match") @Nullable String stamp,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        packet(caller, id);
        return answer(store.write(records -> {
            VisitPacket packet = packetOf(records, id);
            Versions.check(stamp, packet.stamp());
            records.preparations()
                    .put(new Prepared(
                            id, caller.id(), caller.account().displayName(), clock.instant(), packet.contents()));
            noted(records, caller, packet, "prepared");
            return packetOf(records, id);
        }));
    }

    /** Takes the mark away. */
    @DELETE
    @Path("{id}/prepared")
    @OpenTo({Role.RECORDS_CLERK, Role.INTAKE, Role.CLINICIAN, Role.ADMINISTRATOR})
    public Response notPrepared(@PathParam("id") AppointmentId id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        packet(caller, id);
        return answer(store.write(records -> {
            records.preparations().remove(id);
            VisitPacket packet = packetOf(records, id);
            noted(records, caller, packet, "not prepared");
            return packet;
        }));
    }

    private void noted(Records records, Caller caller, VisitPacket packet, String what) {
        trail.append(
                records,
                caller,
                AuditAction.CHANGE,
                KIND,
                packet.appointment().id().value(),
                Optional.of(packet.patient().id()),
                Map.of("what", what));
    }

    private Response answer(VisitPacket packet) {
        return Response.ok(PacketView.of(packet, zone))
                .tag(Versions.tag(packet.stamp()))
                .build();
    }

    private static Response pdf(SearchablePdf pdf, String name) {
        StreamingOutput body = out -> {
            try (pdf) {
                pdf.writeTo(out);
            }
        };
        return Response.ok(body)
                .header("Content-Disposition", BlobAnswer.disposition("attachment", name))
                .build();
    }

    private VisitPacket packet(Caller caller, AppointmentId id) {
        Appointment appointment = store.read(records -> records.encounters().appointment(id))
                .orElseThrow(() -> ProblemException.notFound("appointment"));
        access.patient(caller, appointment.patient());
        return store.read(records -> packetOf(records, id));
    }

    private VisitPacket packetOf(Records records, AppointmentId id) {
        Appointment appointment =
                records.encounters().appointment(id).orElseThrow(() -> ProblemException.notFound("appointment"));
        Patient patient =
                records.patients().find(appointment.patient()).orElseThrow(() -> ProblemException.notFound("patient"));
        return VisitPacket.of(records, appointment, patient, rules.now(records), clock.instant(), zone);
    }

    private List<VisitPacket> packets(Caller caller, LocalDate day, @Nullable String clinician) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        String wanted = clinician == null ? "" : clinician.strip().toLowerCase(Locale.ROOT);
        return store.read(records -> records.encounters().appointments(facility, from, to).stream()
                .filter(each -> !each.isOff())
                .filter(each -> each.clinician().toLowerCase(Locale.ROOT).contains(wanted))
                .flatMap(each -> records
                        .patients()
                        .find(each.patient())
                        .filter(caller::maySee)
                        .map(patient ->
                                VisitPacket.of(records, each, patient, rules.now(records), clock.instant(), zone))
                        .stream())
                .toList());
    }

    /** Whoever has a packet printed has read every document in it. */
    private void lookedAt(Caller caller, List<VisitPacket> packets) {
        store.write(records -> {
            for (VisitPacket packet : packets) {
                String appointment = packet.appointment().id().value();
                Optional<org.chartroom.models.record.PatientId> whose =
                        Optional.of(packet.patient().id());
                trail.append(records, caller, AuditAction.READ, KIND, appointment, whose, Map.of("part", "pdf"));
                documents(packet)
                        .forEach(each -> trail.append(
                                records,
                                caller,
                                AuditAction.READ,
                                "document",
                                each.value(),
                                whose,
                                Map.of("packet", appointment)));
            }
            return packets.size();
        });
    }

    private static Stream<DocumentId> documents(VisitPacket packet) {
        return Stream.concat(
                Stream.concat(packet.notes().stream(), packet.news().stream()).map(PacketPart::id),
                packet.unsigned().stream().map(UnsignedNote::document));
    }

    private LocalDate day(@Nullable String date) {
        if (date == null || date.isBlank()) {
            LocalDate next = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
            while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
                next = next.plusDays(1);
            }
            return next;
        }
        try {
            return LocalDate.parse(date.strip());
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("'" + date + "' is no date; write one such as 2026-01-31.");
        }
    }
}
