package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that are kept, shared, and tell what newly matches. */
class SavedSearchesTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;

    @BeforeAll
    static void begin() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Map<String, Object> search(String name, String q) {
        return new HashMap<>(Map.of("name", name, "q", q));
    }

    private static JsonNode keep(Role role, Map<String, Object> search) {
        TestOffice.Answer kept = office.post(role, "/search/saved", search);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        return kept.body();
    }

    private static String kept(Role role, String name, String q) {
        return keep(role, search(name, q)).get("id").asText();
    }

    private static void alert(Role role, String id) {
        TestOffice.Answer set = office.put(role, "/search/saved/" + id + "/alert", "");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private static String read(String text) {
        TestOffice.Answer kept =
                office.post(Role.INTAKE, "/arrivals?as=scan", ("bytes of " + text).getBytes(StandardCharsets.UTF_8));
        LeaseOffer offer = worker.lease(5).orElseThrow();
        TestOffice.Answer result = worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff", DocumentKind.SCAN, List.of(worker.page(offer, 1, text)), 1, List.of()));
        assertThat(result.status()).as(result.text()).isEqualTo(200);
        return TestWorker.only(kept.body().get("documents"));
    }

    private static List<String> matches(Role role, String id, String show) {
        TestOffice.Answer found = office.get(role, "/search/saved/" + id + "/matches?show=" + show);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        found.body().get("items").forEach(item -> ids.add(item.get("documentId").asText()));
        return ids;
    }

    private static int unseen(Role role, String id) {
        return office.get(role, "/search/saved/" + id)
                .body()
                .get("alert")
                .get("unseen")
                .asInt();
    }

    private static int waiting(Role role) {
        return office.get(role, "/waiting").body().get("searches").asInt();
    }

    private static void file(String document, String patient) {
        new TestPapers(office)
                .file(
                        Role.RECORDS_CLERK,
                        document,
                        patient,
                        Map.of("code", "51852-2", "display", "Letter"),
                        "2026-11-01");
    }

    private static Map<String, Object> person(String mrn, boolean restricted) {
        return Map.of(
                "mrn",
                mrn,
                "name",
                Map.of("family", "Vantongeren", "given", "Ada", "middle", ""),
                "birthDate",
                "1950-01-31",
                "sex",
                "female",
                "restricted",
                restricted);
    }

    private static String patient(String mrn) {
        TestOffice.Answer made = office.post(Role.INTAKE, "/patients", person(mrn, false));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    private static void close(String mrn, String patient) {
        TestOffice.Answer closed = office.put(
                Role.RECORDS_CLERK,
                "/patients/" + patient,
                person(mrn, true),
                "If-Match",
                office.get(Role.RECORDS_CLERK, "/patients/" + patient).header("ETag"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    }

    @Test
    void aSearchIsKeptOnceUnderItsNameRenamedByItsVersionAndRemoved() {
        Map<String, Object> wanted = search("Knees of faxes", "knee pain");
        wanted.put("filters", Map.of("kind", List.of("FAX"), "from", List.of("2026-01-01")));
        wanted.put("sort", "newest");
        TestOffice.Answer made = office.post(Role.CLINICIAN, "/search/saved", wanted, "Idempotency-Key", "k1");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = "/search/saved/" + made.body().get("id").asText();
        assertThat(office.post(Role.CLINICIAN, "/search/saved", wanted, "Idempotency-Key", "k1")
                        .body()
                        .get("id"))
                .isEqualTo(made.body().get("id"));
        assertThat(made.body().get("filters").toString()).contains("\"kind\":[\"FAX\"]");
        assertThat(made.body().get("sort").asText()).isEqualTo("newest");
        assertThat(office.post(Role.CLINICIAN, "/search/saved", search("KNEES of faxes", "x"))
                        .problem())
                .isEqualTo("conflict");

        TestOffice.Answer renamed =
                office.put(Role.CLINICIAN, path, search("Knees", "knee pain"), "If-Match", made.header("ETag"));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(office.put(Role.CLINICIAN, path, search("Hips", "hip"), "If-Match", made.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");
        assertThat(office.put(Role.CLINICIAN, path, search("Hips", "hip")).problem())
                .isEqualTo("precondition-required");
        assertThat(office.get(Role.RECORDS_CLERK, path).problem())
                .as("not shared: as if it were not there")
                .isEqualTo("not-found");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit").text())
                .contains("saved-search")
                .doesNotContain("knee pain");
        assertThat(office.delete(Role.CLINICIAN, path, "If-Match", renamed.header("ETag"))
                        .status())
                .isEqualTo(204);
        assertThat(office.get(Role.CLINICIAN, path).problem()).isEqualTo("not-found");
    }

    @Test
    void whatCannotBeSearchedForIsNotKept() {
        TestOffice.Answer bad = office.post(Role.CLINICIAN, "/search/saved", search("Bad", "knee AND"));
        assertThat(bad.problem()).isEqualTo("bad-query");
        assertThat(bad.body().get("position").asInt()).isEqualTo(5);
        assertThat(bad.body().get("suggestion").asText()).isEqualTo("knee");
        assertThat(office.post(Role.CLINICIAN, "/search/saved", search("Nothing", " "))
                        .problem())
                .isEqualTo("bad-request");
        Map<String, Object> wrong = search("Wrong", "knee");
        wrong.put("filters", Map.of("kind", List.of("PIGEON")));
        assertThat(office.post(Role.CLINICIAN, "/search/saved", wrong).problem())
                .isEqualTo("bad-request");
        wrong.put("filters", Map.of("colour", List.of("red")));
        assertThat(office.post(Role.CLINICIAN, "/search/saved", wrong).problem())
                .isEqualTo("bad-request");
    }

    @Test
    void aRoleUsesWhatIsSharedWithItAndOnlyTheOwnerChangesIt() {
        Map<String, Object> wanted = search("Zoster everywhere", "zosterella");
        wanted.put("sharedWith", List.of("clinician"));
        JsonNode made = keep(Role.RECORDS_CLERK, wanted);
        String path = "/search/saved/" + made.get("id").asText();
        TestOffice.Answer shared = office.get(Role.CLINICIAN, path);
        assertThat(shared.status()).isEqualTo(200);
        assertThat(shared.body().get("mine").asBoolean()).isFalse();
        assertThat(office.get(Role.INTAKE, path).problem()).isEqualTo("not-found");
        assertThat(office.put(Role.CLINICIAN, path, wanted, "If-Match", shared.header("ETag"))
                        .problem())
                .isEqualTo("not-allowed");
        assertThat(office.delete(Role.CLINICIAN, path, "If-Match", shared.header("ETag"))
                        .problem())
                .isEqualTo("not-allowed");
        alert(Role.CLINICIAN, made.get("id").asText());
        String document = read("zosterella seen");
        TestOffice.until(
                "the clinician is told",
                () -> unseen(Role.CLINICIAN, made.get("id").asText()) == 1);

        wanted.put("sharedWith", List.of());
        office.put(
                Role.RECORDS_CLERK,
                path,
                wanted,
                "If-Match",
                office.get(Role.RECORDS_CLERK, path).header("ETag"));
        assertThat(office.get(Role.CLINICIAN, path + "/matches").problem())
                .as("%s is told to nobody who may not use the search any more", document)
                .isEqualTo("not-found");
    }

    @Test
    void anAlertTellsWhatBeginsToMatchOnceAndKeepsWhatWasSeen() {
        String old = read("quinsyform of the throat");
        TestOffice.until(
                "it is found",
                () -> office.get(Role.CLINICIAN, "/search?q=quinsyform")
                                .body()
                                .get("total")
                                .asInt()
                        == 1);
        String id = kept(Role.CLINICIAN, "Throats", "quinsyform");
        alert(Role.CLINICIAN, id);
        alert(Role.CLINICIAN, id);
        String fresh = read("another quinsyform");
        TestOffice.until(
                "the new one is told",
                () -> matches(Role.CLINICIAN, id, "unseen").equals(List.of(fresh)));
        assertThat(waiting(Role.CLINICIAN)).isPositive();

        String whose = patient("77001");
        file(old, whose);
        file(fresh, whose);
        String third = read("a third quinsyform");
        TestOffice.until(
                "only a third is new", () -> matches(Role.CLINICIAN, id, "all").equals(List.of(third, fresh)));

        TestOffice.Answer seen =
                office.post(Role.CLINICIAN, "/search/saved/" + id + "/seen", Map.of("documentId", fresh));
        assertThat(seen.body().get("alert").get("unseen").asInt()).isEqualTo(1);
        assertThat(matches(Role.CLINICIAN, id, "unseen")).containsExactly(third);
        JsonNode first = office.get(Role.CLINICIAN, "/search/saved/" + id + "/matches?limit=1")
                .body();
        assertThat(first.get("items")).hasSize(1);
        JsonNode second = office.get(
                        Role.CLINICIAN,
                        "/search/saved/" + id + "/matches?limit=1&cursor="
                                + first.get("next").asText())
                .body();
        assertThat(second.get("items").get(0).get("documentId").asText()).isEqualTo(fresh);
        assertThat(second.get("next").isNull()).isTrue();
        office.post(
                Role.CLINICIAN,
                "/search/saved/" + id + "/seen",
                Map.of("upTo", first.get("items").get(0).get("sequence").asLong()));
        assertThat(unseen(Role.CLINICIAN, id)).isZero();
    }

    @Test
    void nobodyIsToldOfAChartThatIsClosedToThem() {
        String whose = patient("77002");
        String clinicians = kept(Role.CLINICIAN, "Secret", "pertusselle");
        String officers = kept(Role.PRIVACY_OFFICER, "Secret", "pertusselle");
        alert(Role.CLINICIAN, clinicians);
        alert(Role.PRIVACY_OFFICER, officers);
        String document = read("pertusselle in the family");
        TestOffice.until("both are told while it is in no chart", () -> unseen(Role.CLINICIAN, clinicians) == 1);
        file(document, whose);
        close("77002", whose);
        assertThat(unseen(Role.CLINICIAN, clinicians))
                .as("the chart was closed a moment ago")
                .isZero();
        assertThat(matches(Role.CLINICIAN, clinicians, "all")).isEmpty();
        assertThat(matches(Role.PRIVACY_OFFICER, officers, "unseen")).containsExactly(document);
    }

    @Test
    void aServerThatStartsAgainTellsNothingTwiceAndForgetsNothing() {
        String id = kept(Role.CLINICIAN, "Restarts", "rubellina");
        alert(Role.CLINICIAN, id);
        String before = read("rubellina before");
        TestOffice.until("it is told", () -> unseen(Role.CLINICIAN, id) == 1);
        office.post(Role.CLINICIAN, "/search/saved/" + id + "/seen", Map.of("documentId", before));
        close();
        begin();
        String after = read("rubellina after");
        TestOffice.until(
                "what came after is told",
                () -> matches(Role.CLINICIAN, id, "unseen").equals(List.of(after)));
        assertThat(matches(Role.CLINICIAN, id, "all")).containsExactly(after, before);
    }
}
