package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.SearchConfig;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What helps people to find, through the server. */
class SearchTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;
    static String open;

    @BeforeAll
    static void furnish() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
        open = patient("=1+1", "Castellan");
        String closed = patient("7002", "Castell");
        file(read("old myocardial infarction, knee pain, arthroscopy of the meniscus"), open);
        file(read("arthroscopy of the knee, the meniscus was torn"), open);
        file(read("myocardial infarction and zoster of the meniscus, arthroscopy"), closed);
        said(open, "asks about the meniscus", "Torn MENISCI hurt; also an old heart attack.");
        said(closed, "asks about the meniscus", "of the closed chart");
        close("7002", "Castell", closed);
        TestOffice.until(
                "the closed chart is closed",
                () -> search(Role.CLINICIAN, "zoster").get("total").asInt() == 0);
        TestOffice.until(
                "all are found",
                () -> search(Role.PRIVACY_OFFICER, "stage:filed").get("total").asInt() == 3);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String patient(String mrn, String family) {
        TestOffice.Answer made = office.post(Role.INTAKE, "/patients", person(mrn, family, false));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    private static Map<String, Object> person(String mrn, String family, boolean restricted) {
        return Map.of(
                "mrn",
                mrn,
                "name",
                Map.of("family", family, "given", "Ada", "middle", ""),
                "birthDate",
                "1950-01-31",
                "sex",
                "female",
                "restricted",
                restricted);
    }

    private static void close(String mrn, String family, String patient) {
        TestOffice.Answer closed = office.put(
                Role.RECORDS_CLERK,
                "/patients/" + patient,
                person(mrn, family, true),
                "If-Match",
                office.get(Role.RECORDS_CLERK, "/patients/" + patient).header("ETag"));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
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

    private static void file(String document, String patient) {
        new TestPapers(office)
                .file(
                        Role.RECORDS_CLERK,
                        document,
                        patient,
                        Map.of("code", "51852-2", "display", "Letter"),
                        "2026-11-01");
    }

    private static void said(String patient, String subject, String text) {
        TestOffice.Answer kept = office.post(
                Role.INTAKE,
                "/patients/" + patient + "/communications",
                Map.of(
                        "way",
                        "PHONE",
                        "direction",
                        "INCOMING",
                        "at",
                        "2026-11-03T09:30:00Z",
                        "subject",
                        subject,
                        "text",
                        text));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    }

    private static String q(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }

    private static JsonNode search(Role role, String typed) {
        return office.get(role, "/search?q=" + q(typed)).body();
    }

    @Test
    void wordsOfTheSameMeaningAreFoundAndTold() {
        JsonNode found = search(Role.CLINICIAN, "MI");
        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(found.get("also").toString()).contains("myocardial infarction");
        assertThat(search(Role.CLINICIAN, "\"MI\"").get("total").asInt()).isZero();
    }

    @Test
    void withoutAModelItIsFoundByWordsAloneAndAServerThatShallHaveOneSaysWhatToDo(@TempDir Path other) {
        JsonNode found =
                office.get(Role.CLINICIAN, "/search?q=arthroscopy&meaning=true").body();
        assertThat(found.get("total").asInt()).isEqualTo(2);
        assertThat(found.get("meant").asInt()).isZero();
        assertThatThrownBy(() -> House.open(
                        ConfigReader.defaults(other.resolve("data")).withSearch(new SearchConfig(true)),
                        Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fetch --meaning");
    }

    @Test
    void aSpellingIsOfferedOnlyOfWhatTheCallerMaySee() {
        assertThat(search(Role.CLINICIAN, "arthrscopy").get("didYouMean").get(0).asText())
                .isEqualTo("arthroscopy");
        assertThat(search(Role.CLINICIAN, "zostr").get("didYouMean")).isEmpty();
        assertThat(search(Role.PRIVACY_OFFICER, "zostr")
                        .get("didYouMean")
                        .get(0)
                        .asText())
                .isEqualTo("zoster");
    }

    @Test
    void namesAndWordsGoOnAsFarAsTheCallerMaySee() {
        JsonNode clinician =
                office.get(Role.CLINICIAN, "/search/completions?q=caste").body().get("items");
        assertThat(clinician).hasSize(1);
        assertThat(clinician.get(0).get("text").asText()).contains("Castellan");
        assertThat(clinician.get(0).get("query").asText()).isEqualTo("patient:\"" + open + "\"");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/search/completions?q=caste")
                        .body()
                        .get("items"))
                .hasSize(2);
        assertThat(office.get(Role.CLINICIAN, "/search/completions?q=zo").body().get("items"))
                .isEmpty();
    }

    @Test
    void anAnswerComesByPatientAndDocumentsLeadToTheLike() {
        JsonNode patients =
                office.get(Role.CLINICIAN, "/search/patients?q=meniscus").body();
        assertThat(patients.get("total").asInt()).isEqualTo(2);
        assertThat(patients.get("items")).hasSize(1);
        assertThat(patients.get("items").get(0).get("documents").asInt()).isEqualTo(2);
        String best = patients.get("items").get(0).get("best").get("documentId").asText();
        JsonNode similar =
                office.get(Role.CLINICIAN, "/search/similar?documentId=" + best).body();
        assertThat(similar.get("items")).hasSize(1);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/search/similar?documentId=" + best)
                        .body()
                        .get("items"))
                .hasSize(2);
        assertThat(office.get(Role.CLINICIAN, "/search/similar").status()).isEqualTo(400);
    }

    @Test
    void aListOfResultsIsATableInWhichNothingIsAFormulaAndItsRowsAreInTheAuditTrail() {
        TestOffice.Answer table = office.get(Role.RECORDS_CLERK, "/search/export?q=meniscus&kind=scan");
        assertThat(table.status()).as(table.text()).isEqualTo(200);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.header("Chartroom-Rows")).isEqualTo("2");
        assertThat(table.text().strip().lines()).hasSize(3);
        assertThat(table.text())
                .contains("\"'=1+1\"")
                .doesNotContain("\"=1+1\"")
                .doesNotContain("meniscus");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit").text()).contains("\"export\"");
    }

    @Test
    void communicationsAreFoundByTheSameQuestionInOpenCharts() {
        JsonNode found =
                office.get(Role.CLINICIAN, "/search/communications?q=meniscus").body();
        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(found.get("items").get(0).get("patientId").asText()).isEqualTo(open);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/search/communications?q=meniscus")
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(office.get(Role.CLINICIAN, "/search/communications?q=" + q("MI castellan date:2026-11"))
                        .body()
                        .get("items")
                        .get(0)
                        .get("snippet")
                        .toString())
                .contains("{\"text\":\"heart\",\"hit\":true}");
        for (String nothing : List.of("q=", "q=meniscus&kind=scan", "q=meniscus&to=2026-11-02")) {
            assertThat(office.get(Role.CLINICIAN, "/search/communications?" + nothing)
                            .body()
                            .get("total")
                            .asInt())
                    .as(nothing)
                    .isZero();
        }
    }

    @Test
    void anOfficeAddsSynonymsWhileTheServerRuns() throws IOException {
        assertThat(search(Role.CLINICIAN, "kneescope").get("total").asInt()).isZero();
        Files.writeString(data.resolve("synonyms.tsv"), "same\t0.7\tkneescope\tarthroscopy\n");
        TestOffice.until(
                "the new word is known",
                () -> search(Role.CLINICIAN, "kneescope").get("total").asInt() == 2);
    }
}
