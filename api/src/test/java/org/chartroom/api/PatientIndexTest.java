package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patient index over the API: what is kept of somebody, charts that are one person's, files of other systems. */
final class PatientIndexTest {
    @TempDir
    static Path data;

    static TestOffice office;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        TestOffice.until(
                "in time",
                Duration.ofSeconds(60),
                () -> office.post(Role.INTAKE, "/patients/match", Map.of()).status() != 503);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Map<String, Object> said(String mrn, String family, String given, String born) {
        Map<String, Object> said = new HashMap<>();
        said.put("mrn", mrn);
        said.put("name", Map.of("family", family, "given", given));
        said.put("birthDate", born);
        return said;
    }

    private static JsonNode made(String mrn, String family, String given, String born) {
        TestOffice.Answer made = office.post(Role.INTAKE, "/patients", said(mrn, family, given, born));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body();
    }

    private static String found(String words) {
        return office.get(Role.CLINICIAN, "/patients?q=" + words)
                .body()
                .findValuesAsText("mrn")
                .toString();
    }

    private static TestOffice.Answer merge(JsonNode survivor, JsonNode merged, Map<String, Object> more) {
        Map<String, Object> order = new HashMap<>(Map.of(
                "survivor",
                survivor.get("id").asText(),
                "merged",
                merged.get("id").asText(),
                "reason",
                "registered twice",
                "versions",
                Map.of(
                        "survivor", survivor.get("version").asInt(),
                        "merged", merged.get("version").asInt())));
        order.putAll(more);
        return office.post(Role.RECORDS_CLERK, "/patients/merge", order);
    }

    @Test
    void allThatIsKnownOfSomebodyIsKeptFoundMatchedAndItsHistoryTold() {
        JsonNode made = made("P-1", "Harrow", "Nell", "1961-04-07");
        String path = "/patients/" + made.get("id").asText();
        Map<String, Object> more = said("P-1", "Harrow", "Nell", "1961-04-07");
        more.put("name", Map.of("family", "Harrow", "given", "Nell", "suffix", "II"));
        more.put("address", "1 Elm Street");
        more.put("names", List.of(Map.of("kind", "maiden", "name", Map.of("family", "Quarrington", "given", "Nell"))));
        more.put("phones", List.of(Map.of("kind", "mobile", "number", "(555) 010-7788")));
        more.put("identifiers", List.of(Map.of("system", "Hilltop Clinic", "value", "HT-42")));
        more.put("memberships", List.of(Map.of("payer", "Acme Health", "number", "ACM900")));
        more.put(
                "representatives",
                List.of(Map.of(
                        "name",
                        "Joan Harrow",
                        "relation",
                        "daughter",
                        "authority",
                        "health-care-proxy",
                        "period",
                        Map.of("from", "2025-01-01", "to", "2027-01-01"))));
        TestOffice.Answer changed = office.put(Role.RECORDS_CLERK, path, more, "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.body().at("/representatives/0/authority").asText()).isEqualTo("health-care-proxy");
        assertThat(changed.body().at("/name/display").asText()).isEqualTo("Harrow II, Nell");

        for (String words : List.of("quarrington", "ht-42", "acm900", "5550107788", "harrow%20nell")) {
            assertThat(found(words)).as(words).isEqualTo("[P-1]");
        }
        assertThat(office.post(
                                Role.INTAKE,
                                "/patients/match",
                                Map.of(
                                        "names",
                                        List.of(Map.of("family", "Quarrington", "given", "Nell")),
                                        "birthDate",
                                        "1961-04-07",
                                        "memberIds",
                                        List.of("ACM900")))
                        .body()
                        .at("/candidates/0/patient/mrn")
                        .asText())
                .isEqualTo("P-1");

        Map<String, Object> moved = said("P-1", "Harrow", "Nell", "1961-04-07");
        moved.put("address", "2 Oak Street");
        JsonNode now = office.put(Role.INTAKE, path, moved, "If-Match", "\"2\"").body();
        assertThat(now.at("/names/0/name/family").asText())
                .as("lists that are left out stay")
                .isEqualTo("Quarrington");
        assertThat(now.at("/addresses/0/line").asText())
                .as("where somebody lived is not lost")
                .isEqualTo("1 Elm Street");
        JsonNode history = office.get(Role.CLINICIAN, path + "/history").body().get("items");
        assertThat(history).hasSize(3);
        assertThat(history.at("/0/by").asText()).isEqualTo("intake");
        assertThat(history.at("/0/changes").toString()).contains("1 Elm Street").contains("2 Oak Street");
        assertThat(history.at("/2/kind").asText()).isEqualTo("created");
    }

    @Test
    void badParticularsAreRefusedInWords() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("names", List.of(Map.of("kind", "stage", "name", Map.of("family", "X")))),
                Map.of("memberships", List.of(Map.of("payer", "Acme"))),
                Map.of("representatives", List.of(Map.of("name", "Joan"))),
                Map.of(
                        "representatives",
                        List.of(Map.of(
                                "name",
                                "Joan",
                                "authority",
                                "guardian",
                                "period",
                                Map.of("from", "2026-01-01", "to", "2025-01-01")))))) {
            Map<String, Object> body = said("P-BAD", "Bad", "Body", "1960-02-02");
            body.putAll(bad);
            assertThat(office.post(Role.INTAKE, "/patients", body).problem())
                    .as(bad.toString())
                    .isEqualTo("bad-request");
        }
        Map<String, Object> proof = said("P-BAD", "Bad", "Body", "1960-02-02");
        proof.put(
                "representatives",
                List.of(Map.of("name", "Joan", "authority", "guardian", "proof", "no-such-document")));
        assertThat(office.post(Role.INTAKE, "/patients", proof).problem()).isEqualTo("not-found");
    }

    @Test
    void whoLooksLikeSomebodyThereIsNamedAndOnRequestNotOpened() {
        made("S-1", "Ravensworth", "Opal", "1972-08-19");
        JsonNode second = made("S-2", "Ravensworth", "Opal", "1972-08-19");
        assertThat(second.at("/similar/0/patient/mrn").asText()).isEqualTo("S-1");

        TestOffice.Answer stopped =
                office.post(Role.INTAKE, "/patients?onlyIfNew=true", said("S-3", "Ravensworth", "Opal", "1972-08-19"));
        assertThat(stopped.problem()).isEqualTo("similar-patients");
        assertThat(stopped.body().get("similar")).hasSize(2);
        assertThat(found("S-3")).isEqualTo("[]");

        TestOffice.Answer fresh = office.post(
                Role.INTAKE,
                "/patients?onlyIfNew=true",
                said("S-4", "Thistlewood", "Basil", "1991-03-03"),
                "Idempotency-Key",
                "once");
        assertThat(fresh.status()).isEqualTo(201);
        assertThat(office.post(
                                Role.INTAKE,
                                "/patients?onlyIfNew=true",
                                said("S-4", "Thistlewood", "Basil", "1991-03-03"),
                                "Idempotency-Key",
                                "once")
                        .body()
                        .get("id"))
                .as("the same again is no duplicate")
                .isEqualTo(fresh.body().get("id"));
    }

    @Test
    void duplicatesAreListedMergedAndPartedAgainWithTheirVisits() {
        JsonNode one = made("D-1", "Wintergreen", "Hazel", "1983-12-12");
        JsonNode other = made("D-2", "Wintergreen", "Hazel", "1983-12-12");
        JsonNode visit = office.post(
                        Role.INTAKE,
                        "/patients/" + other.get("id").asText() + "/encounters",
                        Map.of("kind", "office visit", "start", "2026-03-02T09:00:00Z"))
                .body();
        TestOffice.until(
                "in time", Duration.ofSeconds(60), () -> duplicates("open").contains("D-1"));
        TestOffice.Answer merged = merge(one, other, Map.of());
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        assertThat(merged.body().at("/moved/encounter").asInt()).isEqualTo(1);
        assertThat(merged.body().at("/survivor/parts/0/mrn").asText()).isEqualTo("D-2");
        assertThat(duplicates("open")).doesNotContain("D-1");
        assertThat(duplicates("merged")).contains("D-1");

        String old = "/patients/" + other.get("id").asText();
        TestOffice.Answer pointer = office.get(Role.CLINICIAN, old);
        assertThat(pointer.status()).isEqualTo(200);
        assertThat(pointer.body().get("mergedInto")).isEqualTo(one.get("id"));
        assertThat(found("D-2")).isEqualTo("[D-1]");
        assertThat(office.get(Role.CLINICIAN, old + "/chart")
                        .body()
                        .at("/patient/mrn")
                        .asText())
                .as("an old address opens the chart that it is part of")
                .isEqualTo("D-1");
        TestOffice.Answer later = office.post(
                Role.INTAKE, old + "/encounters", Map.of("kind", "telephone", "start", "2026-03-03T09:00:00Z"));
        assertThat(later.body().get("patientId"))
                .as("and what is new goes there")
                .isEqualTo(one.get("id"));
        assertThat(office.put(Role.INTAKE, old, said("D-2", "W", "H", "1983-12-12"), "If-Match", pointer.header("ETag"))
                        .problem())
                .isEqualTo("conflict");

        JsonNode merges = office.get(
                        Role.CLINICIAN, "/patients/" + one.get("id").asText() + "/merges")
                .body();
        assertThat(merges.at("/items/0/done/reason").asText()).isEqualTo("registered twice");
        TestOffice.Answer parted = office.post(
                Role.RECORDS_CLERK,
                old + "/unmerge",
                Map.of("reason", "two people after all"),
                "If-Match",
                pointer.header("ETag"));
        assertThat(parted.status()).as(parted.text()).isEqualTo(200);
        assertThat(office.get(Role.CLINICIAN, old + "/encounters").body().findValuesAsText("id"))
                .containsExactly(visit.get("id").asText());
        assertThat(duplicates("not-same")).contains("D-1");
        assertThat(found("D-2")).isEqualTo("[D-2]");
        String history = office.get(Role.CLINICIAN, old + "/history")
                .body()
                .findValuesAsText("kind")
                .toString();
        assertThat(history).isEqualTo("[unmerged, merged, created]");
        assertThat(office.get(
                                Role.PRIVACY_OFFICER,
                                "/audit?patient=" + one.get("id").asText())
                        .text())
                .contains("unmerged")
                .contains("\"merge\"");
    }

    private static String duplicates(String state) {
        return office.get(Role.RECORDS_CLERK, "/patients/duplicates?state=" + state)
                .text();
    }

    @Test
    void aPairThatIsTwoPeopleIsNotOfferedAgain() {
        made("N-1", "Larkspur", "Vera", "1944-05-05");
        made("N-2", "Larkspur", "Vera", "1944-05-05");
        TestOffice.until(
                "in time", Duration.ofSeconds(60), () -> duplicates("open").contains("N-1"));
        JsonNode items =
                office.get(Role.RECORDS_CLERK, "/patients/duplicates").body().get("items");
        for (JsonNode pair : items) {
            if (pair.toString().contains("N-1")) {
                assertThat(pair.at("/agreement/birthDate").asText()).isEqualTo("SAME");
                TestOffice.Answer decided = office.post(
                        Role.RECORDS_CLERK,
                        "/patients/duplicates/" + pair.get("id").asText() + "/not-same",
                        Map.of("reason", "cousins"));
                assertThat(decided.body().at("/decided/reason").asText()).isEqualTo("cousins");
            }
        }
        assertThat(duplicates("open")).doesNotContain("N-1");
        assertThat(office.post(Role.RECORDS_CLERK, "/patients/duplicates/nothing/not-same", Map.of())
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void aMergeThatMayBeAMistakeIsRefused() {
        JsonNode one = made("M-1", "Marchbanks", "Iris", "1955-06-06");
        JsonNode other = made("M-2", "Pendleton", "Olive", "1982-07-07");
        Map<String, Object> closed = said("M-3", "Closed", "Chart", "1955-06-06");
        closed.put("restricted", true);
        JsonNode restricted = office.post(Role.INTAKE, "/patients", closed).body();

        assertThat(merge(one, other, Map.of()).problem()).isEqualTo("different-people");
        assertThat(merge(one, other, Map.of("versions", Map.of("survivor", 1, "merged", 7)))
                        .problem())
                .isEqualTo("stale-version");
        assertThat(merge(one, other, Map.of("reason", " ")).problem()).isEqualTo("bad-request");
        assertThat(merge(one, restricted, Map.of()).problem())
                .as("it is not there for the records clerk")
                .isEqualTo("not-found");
        Map<String, Object> order = Map.of(
                "survivor",
                one.get("id").asText(),
                "merged",
                restricted.get("id").asText(),
                "reason",
                "the same",
                "versions",
                Map.of("survivor", 1, "merged", 1));
        assertThat(office.post(Role.PRIVACY_OFFICER, "/patients/merge", order).text())
                .contains("restricted chart is not merged");
        assertThat(merge(one, other, Map.of("confirmed", true)).status()).isEqualTo(200);
        assertThat(merge(one, other, Map.of("confirmed", true)).problem()).isEqualTo("stale-version");
    }

    private static JsonNode imported(String query, String file) {
        TestOffice.Answer answer =
                office.post(Role.RECORDS_CLERK, "/patients/import?" + query, file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void aTableIsTriedImportedAndImportedAgainWithoutAChange() {
        made("I-9", "Yarrow", "Fern", "1969-09-09");
        String table = """
                mrn,family,given,birthDate,sex,phone,memberId
                I-1,Foxglove,Reed,1970-01-31,m,555-0131,MEM-1
                I-2,Foxglove,Sorrel,1971-02-30,f,,
                I-1,Foxglove,Reed,1970-01-31,m,,
                I-9,Yarrow,Fern,1969-09-09,f,555-0139,
                """;
        JsonNode tried = imported("format=csv&dryRun=true", table);
        assertThat(tried.toString()).contains("\"created\":1,\"updated\":1,\"unchanged\":0,\"refused\":2");
        assertThat(tried.get("kept").asBoolean()).isFalse();
        assertThat(tried.at("/lines/1/line").asInt()).isEqualTo(3);
        assertThat(tried.at("/lines/1/why").asText()).contains("1971-02-30");
        assertThat(tried.at("/lines/2/why").asText()).contains("earlier line");
        assertThat(found("I-1")).isEqualTo("[]");

        JsonNode refused = imported("format=csv&rows=all", table);
        assertThat(refused.get("kept").asBoolean()).isFalse();
        assertThat(found("I-1")).isEqualTo("[]");

        JsonNode done = imported("format=csv", table);
        assertThat(done.toString()).contains("\"created\":1,\"updated\":1,\"unchanged\":0,\"refused\":2");
        assertThat(found("mem-1")).isEqualTo("[I-1]");
        assertThat(found("555-0139")).isEqualTo("[I-9]");
        assertThat(imported("format=csv", table).toString())
                .contains("\"created\":0,\"updated\":0,\"unchanged\":2,\"refused\":2");
        String id = office.get(Role.CLINICIAN, "/patients?q=I-9")
                .body()
                .at("/items/0/id")
                .asText();
        assertThat(office.get(Role.CLINICIAN, "/patients/" + id + "/history").text())
                .contains("Imported, line 5");
    }

    @Test
    void anImportNeverOverwritesSomebodyElseAndShowsWhoMayBeThereAlready() {
        made("O-1", "Bramble", "Sage", "1950-10-10");
        JsonNode result = imported("format=csv&dates=us", """
                mrn,family,given,birthDate
                O-1,Hawthorn,Rowan,01/02/1987
                O-2,Bramble,Sage,10/10/1950
                """);
        assertThat(result.at("/lines/0/why").asText()).contains("another person's");
        assertThat(result.at("/lines/1/similar/0/mrn").asText()).isEqualTo("O-1");
        assertThat(result.get("similar").asInt()).isEqualTo(1);
    }

    @Test
    void fhirPatientsAreImportedAndWhatIsNeitherIsRefused() {
        String patient = """
                {"resourceType":"Patient","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"F-1"}],
                 "name":[{"family":"Juniper","given":["Clem"]}],"birthDate":"1999-09-19","gender":"male"}
                """;
        assertThat(imported("format=fhir", patient).get("created").asInt()).isEqualTo(1);
        assertThat(found("juniper")).isEqualTo("[F-1]");
        assertThat(imported("format=fhir", patient).get("unchanged").asInt()).isEqualTo(1);
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/patients/import?format=fhir",
                                "mrn,family".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .isEqualTo("bad-request");
        assertThat(office.post(Role.RECORDS_CLERK, "/patients/import?format=xls", new byte[] {1})
                        .problem())
                .isEqualTo("bad-request");
        assertThat(office.post(Role.RECORDS_CLERK, "/patients/import", new byte[0])
                        .problem())
                .isEqualTo("empty-file");
    }
}
