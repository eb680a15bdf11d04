package org.chartroom.api.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Appointment lists of scheduling systems. */
@Path("appointments/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public final class ScheduleImportResource {
    private static final int MOST_BYTES = 8_000_000;
    private static final int MOST_LINES = 2_000;

    private final ScheduleImport imports;
    private final AuditTrail trail;
    private final ObjectMapper json;
    private final ZoneId zone;
    private final FacilityId facility;

    public ScheduleImportResource(Counter counter, ObjectMapper json) {
        this.imports = new ScheduleImport(counter.store(), counter.trail(), counter.ids(), counter.facility());
        this.trail = counter.trail();
        this.json = json;
        this.zone = counter.zone();
        this.facility = counter.facility();
    }

    /**
     * Takes a list in, or only says what would become of it. Repeating it changes nothing more: appointments are known by the
     * scheduling system's own numbers.
     *
     * @param format {@code csv}, {@code fhir} or {@code siu}
     * @param dryRun whether nothing is to be kept
     */
    @POST
    @OpenTo({Role.INTAKE, Role.RECORDS_CLERK, Role.CLINICIAN, Role.ADMINISTRATOR})
    public ScheduleImport.Report take(
            @QueryParam("format") @Nullable String format,
            @QueryParam("dryRun") boolean dryRun,
            @Nullable InputStream body,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        String how = format == null ? "" : format.strip();
        if (!List.of("csv", "fhir", "siu").contains(how)) {
            throw ProblemException.badRequest("format must be csv, fhir or siu. Nothing was changed.");
        }
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(MOST_BYTES + 1);
        if (bytes.length == 0) {
            throw new ProblemException(Kind.EMPTY_FILE, "The list is empty. Nothing was changed. Check the file.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(
                    Kind.TOO_LARGE, "The list is longer than 8 MB. Nothing was changed. Send it in parts.");
        }
        String text = text(bytes);
        List<Row> rows = switch (how) {
            case "csv" -> CsvSchedule.rows(text, zone);
            case "fhir" -> FhirSchedule.rows(text, json);
            default -> SiuSchedule.rows(text, zone);
        };
        if (rows.size() > MOST_LINES) {
            throw new ProblemException(
                    Kind.TOO_LARGE,
                    "The list has more than " + MOST_LINES + " appointments. Nothing was changed. Send it in parts.");
        }
        // The answer tells whether numbers and birth dates fit, so asking is looking.
        trail.part(caller, "appointments", facility.value(), Optional.empty(), dryRun ? "import tried" : "import");
        return imports.of(caller, rows, dryRun);
    }

    /** UTF-8 where it is that, else Windows' own, in which many lists are written. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
