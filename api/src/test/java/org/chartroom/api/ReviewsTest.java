package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.reviews.ReviewDesk;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results, letters and consults on clinicians' lists: seen, answered, handed on, and never left lying. */
class ReviewsTest {
    private static final Map<String, String> LAB = Map.of("code", "11502-2", "display", "Laboratory report");
    private static final Map<String, String> CARD = Map.of("code", "64290-0", "display", "Insurance card");

    @TempDir
    static Path data;

    static final SetForward clock = new SetForward();
    static TestOffice office;
    static TestWorker worker;
    static ReviewDesk duty;

    static String rosa;
    static String rosasToken;
    static String clinician;

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
        House house = office.server.house();
        AuditTrail trail = new AuditTrail(house.store(), clock);
        duty = new ReviewDesk(new Counter(
                house.store(),
                house.blobs(),
                new Access(house.store(), trail),
                trail,
                clock,
                house.ids(),
                house.facility(),
                ZoneOffset.UTC));
        UserAccount account = clinician("rosa", "Dr. Rosa Lindqvist, MD");
        rosa = account.id().value();
        rosasToken = house.accounting().issueToken(Accounting.HOUSE, account, "test", Duration.ofDays(2));
        clinician = house.accounting().byLogin("clinician").orElseThrow().id().value();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static UserAccount clinician(String login, String name) {
        return office.server
                .house()
                .accounting()
                .create(Accounting.HOUSE, login, name, java.util.Set.of(Role.CLINICIAN), java.util.Optional.empty());
    }

    private static void closed(UserAccount account, boolean closed) {
        office.server
                .house()
                .accounting()
                .change(
                        Accounting.HOUSE,
                        account,
                        account.displayName(),
                        account.roles(),
                        closed,
                        java.util.Optional.empty());
    }

    private static TestOffice.Answer made(TestOffice.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer;
    }

    private static String patient(String mrn) {
        return patient(mrn, false);
    }

    private static String patient(String mrn, boolean restricted) {
        return made(office.post(
                        Role.ADMINISTRATOR,
                        "/patients",
                        Map.of(
                                "mrn",
                                mrn,
                                "name",
                                Map.of("family", "Testcase", "given", "Tess"),
                                "birthDate",
                                "1970-01-02",
                                "restricted",
                                restricted)))
                .body()
                .get("id")
                .asText();
    }

    private static String visit(String patient, String with) {
        return made(office.post(
                        Role.INTAKE,
                        "/patients/" + patient + "/encounters",
                        Map.of("kind", "office visit", "start", "2026-03-10T15:00:00Z", "clinician", with)))
                .body()
                .get("id")
                .asText();
    }

    private static String arrived() {
        String document = made(office.post(
                        Role.INTAKE,
                        "/arrivals?as=scan&name=scan.tif",
                        ("scan " + System.nanoTime()).getBytes(StandardCharsets.UTF_8)))
                .body()
                .at("/documents/0")
                .asText();
        worker.read(TestWorker.text(1, "potassium 5.9"));
        return document;
    }

    private static String version(String path) {
        return office.get(Role.PRIVACY_OFFICER, path).header("ETag");
    }

    private static TestOffice.Answer step(Role role, String document, String what, Object body) {
        return office.post(
                role, "/documents/" + document + "/" + what, body, "If-Match", version("/documents/" + document));
    }

    private static void file(String document, String patient, Map<String, String> type, String visit) {
        Map<String, Object> filing = new HashMap<>(Map.of("patientId", patient, "type", type, "date", "2026-03-11"));
        if (!visit.isEmpty()) {
            filing.put("encounterId", visit);
        }
        made(step(Role.INTAKE, document, "file", filing));
    }

    private static String filed(String patient) {
        String document = arrived();
        file(document, patient, CARD, "");
        return document;
    }

    private static TestOffice.Answer route(String document, String to, String priority) {
        return office.post(
                Role.INTAKE,
                "/documents/" + document + "/route",
                Map.of("to", to, "priority", priority, "note", "please look"));
    }

    private static TestOffice.Answer asRosa(String path) {
        return office.send(office.to("/api/v1" + path)
                .header("Authorization", "Bearer " + rosasToken)
                .build());
    }

    private static List<String> documents(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.get("items").forEach(each -> ids.add(each.at("/document/id").asText()));
        return ids;
    }

    private static JsonNode review(Role role, String id) {
        return made(office.get(role, "/reviews/" + id)).body();
    }

    private static List<String> history(String document) {
        List<String> what = new ArrayList<>();
        office.get(Role.RECORDS_CLERK, "/documents/" + document + "/history")
                .body()
                .get("items")
                .forEach(line -> what.add(line.get("what").asText()));
        return what;
    }

    @Test
    void aRoutedResultIsSeenAndAcknowledgedAndTheDocumentTellsWhoSawItWhen() {
        String document = filed(patient("MR1"));
        TestOffice.Answer routed = route(document, clinician, "urgent");
        assertThat(routed.status()).as(routed.text()).isEqualTo(201);
        String id = routed.body().get("id").asText();
        assertThat(Instant.parse(routed.body().get("due").asText()))
                .isEqualTo(Instant.parse(routed.body().get("routedAt").asText()).plus(Duration.ofHours(24)));
        assertThat(routed.body().get("seen")).isEmpty();
        TestOffice.Answer again = route(document, clinician, "urgent");
        assertThat(again.status()).as("the same route once more").isEqualTo(200);
        assertThat(again.body().get("id").asText()).isEqualTo(id);
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews?for=me").body()))
                .contains(document);
        assertThat(office.get(Role.CLINICIAN, "/waiting").body().get("reviews").asInt())
                .isPositive();

        office.get(Role.CLINICIAN, "/documents/" + document);
        office.get(Role.CLINICIAN, "/documents/" + document);
        JsonNode seen = review(Role.CLINICIAN, id).get("seen");
        assertThat(seen).hasSize(1);
        assertThat(seen.at("/0/who/id").asText()).isEqualTo(clinician);
        assertThat(seen.at("/0/times")).as("within one minute").hasSize(1);

        TestOffice.Answer done =
                office.post(Role.CLINICIAN, "/documents/" + document + "/acknowledge", Map.of("note", "as expected"));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.body().get("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(done.body().at("/ended/words").asText()).isEqualTo("as expected");
        assertThat(office.post(Role.CLINICIAN, "/documents/" + document + "/acknowledge", Map.of())
                        .body()
                        .get("id")
                        .asText())
                .as("acknowledging twice changes nothing")
                .isEqualTo(id);
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews?for=me").body()))
                .doesNotContain(document);
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews?for=me&state=acknowledged")
                        .body()))
                .contains(document);
        assertThat(history(document)).containsSubsequence("ACKNOWLEDGED", "ROUTED", "FILED");
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/reviews")
                        .body()
                        .at("/items/0/seen/0/who/displayName")
                        .asText())
                .isEqualTo("clinician");
    }

    @Test
    void onlyAFiledDocumentGoesToAClinicianWhoIsThere() {
        String document = arrived();
        TestOffice.Answer tooEarly = route(document, clinician, "routine");
        assertThat(tooEarly.problem()).isEqualTo("conflict");
        assertThat(tooEarly.text()).contains("file this one first");
        file(document, patient("MR2"), CARD, "");
        String clerk = office.server
                .house()
                .accounting()
                .byLogin("intake")
                .orElseThrow()
                .id()
                .value();
        assertThat(route(document, clerk, "routine").text()).contains("is not a clinician");
        UserAccount gone = clinician("gone", "Dr. Gil Gone");
        closed(gone, true);
        assertThat(route(document, gone.id().value(), "routine").text()).contains("is closed");
        assertThat(route(document, "nobody", "routine").problem()).isEqualTo("bad-request");
        assertThat(route(document, clinician, "soon").text()).contains("ROUTINE, URGENT or STAT");
        assertThat(office.post(
                                Role.INTAKE,
                                "/documents/" + document + "/route",
                                Map.of("to", clinician, "due", "2020-01-01T00:00:00Z"))
                        .text())
                .contains("must lie ahead");
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/reviews")
                        .body()
                        .get("items"))
                .isEmpty();
        assertThat(office.post(Role.CLINICIAN, "/documents/" + document + "/acknowledge", Map.of())
                        .text())
                .contains("not on your list");
    }

    @Test
    void whatIsLateGoesToWhoCoversOnceAndStandsFirstOnBothLists() {
        TestOffice.Answer rules = office.get(Role.ADMINISTRATOR, "/review-rules");
        ObjectNode wanted = (ObjectNode) rules.body();
        wanted.putArray("covers").addObject().put("of", clinician).put("by", rosa);
        TestOffice.Answer kept =
                office.put(Role.ADMINISTRATOR, "/review-rules", wanted, "If-Match", rules.header("ETag"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(kept.body().at("/covers/0/byName").asText()).contains("Lindqvist");
        assertThat(office.put(Role.ADMINISTRATOR, "/review-rules", wanted, "If-Match", rules.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");

        String patient = patient("MR3");
        String calm = filed(patient);
        String late = filed(patient);
        route(calm, clinician, "routine");
        String id = route(late, clinician, "stat").body().get("id").asText();
        duty.keepUp();
        assertThat(documents(asRosa("/reviews?for=me").body())).doesNotContain(late);

        clock.by = clock.by.plus(Duration.ofHours(4)).plusMinutes(1);
        duty.keepUp();
        duty.keepUp();

        JsonNode mine = office.get(Role.CLINICIAN, "/reviews?for=me").body();
        assertThat(documents(mine)).contains(calm);
        assertThat(documents(mine).indexOf(late)).isLessThan(documents(mine).indexOf(calm));
        assertThat(mine.at("/items/0/overdue").asBoolean()).isTrue();
        assertThat(documents(asRosa("/reviews?for=me").body())).contains(late).doesNotContain(calm);
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews?for=me&overdue=true")
                        .body()))
                .contains(late)
                .doesNotContain(calm);
        assertThat(review(Role.CLINICIAN, id).at("/escalated/to/id").asText()).isEqualTo(rosa);
        assertThat(history(late).stream().filter("ESCALATED"::equals))
                .as("recorded once")
                .hasSize(1);

        TestOffice.Answer done = office.send(office.to("/api/v1/documents/" + late + "/acknowledge")
                .header("Authorization", "Bearer " + rosasToken)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"action\":\"repeat potassium today\"}"))
                .build());
        assertThat(done.body().get("state").asText()).as(done.text()).isEqualTo("ACTED_ON");
        assertThat(done.body().at("/ended/by/id").asText()).isEqualTo(rosa);
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews?for=me").body()))
                .doesNotContain(late);
    }

    @Test
    void aListWhoseAccountIsClosedGoesToTheOneWhoRoutedAtOnce() {
        UserAccount leaver = clinician("leaver", "Dr. Lea Leaver");
        String document = filed(patient("MR4"));
        String id =
                route(document, leaver.id().value(), "routine").body().get("id").asText();
        closed(leaver, true);
        duty.keepUp();
        JsonNode review = review(Role.INTAKE, id);
        assertThat(review.get("overdue").asBoolean()).isFalse();
        assertThat(review.at("/escalated/to/displayName").asText()).isEqualTo("intake");
        assertThat(review.at("/escalated/why").asText()).contains("closed");
        assertThat(documents(office.get(Role.INTAKE, "/reviews").body())).contains(document);
        TestOffice.Answer handed = office.post(
                Role.INTAKE,
                "/reviews/" + id + "/forward",
                Map.of("to", clinician, "note", "Dr. Leaver has left"),
                "If-Match",
                office.get(Role.INTAKE, "/reviews/" + id).header("ETag"));
        assertThat(handed.body().at("/to/id").asText()).as(handed.text()).isEqualTo(clinician);
        assertThat(handed.body().at("/chain/0/from/displayName").asText()).isEqualTo("Dr. Lea Leaver");
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews").body())).contains(document);
    }

    @Test
    void aResultFiledIntoAVisitGoesToTheClinicianOfTheVisitAndOtherPapersDoNot() {
        String patient = patient("MR5");
        String document = arrived();
        file(document, patient, LAB, visit(patient, "Lindqvist, Rosa"));
        JsonNode routed =
                office.get(Role.INTAKE, "/documents/" + document + "/reviews").body();
        assertThat(routed.at("/items/0/to/id").asText()).isEqualTo(rosa);
        assertThat(routed.at("/items/0/byRule").asBoolean()).isTrue();
        // Filed anew, it is not routed twice.
        file(document, patient, LAB, visit(patient, "Dr. Rosa Lindqvist"));
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/reviews")
                        .body()
                        .get("items"))
                .hasSize(1);
        String unknown = arrived();
        file(unknown, patient, LAB, visit(patient, "Dr. Somebody Else"));
        String card = arrived();
        file(card, patient, CARD, visit(patient, "Dr. Rosa Lindqvist"));
        String noVisit = arrived();
        file(noVisit, patient, LAB, "");
        for (String none : List.of(unknown, card, noVisit)) {
            assertThat(office.get(Role.INTAKE, "/documents/" + none + "/reviews")
                            .body()
                            .get("items"))
                    .isEmpty();
        }
    }

    @Test
    void aFixedClinicianCanBeNamedForATypeAndWhatCannotBeIsRefused() {
        TestOffice.Answer rules = office.get(Role.ADMINISTRATOR, "/review-rules");
        ObjectNode wanted = (ObjectNode) rules.body();
        wanted.putArray("rules")
                .addObject()
                .put("type", "11526-1")
                .put("to", clinician)
                .put("priority", "STAT");
        ObjectNode wrong = wanted.deepCopy();
        ((ObjectNode) wrong.at("/rules/0")).put("type", "no-such");
        assertThat(office.put(Role.ADMINISTRATOR, "/review-rules", wrong, "If-Match", rules.header("ETag"))
                        .text())
                .contains("no document type with the code 'no-such'");
        made(office.put(Role.ADMINISTRATOR, "/review-rules", wanted, "If-Match", rules.header("ETag")));
        String document = arrived();
        file(document, patient("MR6"), Map.of("code", "11526-1", "display", "Pathology report"), "");
        JsonNode review = office.get(Role.INTAKE, "/documents/" + document + "/reviews")
                .body()
                .at("/items/0");
        assertThat(review.at("/to/id").asText()).isEqualTo(clinician);
        assertThat(review.get("priority").asText()).isEqualTo("STAT");
        TestOffice.Answer now = office.get(Role.ADMINISTRATOR, "/review-rules");
        made(office.put(Role.ADMINISTRATOR, "/review-rules", rules.body(), "If-Match", now.header("ETag")));
    }

    @Test
    void aReviewFollowsItsDocumentAndEndsWithAReasonWhenThereIsNothingToReview() {
        String first = patient("MR7");
        String second = patient("MR8");
        String document = filed(first);
        String id = route(document, clinician, "routine").body().get("id").asText();
        office.get(Role.CLINICIAN, "/documents/" + document);

        made(step(Role.INTAKE, document, "unfile", Map.of()));
        assertThat(review(Role.CLINICIAN, id).get("flag").asText()).contains("Taken out of the chart");
        assertThat(office.post(Role.CLINICIAN, "/documents/" + document + "/acknowledge", Map.of())
                        .text())
                .contains("in no chart at the moment");
        file(document, second, CARD, "");
        assertThat(review(Role.CLINICIAN, id).get("flag").asText()).contains("Moved to another chart");
        assertThat(review(Role.CLINICIAN, id).at("/document/mrn").asText()).isEqualTo("MR8");

        made(step(Role.RECORDS_CLERK, document, "entered-in-error", Map.of("reason", "of another office")));
        JsonNode ended = review(Role.CLINICIAN, id);
        assertThat(ended.get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(ended.at("/ended/words").asText()).contains("entered in error: of another office");
        assertThat(history(document)).contains("REVIEW_WITHDRAWN", "REVIEW_MOVED");
        assertThat(documents(
                        office.get(Role.CLINICIAN, "/reviews?state=withdrawn").body()))
                .contains(document);
    }

    @Test
    void aReviewOfAPaperThatIsNotOursEnds() {
        String document = filed(patient("MR11"));
        String id = route(document, clinician, "routine").body().get("id").asText();
        made(step(Role.INTAKE, document, "unfile", Map.of()));
        made(office.post(
                Role.INTAKE,
                "/filing/" + document + "/misdirected",
                Map.of("sender", "Lakeside Heart", "senderTold", true),
                "If-Match",
                version("/documents/" + document)));
        JsonNode ended = review(Role.CLINICIAN, id);
        assertThat(ended.get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(ended.at("/ended/words").asText()).contains("not to be this office's");
    }

    @Test
    void nobodyEndsTheReviewsOfOthersAndWhoRoutedMayTakeItBack() {
        String document = filed(patient("MR9"));
        TestOffice.Answer routed = route(document, rosa, "routine");
        String id = routed.body().get("id").asText();
        assertThat(office.post(Role.CLINICIAN, "/documents/" + document + "/acknowledge", Map.of())
                        .problem())
                .isEqualTo("conflict");
        assertThat(office.post(
                                Role.CLINICIAN,
                                "/reviews/" + id + "/act",
                                Map.of("action", "called"),
                                "If-Match",
                                routed.header("ETag"))
                        .problem())
                .isEqualTo("not-allowed");
        assertThat(office.post(Role.INTAKE, "/reviews/" + id + "/withdraw", Map.of("reason", "wrong doctor"))
                        .problem())
                .isEqualTo("precondition-required");
        TestOffice.Answer back = office.post(
                Role.INTAKE,
                "/reviews/" + id + "/withdraw",
                Map.of("reason", "wrong doctor"),
                "If-Match",
                routed.header("ETag"));
        assertThat(back.body().get("state").asText()).as(back.text()).isEqualTo("WITHDRAWN");
        assertThat(office.get(Role.INTAKE, "/reviews?for=all").problem()).isEqualTo("not-allowed");
    }

    @Test
    void aChartThatIsClosedToTheClinicianIsNeitherRoutedNorShownAndTheReviewGoesToThePrivacyOfficer() {
        String patient = patient("MR10");
        String document = filed(patient);
        String id = route(document, clinician, "routine").body().get("id").asText();
        TestOffice.Answer chart = office.get(Role.ADMINISTRATOR, "/patients/" + patient);
        made(office.put(
                Role.ADMINISTRATOR,
                "/patients/" + patient,
                Map.of(
                        "mrn",
                        "MR10",
                        "name",
                        Map.of("family", "Testcase", "given", "Tess"),
                        "birthDate",
                        "1970-01-02",
                        "restricted",
                        true),
                "If-Match",
                chart.header("ETag")));
        duty.keepUp();
        assertThat(documents(office.get(Role.CLINICIAN, "/reviews").body())).doesNotContain(document);
        assertThat(office.get(Role.CLINICIAN, "/reviews/" + id).problem()).isEqualTo("not-found");
        assertThat(documents(office.get(Role.PRIVACY_OFFICER, "/reviews").body()))
                .contains(document);
        TestOffice.Answer refused = office.post(
                Role.PRIVACY_OFFICER,
                "/reviews/" + id + "/forward",
                Map.of("to", rosa),
                "If-Match",
                office.get(Role.PRIVACY_OFFICER, "/reviews/" + id).header("ETag"));
        assertThat(refused.text()).contains("restricted and not open to");
    }
}
