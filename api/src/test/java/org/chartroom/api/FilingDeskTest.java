package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the filing desk promises over the API: locks, outcomes, second looks, bulk, moves. */
final class FilingDeskTest {
    private static final Map<String, String> CONSULT = Map.of("code", "11488-4", "display", "Consultation report");
    private static final String ELEANORS = "Patient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001";
    private static final String ANAS = "Patient: Castellano, Ana\nDOB: 03/09/2015\nAddress: 14 Orchard Road";
    private static final AtomicReference<Duration> LATER = new AtomicReference<>(Duration.ZERO);

    /** The time of day, which a test may put forward. */
    private static final Clock CLOCK = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(LATER.get());
        }
    };

    @TempDir
    static Path data;

    static TestOffice office;
    private static final Map<String, String> PATIENTS = new HashMap<>();

    @BeforeAll
    static void open() {
        office = TestOffice.open(TestOffice.config(data), CLOCK);
        patient("MR10001", "Underhill", "Eleanor", "1998-08-06", "3 Mill Lane");
        patient("MR10002", "Castellano", "Ana", "2015-03-09", "14 Orchard Road");
        patient("MR10003", "Castellano", "Eva", "2015-03-09", "14 Orchard Road");
        patient("MR10004", "Okonjo", "Tobias", "1950-02-03", "9 Quay Street");
        office.put(
                Role.ADMINISTRATOR,
                "/patients/" + PATIENTS.get("MR10004"),
                Map.of(
                        "mrn", "MR10004",
                        "name", Map.of("family", "Okonjo", "given", "Tobias"),
                        "birthDate", "1950-02-03",
                        "deceasedOn", "2025-05-01"),
                "If-Match",
                "\"1\"");
        TestOffice.until(
                "the patients are read",
                () -> office.post(Role.INTAKE, "/patients/match", Map.of()).status() == 200);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static void patient(String mrn, String family, String given, String born, String address) {
        TestOffice.Answer made = office.post(
                Role.ADMINISTRATOR,
                "/patients",
                Map.of(
                        "mrn", mrn,
                        "name", Map.of("family", family, "given", given),
                        "birthDate", born,
                        "address", address));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        PATIENTS.put(mrn, made.body().get("id").asText());
    }

    /** Receives and reads papers, each one page, in one arrival; answers their documents in order. */
    private static List<String> scanned(String priority, String... papers) {
        String name = papers[0].hashCode() + "-" + System.nanoTime() + ".tif";
        String arrival = office.post(
                        Role.INTAKE,
                        "/arrivals?as=scan&priority=" + priority + "&name=" + name,
                        name.getBytes(StandardCharsets.UTF_8))
                .body()
                .get("id")
                .asText();
        TestWorker worker = new TestWorker(office);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        List<PageResult> pages = new ArrayList<>();
        for (String paper : papers) {
            if (!pages.isEmpty()) {
                pages.add(TestWorker.separator(pages.size() + 1, "PATCHT"));
            }
            pages.add(worker.page(offer, pages.size() + 1, paper));
        }
        TestOffice.Answer read = worker.handIn(
                offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, pages, pages.size(), List.of()));
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        office.get(Role.INTAKE, "/arrivals/" + arrival)
                .body()
                .get("documents")
                .forEach(each -> ids.add(each.get("id").asText()));
        assertThat(ids).hasSize(papers.length);
        return ids;
    }

    private static String scanned(String paper) {
        return scanned("ROUTINE", paper).getFirst();
    }

    private static int version(String id) {
        return office.get(Role.PRIVACY_OFFICER, "/documents/" + id)
                .body()
                .get("version")
                .asInt();
    }

    /** Does something to a document as it is now. */
    private static TestOffice.Answer act(Role role, String path, Object body) {
        String id = path.split("/")[2];
        return office.post(role, path, body, "If-Match", "\"" + version(id) + "\"");
    }

    private static TestOffice.Answer file(Role role, String id, String mrn, Map<String, Object> more) {
        Map<String, Object> filing =
                new HashMap<>(Map.of("patientId", PATIENTS.get(mrn), "type", CONSULT, "date", "2026-02-03"));
        filing.putAll(more);
        return act(role, "/documents/" + id + "/file", filing);
    }

    private static List<String> queue(String query) {
        JsonNode items = office.get(Role.RECORDS_CLERK, "/filing?limit=200" + query)
                .body()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(each -> each.get("id").asText())
                .toList();
    }

    private static JsonNode entry(String path, String id) {
        JsonNode items = office.get(Role.RECORDS_CLERK, path).body().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(each -> each.at("/id").asText().equals(id)
                        || each.at("/document/id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + items));
    }

    private static List<String> history(String id) {
        JsonNode items = office.get(Role.RECORDS_CLERK, "/documents/" + id + "/history?limit=200")
                .body()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(each -> each.get("what").asText())
                .toList();
    }

    private static List<String> secondLooks() {
        JsonNode items =
                office.get(Role.INTAKE, "/filing/second-looks?limit=200").body().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(each -> each.at("/document/id").asText())
                .toList();
    }

    @Test
    void aDocumentThatWasNotReadYetSuggestsNobodyAndIsNotFiled() {
        String name = "not-read-" + System.nanoTime() + ".tif";
        String id = TestWorker.only(
                office.post(Role.INTAKE, "/arrivals?as=scan&name=" + name, name.getBytes(StandardCharsets.UTF_8))
                        .body()
                        .get("documents"));
        TestOffice.Answer suggested = office.get(Role.INTAKE, "/documents/" + id + "/suggestions");
        assertThat(suggested.status()).as(suggested.text()).isEqualTo(200);
        assertThat(suggested.body().at("/match/candidates")).isEmpty();
        TestOffice.Answer filed = office.post(
                Role.INTAKE,
                "/documents/" + id + "/file",
                Map.of("patientId", PATIENTS.get("MR10001"), "type", Map.of("code", "11506-3", "display", "Note")),
                "If-Match",
                office.get(Role.INTAKE, "/documents/" + id).header("ETag"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(409);
        assertThat(filed.body().get("detail").asText()).contains("still being read");
        // Read, so that no other test finds it at the head of the queue.
        TestWorker worker = new TestWorker(office);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff", DocumentKind.SCAN, List.of(worker.page(offer, 1, name)), 1, List.of()));
    }

    @Test
    void whatWaitsIsShownTheMostUrgentFirstWithWhereItCameFrom() {
        String routine = scanned("A letter");
        String stat = scanned("STAT", "A fax that cannot wait").getFirst();

        assertThat(queue("")).containsSubsequence(stat, routine);
        JsonNode shown = entry("/filing?limit=200", stat);
        assertThat(shown.get("priority").asText()).isEqualTo("STAT");
        assertThat(shown.get("channel").asText()).isEqualTo("UPLOAD");
        assertThat(shown.get("pages").asInt()).isEqualTo(1);
        assertThat(shown.get("ageSeconds").asInt()).isBetween(0, 7_200);
        assertThat(shown.at("/waits/0").asText()).isEqualTo("TO_FILE");
        assertThat(queue("&channel=watched_folder")).doesNotContain(stat);
        assertThat(queue("&channel=upload&reason=to_file")).contains(stat, routine);
        assertThat(office.get(Role.INTAKE, "/filing?reason=nonsense").status()).isEqualTo(400);
        assertThat(office.get(Role.INTAKE, "/filing?owner=nobody-at-all").status())
                .isEqualTo(400);
        assertThat(office.get(Role.INTAKE, "/filing?cursor=made-up").status()).isEqualTo(400);
        assertThat(office.get(Role.INTAKE, "/waiting").body().get("filing").asInt())
                .isPositive();
    }

    @Test
    void aDocumentThatSomebodyHasOpenIsLeftAloneUntilItIsTakenOverKnowingly() {
        String id = scanned("A letter that two people want");
        assertThat(office.post(Role.INTAKE, "/filing/" + id + "/claim", Map.of())
                        .body()
                        .at("/claim/mine")
                        .asBoolean())
                .isTrue();

        assertThat(entry("/filing?limit=200", id).at("/claim/displayName").asText())
                .isEqualTo("intake");
        assertThat(queue("&owner=intake")).contains(id);
        assertThat(queue("&owner=none")).doesNotContain(id);
        assertThat(queue("&owner=me")).doesNotContain(id);
        TestOffice.Answer refused = office.post(Role.RECORDS_CLERK, "/filing/" + id + "/claim", Map.of());
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.body().get("claimedBy").asText()).isEqualTo("intake");
        assertThat(file(Role.RECORDS_CLERK, id, "MR10001", Map.of()).problem()).isEqualTo("conflict");
        office.post(Role.RECORDS_CLERK, "/filing/" + id + "/release", Map.of());
        assertThat(queue("&owner=intake")).contains(id);

        assertThat(office.post(Role.RECORDS_CLERK, "/filing/" + id + "/claim", Map.of("takeOver", true))
                        .status())
                .isEqualTo(200);
        assertThat(history(id)).contains("TAKEN_OVER");
        assertThat(act(Role.INTAKE, "/filing/" + id + "/misdirected", Map.of("senderTold", false))
                        .problem())
                .isEqualTo("conflict");
        assertThat(file(Role.RECORDS_CLERK, id, "MR10001", Map.of()).status()).isEqualTo(200);
        assertThat(queue("")).doesNotContain(id);
    }

    @Test
    void whatAClosedPageHadOpenIsFreeAgainAfterAWhileAndAnOpenPageKeepsIt() {
        String id = scanned("A letter left lying");
        office.post(Role.INTAKE, "/filing/" + id + "/claim", Map.of());
        later(Duration.ofSeconds(60));
        office.post(Role.INTAKE, "/filing/" + id + "/claim", Map.of());
        later(Duration.ofSeconds(60));
        assertThat(queue("&owner=intake")).contains(id);
        later(Duration.ofSeconds(60));
        assertThat(queue("&owner=none")).contains(id);
        assertThat(office.post(Role.RECORDS_CLERK, "/filing/" + id + "/claim", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(office.post(Role.INTAKE, "/filing/" + id + "/claim", Map.of())
                        .problem())
                .isEqualTo("conflict");
    }

    private static void later(Duration span) {
        LATER.updateAndGet(span::plus);
    }

    @Test
    void aPaperThatIsNotOursLeavesTheQueueAndCanBeBroughtBack() {
        String id = scanned("For the practice next door");
        TestOffice.Answer gone = act(
                Role.INTAKE,
                "/filing/" + id + "/misdirected",
                Map.of("sender", "Harbour Dental", "senderTold", false, "note", "wrong fax number"));
        assertThat(gone.status()).as(gone.text()).isEqualTo(200);
        assertThat(queue("")).doesNotContain(id);
        assertThat(entry("/filing/misdirected", id).at("/last/step/sender").asText())
                .isEqualTo("Harbour Dental");
        assertThat(file(Role.INTAKE, id, "MR10001", Map.of()).problem()).isEqualTo("conflict");

        act(
                Role.RECORDS_CLERK,
                "/filing/" + id + "/misdirected",
                Map.of("sender", "Harbour Dental", "senderTold", true, "fate", "RETURNED"));
        JsonNode shown = entry("/filing/misdirected", id);
        assertThat(shown.at("/last/step/senderTold").asBoolean()).isTrue();
        assertThat(shown.at("/last/step/fate").asText()).isEqualTo("RETURNED");
        assertThat(shown.at("/last/by").asText()).isEqualTo("records-clerk");

        assertThat(act(Role.RECORDS_CLERK, "/filing/" + id + "/bring-back", Map.of("note", "it is ours"))
                        .status())
                .isEqualTo(200);
        assertThat(queue("&reason=needs_person")).contains(id);
        assertThat(history(id)).contains("MISDIRECTED", "BROUGHT_BACK");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/filing/" + id + "/log")
                        .body()
                        .get("items"))
                .hasSize(3);
        assertThat(act(Role.INTAKE, "/filing/" + id + "/bring-back", Map.of()).problem())
                .isEqualTo("conflict");
    }

    @Test
    void aPaperSomebodyHasToCallAboutStaysWithItsMarkAndComesDue() {
        String id = scanned("Which Dr. Fernhollow?");
        Instant due = CLOCK.instant().plus(Duration.ofMinutes(30));
        Map<String, Object> call =
                Map.of("whom", "Fernhollow Clinic", "number", "555-0142", "due", due.toString(), "note", "ask the MRN");
        assertThat(act(Role.INTAKE, "/filing/" + id + "/callback", call).status())
                .isEqualTo(200);
        assertThat(queue("&reason=callback")).contains(id);
        assertThat(queue("")).last().isEqualTo(id);
        assertThat(entry("/filing?limit=200", id).at("/last/step/number").asText())
                .isEqualTo("555-0142");

        later(Duration.ofMinutes(31));
        assertThat(queue("&reason=callback_due")).contains(id);
        assertThat(act(Role.INTAKE, "/filing/" + id + "/callback-done", Map.of("note", "MR10001"))
                        .status())
                .isEqualTo(200);
        assertThat(queue("&reason=callback_due")).doesNotContain(id);
        assertThat(queue("&reason=to_file")).contains(id);
        assertThat(history(id)).contains("CALLBACK", "CALLBACK_DONE");
        assertThat(act(Role.INTAKE, "/filing/" + id + "/callback-done", Map.of())
                        .problem())
                .isEqualTo("conflict");
        assertThat(act(Role.INTAKE, "/filing/" + id + "/callback", Map.of("whom", "x", "due", "2001-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(400);
        assertThat(office.post(Role.INTAKE, "/filing/" + id + "/callback", call).status())
                .as("without the version that was read")
                .isEqualTo(428);
    }

    @Test
    void aPageOfTwinsIsFiledOnlyByWhoHasSeenTheDangerAndIsLookedAtTwice() {
        String id = scanned(ANAS);
        TestOffice.Answer stopped = file(Role.INTAKE, id, "MR10002", Map.of());
        assertThat(stopped.problem()).isEqualTo("conflict");
        assertThat(stopped.body().at("/stops/0/code").asText()).isEqualTo("TWIN");
        assertThat(stopped.body().get("detail").asText()).contains("twins").contains("Nothing was filed.");

        TestOffice.Answer filed = file(Role.INTAKE, id, "MR10002", Map.of("acknowledged", List.of("TWIN")));
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        JsonNode look = entry("/filing/second-looks?limit=200", id);
        assertThat(look.get("why").asText()).isEqualTo("DANGER");
        assertThat(look.get("filer").asText()).isEqualTo("intake");

        TestOffice.Answer own = act(Role.INTAKE, "/filing/" + id + "/confirm", Map.of());
        assertThat(own.problem()).isEqualTo("not-allowed");
        assertThat(own.body().get("detail").asText()).contains("your own");
        assertThat(act(Role.INTAKE, "/filing/" + id + "/send-back", Map.of("note", "x"))
                        .problem())
                .isEqualTo("not-allowed");
        assertThat(secondLooks()).contains(id);
        assertThat(act(Role.RECORDS_CLERK, "/filing/" + id + "/confirm", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(secondLooks()).doesNotContain(id);
        assertThat(act(Role.RECORDS_CLERK, "/filing/" + id + "/confirm", Map.of())
                        .problem())
                .isEqualTo("conflict");
        assertThat(history(id)).contains("SECOND_LOOK", "SECOND_LOOK_CONFIRMED");
    }

    @Test
    void whatIsFiledAgainstThePagesMayBeSentBack() {
        String id = scanned(ELEANORS + "\nConsultation");
        assertThat(file(Role.INTAKE, id, "MR10003", Map.of()).status()).isEqualTo(200);
        assertThat(entry("/filing/second-looks?limit=200", id).get("why").asText())
                .isEqualTo("AGAINST_SUGGESTION");

        assertThat(act(Role.RECORDS_CLERK, "/filing/" + id + "/send-back", Map.of())
                        .status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(act(Role.RECORDS_CLERK, "/filing/" + id + "/send-back", Map.of("note", "it names Eleanor"))
                        .status())
                .isEqualTo(200);
        assertThat(queue("&reason=sent_back")).contains(id);
        JsonNode back = entry("/filing?limit=200", id);
        assertThat(back.get("stageReason").asText()).contains("it names Eleanor");
        assertThat(back.get("patientId").isNull()).isTrue();
        assertThat(history(id)).contains("SECOND_LOOK_SENT_BACK");
    }

    @Test
    void whatThePagesSayClearlyNeedsNoSecondLook() {
        String id = scanned(ELEANORS + "\nDischarge");
        assertThat(file(Role.INTAKE, id, "MR10001", Map.of()).status()).isEqualTo(200);
        assertThat(secondLooks()).doesNotContain(id);
    }

    @Test
    void aFilingThatIsTakenBackNeedsNoSecondLookAnyMore() {
        String id = scanned(ELEANORS + "\nReferral");
        file(Role.INTAKE, id, "MR10003", Map.of());
        assertThat(secondLooks()).contains(id);
        assertThat(act(Role.INTAKE, "/documents/" + id + "/unfile", Map.of()).status())
                .isEqualTo(200);
        assertThat(secondLooks()).doesNotContain(id);
        assertThat(queue("")).contains(id);
    }

    @Test
    void aVisitAfterDeathIsSeenFirst() {
        String id = scanned("Patient: Okonjo, Tobias\nDOB: 02/03/1950 MRN: MR10004");
        TestOffice.Answer stopped = file(Role.INTAKE, id, "MR10004", Map.of());
        assertThat(stopped.body().at("/stops/0/code").asText()).isEqualTo("DECEASED");
        assertThat(file(Role.INTAKE, id, "MR10004", Map.of("date", "2025-04-01"))
                        .status())
                .isEqualTo(200);
    }

    private static TestOffice.Answer together(String mrn, List<String> ids) {
        return office.post(
                Role.INTAKE,
                "/filing/bulk",
                Map.of(
                        "documents",
                        ids.stream()
                                .map(id -> Map.of("id", id, "version", version(id)))
                                .toList(),
                        "patientId",
                        PATIENTS.get(mrn),
                        "type",
                        CONSULT,
                        "date",
                        "2026-02-03"));
    }

    @Test
    void papersOfOneArrivalAreFiledTogetherOrNotAtAll() {
        List<String> ids = scanned("ROUTINE", ELEANORS, ELEANORS + "\nLaboratory report", "A page without a name");
        List<Map<String, Object>> stale = IntStream.range(0, 3)
                .mapToObj(i -> Map.<String, Object>of("id", ids.get(i), "version", version(ids.get(i)) - i / 2))
                .toList();
        TestOffice.Answer old = office.post(
                Role.INTAKE,
                "/filing/bulk",
                Map.of("documents", stale, "patientId", PATIENTS.get("MR10001"), "type", CONSULT));
        assertThat(old.problem()).isEqualTo("stale-version");
        assertThat(old.body().get("document").asText()).isEqualTo(ids.get(2));
        assertThat(queue("")).containsAll(ids);

        office.post(Role.RECORDS_CLERK, "/filing/" + ids.get(1) + "/claim", Map.of());
        assertThat(together("MR10001", ids).problem()).isEqualTo("conflict");
        office.post(Role.RECORDS_CLERK, "/filing/" + ids.get(1) + "/release", Map.of());
        assertThat(queue("")).containsAll(ids);

        TestOffice.Answer filed = together("MR10001", ids);
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        assertThat(filed.body().get("items")).hasSize(3);
        assertThat(queue("")).doesNotContainAnyElementsOf(ids);
        assertThat(together("MR10001", ids).problem()).isEqualTo("conflict");
    }

    @Test
    void aDangerInOneOfThemStopsThemAll() {
        List<String> ids = scanned("ROUTINE", "Page one", ANAS);
        TestOffice.Answer stopped = together("MR10002", ids);
        assertThat(stopped.problem()).isEqualTo("conflict");
        assertThat(stopped.body().at("/stopped/0/document").asText()).isEqualTo(ids.get(1));
        assertThat(stopped.body().at("/stopped/0/stops/0/code").asText()).isEqualTo("TWIN");
        assertThat(queue("")).containsAll(ids);
    }

    @Test
    void papersThatCameInApartAreNotFiledTogether() {
        assertThat(together("MR10001", List.of(scanned("One"), scanned("Another")))
                        .status())
                .isEqualTo(400);
        String once = scanned("Named twice");
        assertThat(together("MR10001", List.of(once, once)).status()).isEqualTo(400);
    }

    @Test
    void aMoveBetweenChartsSaysWhyAndLeavesATraceInBoth() {
        String id = scanned("An old letter");
        file(Role.INTAKE, id, "MR10001", Map.of());
        TestOffice.Answer silent = file(Role.RECORDS_CLERK, id, "MR10003", Map.of());
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.body().get("detail").asText()).contains("Say why");
        assertThat(file(Role.RECORDS_CLERK, id, "MR10001", Map.of("date", "2026-02-04"))
                        .status())
                .as("a change within the chart")
                .isEqualTo(200);

        assertThat(file(Role.RECORDS_CLERK, id, "MR10003", Map.of("reason", "it is Eva's"))
                        .status())
                .isEqualTo(200);
        JsonNode out = office.get(Role.CLINICIAN, "/patients/" + PATIENTS.get("MR10001") + "/moves")
                .body()
                .at("/items/0");
        assertThat(out.get("into").asBoolean()).isFalse();
        assertThat(out.get("reason").asText()).isEqualTo("it is Eva's");
        assertThat(out.get("other").asText()).contains("Castellano");
        JsonNode in = office.get(Role.CLINICIAN, "/patients/" + PATIENTS.get("MR10003") + "/moves")
                .body()
                .at("/items/0");
        assertThat(in.get("into").asBoolean()).isTrue();
        assertThat(in.get("by").asText()).isEqualTo("records-clerk");
        assertThat(history(id)).contains("MOVED_OUT", "MOVED_IN");
        for (String chart : List.of("MR10001", "MR10003")) {
            assertThat(office.get(Role.PRIVACY_OFFICER, "/audit?patient=" + PATIENTS.get(chart))
                            .body()
                            .toString())
                    .contains(chart.equals("MR10001") ? "moved out to another chart" : "moved in from another chart")
                    .contains(id);
        }
    }
}
