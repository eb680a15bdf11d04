package org.chartroom.api.quality;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.chartroom.api.aids.AidShelf;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.config.DictationConfig;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SignedNote;
import org.jspecify.annotations.Nullable;

/** How much work notes were: the caller's own, or for administrators everybody's. */
@Path("productivity")
@Produces(MediaType.APPLICATION_JSON)
public final class ProductivityResource {
    private final RecordStore store;
    private final Clock clock;
    private final ZoneId zone;
    private final AidShelf shelf;
    private final DictationConfig.Lines unit;

    public ProductivityResource(Counter counter, AidShelf shelf, DictationConfig rules) {
        this.store = counter.store();
        this.clock = counter.clock();
        this.zone = counter.zone();
        this.shelf = shelf;
        this.unit = rules.lines();
    }

    /**
     * Figures of notes signed on these days.
     *
     * @param from first day, such as 2026-01-01; six days before the last when nobody says
     * @param to last day, today when nobody says
     */
    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Productivity productivity(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        Days days = Days.of(from, to, clock, zone);
        return store.read(records -> {
            List<SignedNote> notes = records.noteQuality().signed(days.start(), days.end()).stream()
                    .filter(note -> caller.is(Role.ADMINISTRATOR)
                            || note.editor().equals(caller.id())
                            || note.author().equals(caller.id()))
                    .toList();
            Productivity all = Productivity.of(records, notes, days, unit, shelf);
            return caller.is(Role.ADMINISTRATOR) ? all : all.daysOf(caller.id());
        });
    }

    /** The days as a table for a spreadsheet. */
    @GET
    @Path("csv")
    @Produces("text/csv; charset=utf-8")
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.ADMINISTRATOR})
    public Response productivityTable(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Context ContainerRequestContext request) {
        Productivity figures = productivity(from, to, request);
        StringBuilder csv = new StringBuilder("day,person,notes,audio minutes,lines,mean turnaround minutes\r\n");
        for (Productivity.PersonsDay day : figures.days()) {
            csv.append(day.day())
                    .append(',')
                    .append(cell(day.displayName()))
                    .append(',')
                    .append(day.notes())
                    .append(',')
                    .append(day.audioMinutes())
                    .append(',')
                    .append(day.lines())
                    .append(',')
                    .append(day.meanTurnaroundSeconds() / 60)
                    .append("\r\n");
        }
        return Response.ok(csv.toString())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"productivity-" + figures.from() + "-" + figures.to() + ".csv\"")
                .build();
    }

    /** Quoted; what a spreadsheet would take for a formula is made text. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
