package org.chartroom.api.patients;

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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Files of patients from another system. */
@Path("patients/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public final class PatientImportResource {
    private static final int MOST_BYTES = 50_000_000;

    private final PatientImport imports;
    private final Clock clock;
    private final ZoneId zone;

    public PatientImportResource(Counter counter, PatientDirectory directory) {
        this.imports = new PatientImport(counter, directory);
        this.clock = counter.clock();
        this.zone = counter.zone();
    }

    /**
     * Takes a file of patients in, or says what would become of it. Who is there by the record number is updated; nothing that is
     * known is taken away. Safe to repeat.
     *
     * @param format {@code csv}, or {@code fhir}: a Patient, a Bundle, or one resource a line
     * @param dryRun keeps nothing
     * @param dates of CSV: {@code iso} (1950-01-31) or {@code us} (01/31/1950)
     * @param rows {@code each}: every line by itself; {@code all}: nothing, when a line is refused
     * @param system of FHIR: the system of the identifier that is the record number here; else the identifier of type MR is
     */
    @POST
    @OpenTo({Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public PatientImport.Result take(
            @QueryParam("format") @Nullable String format,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("dates") @Nullable String dates,
            @QueryParam("rows") @Nullable String rows,
            @QueryParam("system") @Nullable String system,
            InputStream file,
            @Context ContainerRequestContext request)
            throws IOException {
        Caller caller = Caller.of(request);
        String form = one("format", format, "csv", "csv", "fhir");
        String written = one("dates", dates, "iso", "iso", "us");
        boolean all = one("rows", rows, "each", "each", "all").equals("all");
        byte[] bytes = file.readNBytes(MOST_BYTES + 1);
        if (bytes.length == 0) {
            throw new ProblemException(Kind.EMPTY_FILE, "The file has no bytes. Nothing was imported.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(
                    Kind.TOO_LARGE,
                    "The file is longer than " + MOST_BYTES + " bytes. Nothing was imported. Split it.");
        }
        LocalDate today = LocalDate.now(clock.withZone(zone));
        PatientFile read = form.equals("csv")
                ? new CsvPatients(FileDates.valueOf(written.toUpperCase(Locale.ROOT)), today).read(bytes)
                : new FhirPatients(system == null ? "" : system.strip(), today).read(bytes);
        return imports.take(caller, read, dryRun, all);
    }

    private static String one(String name, @Nullable String asked, String usual, String... possible) {
        String value = asked == null || asked.isBlank() ? usual : asked.strip().toLowerCase(Locale.ROOT);
        for (String each : possible) {
            if (each.equals(value)) {
                return value;
            }
        }
        throw ProblemException.badRequest(name + " is one of " + String.join(", ", possible) + ".");
    }
}
