package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another system asks for records with a FHIR Task, and follows how far its request is. */
class FhirTaskTest {
    private static final String TASKS = "/fhir/r4/Task";

    @TempDir
    static Path data;

    static TestOffice office;
    static TestPapers papers;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        papers = new TestPapers(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String task(String number, String type, String start) {
        return """
                {"resourceType":"Task","status":"requested","intent":"order",
                 "identifier":[{"system":"https://clinic.example/requests","value":"%s"}],
                 "contained":[{"resourceType":"Patient","id":"p","name":[{"family":"Winslow","given":["Nora"]}],
                   "birthDate":"1977-05-06","identifier":[{"value":"T-1"}]}],
                 "for":{"reference":"#p"},
                 "requester":{"display":"Hillside Cardiology"},
                 "reasonCode":{"text":"Consultation on 12 December"},
                 "input":[
                  {"type":{"coding":[{"system":"urn:chartroom:release-input","code":"requester-type"}]},"valueCode":"%s"},
                  {"type":{"coding":[{"system":"urn:chartroom:release-input","code":"period"}]},
                   "valuePeriod":{"start":"%s","end":"2026-06-30"}},
                  {"type":{"coding":[{"system":"urn:chartroom:release-input","code":"document-type"}]},
                   "valueCoding":{"system":"http://loinc.org","code":"11506-3"}},
                  {"type":{"coding":[{"system":"urn:chartroom:release-input","code":"recipient"}]},
                   "valueString":"Hillside Cardiology"}]}
                """.formatted(number, type, start);
    }

    private static TestOffice.Answer send(Role role, String task) {
        return office.post(role, TASKS, task.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/fhir+json");
    }

    private static void refused(TestOffice.Answer answer, int status, String code, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(answer.body().get("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body().at("/issue/0/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/issue/0/details/text").asText()).contains(words);
    }

    @Test
    void aTaskLogsARequestOnceWithWhatItAsksForAndSaysHowFarItIs() {
        TestOffice.Answer made = send(Role.RECORDS_CLERK, task("A-1", "treating-provider", "2026-01-01"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode task = made.body();
        String id = task.get("id").asText();
        assertThat(made.header("Location")).endsWith("/api/v1" + TASKS + "/" + id);
        assertThat(task.get("status").asText()).isEqualTo("received");
        assertThat(task.at("/businessStatus/coding/0/code").asText()).isEqualTo("LOGGED");
        assertThat(task.at("/identifier/0/system").asText()).isEqualTo("https://clinic.example/requests");
        assertThat(task.at("/identifier/0/value").asText()).isEqualTo("A-1");
        assertThat(task.has("for")).as("nobody has matched the patient yet").isFalse();

        JsonNode release = office.get(Role.RECORDS_CLERK, "/releases/" + id).body();
        assertThat(release.get("requester").asText()).isEqualTo("Hillside Cardiology");
        assertThat(release.get("type").asText()).isEqualTo("TREATING_PROVIDER");
        assertThat(release.at("/scope/from").asText()).isEqualTo("2026-01-01");
        assertThat(release.at("/scope/to").asText()).isEqualTo("2026-06-30");
        assertThat(release.at("/scope/types").toString()).contains("11506-3");
        assertThat(release.toString()).contains("Consultation on 12 December");
        String paper = release.at("/details/papers/0/document").asText();
        String arrival = office.get(Role.RECORDS_CLERK, "/documents/" + paper)
                .body()
                .get("arrivalId")
                .asText();
        assertThat(office.get(Role.RECORDS_CLERK, "/arrivals/" + arrival + "/original")
                        .text())
                .as("whose records they are, as given, is for a person to match")
                .contains("Nora Winslow, born 1977-05-06, record number T-1");

        TestOffice.Answer again = send(Role.RECORDS_CLERK, task("A-1", "treating-provider", "2026-01-01"));
        assertThat(again.status()).as("known by its identifier").isEqualTo(200);
        assertThat(again.body().get("id").asText()).isEqualTo(id);

        String patient = papers.patient("T-1", "Nora", "Winslow", "1977-05-06");
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/releases/" + id + "/patient",
                                Map.of("patientId", patient, "agreed", new String[] {"NAME", "BIRTH_DATE"}),
                                "If-Match",
                                "\"" + release.get("version").asInt() + "\"")
                        .status())
                .isEqualTo(200);
        JsonNode later = office.get(Role.RECORDS_CLERK, TASKS + "/" + id).body();
        assertThat(later.get("status").asText()).isEqualTo("in-progress");
        assertThat(later.at("/businessStatus/coding/0/code").asText()).isEqualTo("PATIENT_MATCHED");
        assertThat(later.at("/for/reference").asText()).isEqualTo("Patient/" + patient);
        assertThat(later.at("/identifier/0/value").asText()).isEqualTo("A-1");
    }

    @Test
    void whatCannotBeUnderstoodLogsNothingAndIsToldAsAnOperationOutcome() {
        refused(send(Role.INTAKE, "no JSON"), 400, "invalid", "no JSON");
        refused(send(Role.INTAKE, "{\"resourceType\":\"Patient\"}"), 400, "invalid", "FHIR R4 Task");
        refused(send(Role.INTAKE, task("B-1", "somebody", "2026-01-01")), 400, "invalid", "requester-type");
        refused(send(Role.INTAKE, task("B-2", "patient", "last year")), 400, "invalid", "no whole date");
        refused(send(Role.INTAKE, task("B-3", "patient", "2026-07-01")), 400, "invalid", "end before they begin");
        refused(send(Role.INTAKE, task("", "patient", "2026-01-01")), 400, "invalid", "Task.identifier");
        refused(
                send(Role.INTAKE, task("B-4", "patient", "2026-01-01").replace("requested", "completed")),
                400,
                "invalid",
                "Task.status");
        assertThat(office.get(Role.RECORDS_CLERK, "/releases?limit=100").text()).doesNotContain("B-");
        refused(send(Role.CLINICIAN, task("B-5", "patient", "2026-01-01")), 403, "forbidden", "role");
        refused(office.get(Role.RECORDS_CLERK, TASKS + "/nothing"), 404, "not-found", "");
    }
}
