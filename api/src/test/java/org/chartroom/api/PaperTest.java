package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.chartroom.api.auth.Accounting;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are scanned again, and paper that is kept until nothing speaks against shredding it. */
class PaperTest {
    private static final Map<String, String> CARD = Map.of("code", "64290-0", "display", "Insurance card");

    @TempDir
    static Path data;

    static final SetForward clock = new SetForward();
    static TestOffice office;
    static TestWorker worker;
    static String patient;

    /** The machine's clock, which a test can set forward. */
    private static final class SetForward extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void open() {
        office = TestOffice.open(TestOffice.config(data), clock);
        worker = new TestWorker(office);
        patient = made(office.post(
                        Role.INTAKE,
                        "/patients",
                        Map.of(
                                "mrn",
                                "MR1",
                                "name",
                                Map.of("family", "Testcase", "given", "Tess"),
                                "birthDate",
                                "1970-01-02")))
                .get("id")
                .asText();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static JsonNode made(TestOffice.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer.body();
    }

    private record Scan(String arrival, String document) {}

    private static Scan arrived(org.chartroom.api.work.PageResult... pages) {
        JsonNode kept = made(office.post(
                Role.INTAKE,
                "/arrivals?as=scan&name=stack.tif",
                ("scan " + System.nanoTime()).getBytes(StandardCharsets.UTF_8)));
        worker.read(pages);
        return new Scan(kept.get("id").asText(), kept.at("/documents/0").asText());
    }

    private static void file(String document) {
        made(office.post(
                Role.INTAKE,
                "/documents/" + document + "/file",
                Map.of("patientId", patient, "type", CARD, "date", "2026-03-11"),
                "If-Match",
                office.get(Role.INTAKE, "/documents/" + document).header("ETag")));
    }

    private static TestOffice.Answer rescan(String document, List<Integer> pages, String reason) {
        return office.post(
                Role.CLINICIAN, "/documents/" + document + "/rescan", Map.of("pages", pages, "reason", reason));
    }

    private static JsonNode original(String arrival) {
        return made(office.get(Role.INTAKE, "/originals?arrival=" + arrival)).at("/items/0");
    }

    @Test
    void aRescanIsAskedForFoundByIntakeAndClosedByWhatAnswersIt() {
        Scan scan = arrived(TestWorker.text(1, "cut off"), TestWorker.text(2, "fine"));
        file(scan.document());
        made(office.post(Role.INTAKE, "/originals", Map.of("arrivalId", scan.arrival(), "place", "Box 12")));
        TestOffice.Answer asked = rescan(scan.document(), List.of(1), "cut off on the right");
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.body().get("place").asText()).isEqualTo("Box 12");
        assertThat(rescan(scan.document(), List.of(1), "cut off").status())
                .as("asked for already")
                .isEqualTo(200);
        assertThat(rescan(scan.document(), List.of(3), "which?").text()).contains("pages 1 to 2");
        assertThat(rescan(scan.document(), List.of(1), " ").text()).contains("what is wrong");
        String id = asked.body().get("id").asText();
        assertThat(made(office.get(Role.INTAKE, "/rescans?state=open")).toString())
                .contains(id);
        assertThat(original(scan.arrival()).get("against").toString()).contains("scanned again");

        TestOffice.Answer itself = office.post(
                Role.INTAKE,
                "/rescans/" + id + "/close",
                Map.of("documentId", scan.document()),
                "If-Match",
                asked.header("ETag"));
        assertThat(itself.text()).contains("does not answer its own rescan");
        assertThat(office.post(Role.INTAKE, "/rescans/" + id + "/close", Map.of(), "If-Match", asked.header("ETag"))
                        .problem())
                .isEqualTo("bad-request");
        Scan again = arrived(TestWorker.text(1, "whole"));
        TestOffice.Answer closed = office.post(
                Role.INTAKE,
                "/rescans/" + id + "/close",
                Map.of("arrivalId", again.arrival()),
                "If-Match",
                asked.header("ETag"));
        assertThat(made(closed).get("state").asText()).isEqualTo("answered");
        assertThat(made(office.get(Role.CLINICIAN, "/rescans?state=closed"))
                        .at("/items/0/ended/arrivalId")
                        .asText())
                .isEqualTo(again.arrival());
        assertThat(made(office.get(Role.RECORDS_CLERK, "/documents/" + scan.document() + "/history"))
                        .toString())
                .contains("RESCAN_ASKED")
                .contains("RESCAN_ANSWERED");
    }

    @Test
    void aRescanThatCannotBeEndsWithTheReason() {
        Scan scan = arrived(TestWorker.text(1, "faint"));
        TestOffice.Answer asked = rescan(scan.document(), List.of(), "too faint");
        TestOffice.Answer closed = office.post(
                Role.INTAKE,
                "/rescans/" + asked.body().get("id").asText() + "/close",
                Map.of("reason", "the sender shredded it"),
                "If-Match",
                asked.header("ETag"));
        assertThat(made(closed).get("state").asText()).isEqualTo("impossible");
        assertThat(closed.body().at("/ended/words").asText()).isEqualTo("the sender shredded it");
    }

    @Test
    void paperIsKeptUntilItsTimeIsUpAndEveryPageOfItIsAccountedFor() {
        Scan scan = arrived(TestWorker.text(1, "a page"), TestWorker.blank(2));
        TestOffice.Answer logged =
                office.post(Role.INTAKE, "/originals", Map.of("arrivalId", scan.arrival(), "place", "Shelf A"));
        String id = made(logged).get("id").asText();
        assertThat(LocalDate.parse(logged.body().get("mayBeShreddedFrom").asText()))
                .isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(27));
        assertThat(office.post(Role.INTAKE, "/originals", Map.of("arrivalId", scan.arrival(), "place", "Shelf B"))
                        .text())
                .contains("logged already");
        JsonNode moved = made(office.put(
                Role.INTAKE, "/originals/" + id, Map.of("place", "Box 7"), "If-Match", logged.header("ETag")));
        assertThat(moved.get("place").asText()).isEqualTo("Box 7");
        assertThat(shredded(Role.INTAKE, id, "\"2\"").text())
                .contains("kept until")
                .contains("in no chart yet");

        clock.by = Duration.ofDays(31);
        UserAccount intake =
                office.server.house().accounting().byLogin("intake").orElseThrow();
        String later = office.server
                .house()
                .accounting()
                .issueToken(Accounting.HOUSE, intake, "a month later", Duration.ofDays(1));
        assertThat(sent(later, "POST", "/originals/" + id + "/shredded", "{}", "\"2\"")
                        .text())
                .contains("One of its pages is in no chart yet")
                .doesNotContain("kept until");
        TestOffice.Answer document = sent(later, "GET", "/documents/" + scan.document(), "", "");
        assertThat(sent(
                                later,
                                "POST",
                                "/documents/" + scan.document() + "/file",
                                "{\"patientId\":\"" + patient
                                        + "\",\"type\":{\"code\":\"64290-0\",\"display\":\"Insurance card\"},\"date\":\"2026-03-11\"}",
                                document.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(sent(later, "GET", "/originals?state=due", "", "").text()).contains(id);
        TestOffice.Answer gone =
                sent(later, "POST", "/originals/" + id + "/shredded", "{\"how\":\"bin of Thursday\"}", "\"2\"");
        assertThat(made(gone).at("/shredded/by/displayName").asText()).isEqualTo("intake");
        assertThat(gone.body().at("/shredded/words").asText()).isEqualTo("bin of Thursday");
        assertThat(sent(later, "POST", "/originals/" + id + "/shredded", "{}", "\"3\"")
                        .text())
                .contains("was shredded");
        assertThat(sent(later, "GET", "/originals?state=shredded", "", "").text())
                .contains(id);
        clock.by = Duration.ZERO;
    }

    @Test
    void paperOfAPageThatCouldNotBeReadInIsTheOnlyCopy() {
        Scan scan = arrived(TestWorker.text(1, "a page"), TestWorker.rejected(2, PageProblem.CORRUPT));
        made(office.post(Role.INTAKE, "/originals", Map.of("arrivalId", scan.arrival(), "place", "Box 1")));
        assertThat(original(scan.arrival()).get("against").toString()).contains("the paper is the only copy");
    }

    private static TestOffice.Answer shredded(Role role, String id, String version) {
        return office.post(role, "/originals/" + id + "/shredded", Map.of(), "If-Match", version);
    }

    private static TestOffice.Answer sent(String token, String method, String path, String body, String version) {
        HttpRequest.Builder request = office.to("/api/v1" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!version.isEmpty()) {
            request.header("If-Match", version);
        }
        return office.send(request.build());
    }
}
