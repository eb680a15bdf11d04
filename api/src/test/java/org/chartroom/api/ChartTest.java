package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chart shows, what it lacks, and what was said about it. */
final class ChartTest {
    @TempDir
    static Path data;

    static TestOffice office;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    static String patient(TestOffice office, String mrn, String family) {
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/patients",
                Map.of("mrn", mrn, "name", Map.of("family", family, "given", "Ada"), "birthDate", "1975-12-10"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    /** A paper that came in, was read and was filed. */
    static String filed(TestOffice office, String patient, String code, String type, String date, String encounter) {
        String id = TestWorker.only(office.post(
                        Role.INTAKE,
                        "/arrivals?as=scan&name=paper.tif",
                        (patient + code + date + encounter).getBytes(StandardCharsets.UTF_8))
                .body()
                .get("documents"));
        new TestWorker(office).read(TestWorker.text(1, type + " of " + date));
        Map<String, Object> filing = new HashMap<>(
                Map.of("patientId", patient, "type", Map.of("code", code, "display", type), "date", date));
        if (!encounter.isEmpty()) {
            filing.put("encounterId", encounter);
        }
        TestOffice.Answer filed = office.post(
                Role.INTAKE,
                "/documents/" + id + "/file",
                filing,
                "If-Match",
                office.get(Role.INTAKE, "/documents/" + id).header("ETag"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        return id;
    }

    static String visit(TestOffice office, String patient, String kind, String start) {
        return office.post(
                        Role.INTAKE,
                        "/patients/" + patient + "/encounters",
                        Map.of("kind", kind, "start", start, "clinician", "Dr. Ames", "reason", "cough"))
                .body()
                .get("id")
                .asText();
    }

    private static List<String> all(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(each -> values.add(each.at("/" + field).asText()));
        return values;
    }

    private static JsonNode chart(String patient, String query) {
        TestOffice.Answer answer = office.get(Role.CLINICIAN, "/patients/" + patient + "/chart" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void aChartShowsPapersByFilterAndStrikesOutWhatWasEnteredInError() {
        String patient = patient(office, "C-1", "Lovering");
        String visit = visit(office, patient, "office visit", "2026-03-02T09:00:00Z");
        String note = filed(office, patient, "11506-3", "Progress note", "2026-03-02", visit);
        String lab = filed(office, patient, "11502-2", "Laboratory report", "2026-02-01", "");
        String wrong = filed(office, patient, "51852-2", "Letter", "2026-01-05", "");
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/documents/" + wrong + "/entered-in-error",
                                Map.of("reason", "Another patient's"),
                                "If-Match",
                                office.get(Role.RECORDS_CLERK, "/documents/" + wrong)
                                        .header("ETag"))
                        .status())
                .isEqualTo(200);

        JsonNode whole = chart(patient, "");
        assertThat(all(whole.get("entries"), "document/id")).containsExactly(note, lab, wrong);
        assertThat(all(whole.get("entries"), "struck")).containsExactly("false", "false", "true");
        assertThat(whole.at("/entries/0/encounterId").asText()).isEqualTo(visit);
        assertThat(all(whole.at("/choices/types"), "display"))
                .containsExactly("Laboratory report", "Letter", "Progress note");

        assertThat(all(chart(patient, "?type=11502-2").get("entries"), "document/id"))
                .containsExactly(lab);
        assertThat(all(chart(patient, "?stage=ENTERED_IN_ERROR").get("entries"), "document/id"))
                .containsExactly(wrong);
        assertThat(all(chart(patient, "?from=2026-02-01&to=2026-02-28").get("entries"), "document/id"))
                .containsExactly(lab);
        assertThat(chart(patient, "?author=Nobody").get("entries")).isEmpty();
        assertThat(office.get(Role.CLINICIAN, "/patients/" + patient + "/chart?stage=LOST")
                        .problem())
                .isEqualTo("bad-request");
    }

    @Test
    void aVisitWithoutItsNoteIsNamedAndWhatIsExpectedIsTheAdministratorsToSay() {
        String patient = patient(office, "C-2", "Babbage");
        String old = visit(office, patient, "Office visit", "2026-03-02T09:00:00Z");
        String noted = visit(office, patient, "office visit", "2026-03-09T09:00:00Z");
        filed(office, patient, "11506-3", "Progress note", "2026-03-09", "");
        JsonNode missing = chart(patient, "").get("missing");
        assertThat(all(missing, "what")).containsExactly("Visit note");
        assertThat(all(missing, "encounterId")).containsExactly(old).doesNotContain(noted);
        assertThat(all(chart(patient, "").get("papers"), "state")).containsOnly("MISSING");

        TestOffice.Answer rules = office.get(Role.CLINICIAN, "/chart-rules");
        Map<String, Object> own = Map.of(
                "expected",
                List.of(Map.of("visit", "*", "what", "Referral", "types", List.of("57133-1"), "hours", 1)),
                "valid",
                List.of(),
                "notes",
                List.of("11506-3"),
                "news",
                List.of("11502-2"),
                "lastNotes",
                2);
        assertThat(office.put(Role.ADMINISTRATOR, "/chart-rules", own).problem())
                .isEqualTo("precondition-required");
        TestOffice.Answer bad = office.put(
                Role.ADMINISTRATOR, "/chart-rules", Map.of("lastNotes", 2), "If-Match", rules.header("ETag"));
        assertThat(bad.text()).contains("notes needs at least one code");
        TestOffice.Answer kept = office.put(Role.ADMINISTRATOR, "/chart-rules", own, "If-Match", rules.header("ETag"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(all(chart(patient, "").get("missing"), "what")).containsExactly("Referral", "Referral");
        assertThat(office.put(Role.ADMINISTRATOR, "/chart-rules", rules.body(), "If-Match", kept.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, Object> call(String subject, Object... more) {
        Map<String, Object> call = new HashMap<>(Map.of("way", "PHONE", "direction", "INCOMING", "subject", subject));
        for (int i = 0; i < more.length; i += 2) {
            call.put(String.valueOf(more[i]), more[i + 1]);
        }
        return call;
    }

    @Test
    void aCallIsWrittenDownFollowedUpAndCorrectedWithoutLosingWhatWasSaidFirst() {
        String patient = patient(office, "C-3", "Hopper");
        String letter = filed(office, patient, "51852-2", "Letter", "2026-01-05", "");
        String path = "/patients/" + patient + "/communications";
        String me = office.get(Role.CLINICIAN, "/session").body().at("/user/id").asText();
        Map<String, Object> first = call(
                "Asks for the result",
                "documents",
                List.of(letter),
                "followUp",
                Map.of("due", "2026-03-01", "by", me, "what", "call back"));
        TestOffice.Answer made = office.post(Role.INTAKE, path, first, "Idempotency-Key", "one call");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().get("contactShown").asBoolean())
                .as("a caller whose number was not shown is taken, and said to be so")
                .isFalse();
        assertThat(office.post(Role.INTAKE, path, first, "Idempotency-Key", "one call")
                        .body()
                        .get("id"))
                .isEqualTo(made.body().get("id"));
        String id = made.body().get("id").asText();
        assertThat(all(
                        office.get(Role.CLINICIAN, "/communications?followUp=due&for=me")
                                .body()
                                .get("items"),
                        "id"))
                .contains(id);
        assertThat(all(
                        office.get(Role.RECORDS_CLERK, "/communications?followUp=due&for=me")
                                .body()
                                .get("items"),
                        "id"))
                .as("it is on the list of who is to do it, not of others")
                .doesNotContain(id);

        assertThat(all(
                        office.get(Role.CLINICIAN, "/communications?q=asks%20result")
                                .body()
                                .get("items"),
                        "id"))
                .as("it is found by its words")
                .contains(id);
        assertThat(office.get(Role.CLINICIAN, "/communications?q=asks%20nothing")
                        .body()
                        .get("items"))
                .isEmpty();

        assertThat(office.put(Role.INTAKE, "/communications/" + id, call("Asks for the MRI result"))
                        .problem())
                .isEqualTo("precondition-required");
        TestOffice.Answer corrected = office.put(
                Role.INTAKE,
                "/communications/" + id,
                call(
                        "Asks for the MRI result",
                        "counterpart",
                        "Her daughter",
                        "followUp",
                        Objects.requireNonNull(first.get("followUp"))),
                "If-Match",
                made.header("ETag"));
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        TestOffice.Answer outcome = office.post(
                Role.CLINICIAN,
                "/communications/" + id + "/outcome",
                Map.of("outcome", "Told her it is normal.", "answeredBy", "Dr. Ames", "done", true),
                "If-Match",
                corrected.header("ETag"));
        assertThat(outcome.status()).as(outcome.text()).isEqualTo(200);
        assertThat(outcome.body().get("open").asBoolean()).isFalse();
        assertThat(all(
                        office.get(Role.CLINICIAN, "/communications?followUp=due")
                                .body()
                                .get("items"),
                        "id"))
                .doesNotContain(id);
        assertThat(all(
                        office.get(Role.CLINICIAN, "/communications/" + id + "/versions")
                                .body()
                                .get("items"),
                        "subject"))
                .containsExactly("Asks for the result", "Asks for the MRI result", "Asks for the MRI result");
        assertThat(all(chart(patient, "").get("communications"), "outcome")).containsExactly("Told her it is normal.");
        assertThat(chart(patient, "?type=51852-2").get("communications")).isEmpty();

        TestOffice.Answer struck = office.post(
                Role.INTAKE,
                "/communications/" + id + "/entered-in-error",
                Map.of("reason", "Was about her sister"),
                "If-Match",
                outcome.header("ETag"));
        assertThat(struck.body().get("inError").asBoolean()).isTrue();
        assertThat(all(chart(patient, "").get("communications"), "errorReason"))
                .containsExactly("Was about her sister");
        assertThat(office.put(Role.INTAKE, "/communications/" + id, call("Again"), "If-Match", struck.header("ETag"))
                        .problem())
                .isEqualTo("conflict");
    }

    @Test
    void aCommunicationThatCannotBeIsRefusedWithTheReason() {
        String patient = patient(office, "C-4", "Noether");
        String other = patient(office, "C-5", "Germain");
        String foreign = filed(office, other, "51852-2", "Letter", "2026-01-06", "");
        String path = "/patients/" + patient + "/communications";
        Map<Map<String, Object>, String> table = Map.of(
                call(" "), "subject is needed",
                Map.of("subject", "x", "way", "PHONE"), "way and direction are needed",
                call("x", "at", "2999-01-01T00:00:00Z"), "lies in the future",
                call("x", "documents", List.of(foreign)), "not in this patient's chart",
                call("x", "followUp", Map.of("due", "2026-03-01", "by", "nobody")), "Nobody has the account",
                call("x", "encounterId", "nowhere"), "not one of this patient's");
        table.forEach((body, why) -> {
            TestOffice.Answer answer = office.post(Role.INTAKE, path, body);
            assertThat(answer.problem()).isEqualTo("bad-request");
            assertThat(answer.text()).contains(why);
        });
        assertThat(office.get(Role.INTAKE, path).body().get("items")).isEmpty();
    }
}
