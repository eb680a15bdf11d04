package org.chartroom.api.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.chartroom.api.errors.ProblemException;

/**
 * A FHIR R4 bundle with Appointment resources and the Patient resources they name, in the bundle or contained. Read are
 * {@code identifier}, {@code id}, {@code status}, {@code start}, {@code end}, {@code minutesDuration},
 * {@code reasonCode}, {@code description} and {@code participant}; of patients {@code identifier}, {@code birthDate} and
 * {@code name}. All else is left aside.
 */
final class FhirSchedule {
    private FhirSchedule() {}

    /** @throws ProblemException when it is no bundle */
    static List<Row> rows(String text, ObjectMapper json) {
        JsonNode bundle;
        try {
            bundle = json.readTree(text);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("The body is not JSON: line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ". Nothing was changed.");
        }
        if (bundle == null || !bundle.path("resourceType").asText().equals("Bundle")) {
            throw ProblemException.badRequest("The body is no FHIR Bundle. Nothing was changed.");
        }
        Map<String, JsonNode> patients = new HashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Patient")) {
                patients.put(entry.path("fullUrl").asText(), resource);
                patients.put("Patient/" + resource.path("id").asText(), resource);
            }
        }
        List<Row> rows = new ArrayList<>();
        int line = 0;
        for (JsonNode entry : bundle.path("entry")) {
            line++;
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Appointment")) {
                rows.add(row(line, resource, patients));
            }
        }
        return rows;
    }

    private static Row row(int line, JsonNode appointment, Map<String, JsonNode> patients) {
        Optional<String> status = Status.of(appointment.path("status").asText());
        if (status.isEmpty()) {
            return new Row.Bad(line, "the status is none of FHIR R4's that is known here");
        }
        Optional<Instant> start = instant(appointment.path("start").asText());
        if (start.isEmpty() && !status.get().equals(Status.CANCELLED)) {
            return new Row.Bad(line, "it has no start with a time zone");
        }
        List<JsonNode> named = stream(appointment.path("participant"))
                .map(each -> each.path("actor"))
                .filter(FhirSchedule::isPatient)
                .toList();
        if (named.size() != 1) {
            return new Row.Bad(line, named.isEmpty() ? "it names no patient" : "it names more than one patient");
        }
        String reference = named.getFirst().path("reference").asText();
        JsonNode patient = stream(appointment.path("contained"))
                .filter(each -> reference.equals("#" + each.path("id").asText()))
                .findFirst()
                .orElse(patients.get(reference));
        if (patient == null) {
            return new Row.Bad(line, "its patient is not in the bundle, so the birth date cannot be compared");
        }
        Optional<LocalDate> birthDate = Times.day(patient.path("birthDate").asText());
        if (birthDate.isEmpty()) {
            return new Row.Bad(line, "its patient has no whole birth date");
        }
        return new Row.Told(
                line,
                number(appointment),
                mrn(patient),
                birthDate,
                patient.path("name").path(0).path("family").asText(),
                start,
                length(appointment, start),
                clinician(appointment),
                reason(appointment),
                status.get());
    }

    private static boolean isPatient(JsonNode actor) {
        String reference = actor.path("reference").asText();
        return actor.path("type").asText().equals("Patient")
                || reference.startsWith("Patient/")
                || reference.contains("/Patient/")
                || reference.startsWith("#") && !actor.path("type").asText().equals("Practitioner")
                || reference.startsWith("urn:uuid:")
                        && actor.path("type").asText().isEmpty();
    }

    private static String number(JsonNode appointment) {
        String value = appointment.path("identifier").path(0).path("value").asText();
        return value.isBlank() ? appointment.path("id").asText() : value.strip();
    }

    /** The identifier of type MR, else the only one there is. */
    private static String mrn(JsonNode patient) {
        List<JsonNode> identifiers = stream(patient.path("identifier")).toList();
        return identifiers.stream()
                .filter(each -> stream(each.path("type").path("coding"))
                        .anyMatch(coding -> coding.path("code").asText().equals("MR")))
                .findFirst()
                .or(() -> identifiers.size() == 1 ? Optional.of(identifiers.getFirst()) : Optional.empty())
                .map(each -> each.path("value").asText().strip())
                .orElse("");
    }

    private static Optional<Duration> length(JsonNode appointment, Optional<Instant> start) {
        int minutes = appointment.path("minutesDuration").asInt();
        if (minutes > 0) {
            return Optional.of(Duration.ofMinutes(minutes));
        }
        return start.flatMap(from -> instant(appointment.path("end").asText())
                .map(to -> Duration.between(from, to))
                .filter(Duration::isPositive));
    }

    private static String clinician(JsonNode appointment) {
        return stream(appointment.path("participant"))
                .map(each -> each.path("actor"))
                .filter(actor -> actor.path("type").asText().equals("Practitioner")
                        || actor.path("reference").asText().contains("Practitioner/"))
                .map(actor -> actor.path("display").asText())
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String reason(JsonNode appointment) {
        JsonNode code = appointment.path("reasonCode").path(0);
        return Stream.of(
                        code.path("text").asText(),
                        code.path("coding").path(0).path("display").asText(),
                        appointment.path("description").asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
