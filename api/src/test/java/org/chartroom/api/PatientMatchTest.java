package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chartroom.api.config.FilingConfig;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a page means, asked over the API. */
final class PatientMatchTest {
    @TempDir
    static Path data;

    static TestOffice office;

    @BeforeAll
    static void open() throws InterruptedException {
        office = TestOffice.open(TestOffice.config(data).withFiling(new FilingConfig(true, 0.8)), Clock.systemUTC());
        patient("MR10001", "Underhill", "Eleanor", "1998-08-06", "3 Mill Lane", false);
        patient("MR10002", "Castellano", "Ana", "2015-03-09", "14 Orchard Road", false);
        patient("MR10003", "Castellano", "Eva", "2015-03-09", "14 Orchard Road", false);
        patient("MR10004", "Secret", "Seth", "1960-05-05", "1 Hill Street", true);
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (match(Role.INTAKE, Map.of()).status() == 503 && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String patient(
            String mrn, String family, String given, String born, String address, boolean restricted) {
        TestOffice.Answer made = office.post(
                Role.ADMINISTRATOR,
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", family, "given", given),
                        "birthDate",
                        born,
                        "address",
                        address,
                        "restricted",
                        restricted));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    private static TestOffice.Answer match(Role role, Map<String, Object> said) {
        return office.post(role, "/patients/match", said);
    }

    private static Map<String, Object> said(String mrn, String family, String given, String born) {
        return Map.of(
                "mrns", List.of(mrn), "names", List.of(Map.of("family", family, "given", given)), "birthDate", born);
    }

    @Test
    void whatFitsIsFoundWithTheReasonsAndMayBeFiled() {
        JsonNode found = match(Role.INTAKE, said("MR10001", "Underhill", "Eleanor", "1998-08-06"))
                .body();
        assertThat(found.get("verdict").asText()).isEqualTo("file");
        assertThat(found.get("concerns")).isEmpty();
        JsonNode first = found.get("candidates").get(0);
        assertThat(first.at("/patient/mrn").asText()).isEqualTo("MR10001");
        assertThat(first.at("/agreement/birthDate").asText()).isEqualTo("SAME");
        assertThat(first.get("probability").asDouble()).isBetween(0.99, 1.0);
    }

    @Test
    void twinsStopAPage() {
        JsonNode found = match(
                        Role.RECORDS_CLERK,
                        Map.of(
                                "names",
                                List.of(Map.of("family", "Castellano", "given", "Ana")),
                                "birthDate",
                                "2015-03-09",
                                "addresses",
                                List.of("14 Orchard Rd.")))
                .body();
        assertThat(found.get("verdict").asText()).isEqualTo("stop");
        assertThat(found.at("/concerns/0/code").asText()).isEqualTo("TWIN");
        assertThat(found.at("/concerns/0/words").asText()).contains("twins");
        assertThat(found.get("candidates")).hasSize(2);
    }

    @Test
    void aChangedPatientIsMatchedByTheNewName() {
        String id = patient("MR10005", "Maiden", "Mara", "1991-09-09", "", false);
        TestOffice.Answer now = office.get(Role.ADMINISTRATOR, "/patients/" + id);
        office.put(
                Role.ADMINISTRATOR,
                "/patients/" + id,
                Map.of(
                        "mrn",
                        "MR10005",
                        "name",
                        Map.of("family", "Married", "given", "Mara"),
                        "birthDate",
                        "1991-09-09"),
                "If-Match",
                now.header("ETag"));
        JsonNode found = match(Role.INTAKE, said("MR10005", "Married", "Mara", "1991-09-09"))
                .body();
        assertThat(found.get("verdict").asText()).isEqualTo("file");
    }

    @Test
    void aRestrictedChartIsNotShownToWhoMayNotSeeIt() {
        JsonNode found = match(Role.INTAKE, said("MR10004", "Secret", "Seth", "1960-05-05"))
                .body();
        assertThat(found.toString()).doesNotContain("Secret");
        assertThat(found.get("verdict").asText()).isEqualTo("ask");
        assertThat(found.at("/concerns/0/code").asText()).isEqualTo("RESTRICTED");
    }

    private static JsonNode suggested(String... pages) {
        return office.get(Role.INTAKE, "/documents/" + read("", pages) + "/suggestions")
                .body();
    }

    /** The document that was read, each of its pages with this doubt. */
    private static String read(String doubt, String... pages) {
        String document = office.post(
                        Role.INTAKE,
                        "/arrivals?as=scan&name=scan.tif",
                        String.join("\f", pages).getBytes(StandardCharsets.UTF_8))
                .body()
                .at("/documents/0")
                .asText();
        TestWorker worker = new TestWorker(office);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff",
                        DocumentKind.SCAN,
                        IntStream.rangeClosed(1, pages.length)
                                .mapToObj(number -> worker.page(offer, number, pages[number - 1], doubt))
                                .toList(),
                        pages.length,
                        List.of()));
        return document;
    }

    /** The document when it is in that stage, or after some seconds in whatever it is. */
    private static JsonNode inStage(String document, String stage) throws InterruptedException {
        JsonNode now = office.get(Role.RECORDS_CLERK, "/documents/" + document).body();
        for (int look = 0; look < 200 && !now.get("stage").asText().equals(stage); look++) {
            Thread.sleep(50);
            now = office.get(Role.RECORDS_CLERK, "/documents/" + document).body();
        }
        return now;
    }

    private static final String ELEANORS =
            "CONSULTATION REPORT\nPatient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001\nDate of Service: 02/03/2026";

    @Test
    void aPaperThatProvesWhoseItIsFilesItselfAndTheHistorySaysSo() throws InterruptedException {
        JsonNode filed = inStage(read("", ELEANORS), "FILED");
        assertThat(filed.get("stage").asText()).isEqualTo("FILED");
        assertThat(filed.at("/type/display").asText()).isEqualTo("Consult note");
        assertThat(filed.get("date").asText()).isEqualTo("2026-02-03");
        JsonNode history = office.get(
                        Role.RECORDS_CLERK, "/documents/" + filed.get("id").asText() + "/history")
                .body();
        assertThat(history.toString()).contains("Chartroom").contains("FILE");
    }

    @Test
    void doubtfulPagesAndRestrictedChartsAreLeftToPeople() throws InterruptedException {
        String doubtful = read("low confidence", ELEANORS);
        String restricted = read(
                "",
                ELEANORS.replace("Underhill, Eleanor", "Secret, Seth")
                        .replace("08/06/1998", "05/05/1960")
                        .replace("MR10001", "MR10004"));
        String typeless = read("", "Patient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001");
        inStage(read("", ELEANORS), "FILED");
        for (String waiting : List.of(doubtful, restricted, typeless)) {
            String stage = office.get(Role.PRIVACY_OFFICER, "/documents/" + waiting)
                    .body()
                    .get("stage")
                    .asText();
            assertThat(stage).isIn("READ", "NEEDS_PERSON");
        }
    }

    @Test
    void whatAPersonTookOutOfAChartIsNotPutBack() throws InterruptedException {
        String document = read("", ELEANORS);
        inStage(document, "FILED");
        TestOffice.Answer now = office.get(Role.RECORDS_CLERK, "/documents/" + document);
        office.post(Role.RECORDS_CLERK, "/documents/" + document + "/unfile", Map.of(), "If-Match", now.header("ETag"));
        inStage(read("", ELEANORS), "FILED");
        assertThat(inStage(document, "READ").get("stage").asText()).isEqualTo("READ");
    }

    @Test
    void pagesOfTwoPatientsAreHeldWithTheReason() throws InterruptedException {
        JsonNode held = inStage(
                read(
                        "",
                        "LABORATORY REPORT\nPatient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001",
                        "LABORATORY REPORT\nPatient: Castellano, Ana\nDOB: 03/09/2015 MRN: MR10002"),
                "NEEDS_PERSON");
        assertThat(held.get("stage").asText()).isEqualTo("NEEDS_PERSON");
        assertThat(held.get("stageReason").asText()).contains("More than one patient is named");
    }

    @Test
    void aDocumentSuggestsItsPatientWithWhatItsPagesSay() {
        JsonNode found = suggested(
                "Lakeside Heart\nPage 1 of 2",
                "Patient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001\nPage 2 of 2");
        assertThat(found.at("/match/verdict").asText()).isEqualTo("file");
        assertThat(found.at("/match/candidates/0/patient/mrn").asText()).isEqualTo("MR10001");
        assertThat(found.at("/evidence/0/thing").asText()).isEqualTo("NAME");
        assertThat(found.at("/evidence/0/page").asInt()).isEqualTo(2);
    }

    @Test
    void aDocumentSuggestsWhatItIsAndOfWhichDay() {
        JsonNode found = suggested(
                "Lakeside Heart\nDISCHARGE SUMMARY\nPatient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001\nDate of Service: 02/03/2026");
        assertThat(found.at("/type/code").asText()).isEqualTo("18842-5");
        assertThat(found.at("/type/display").asText()).isEqualTo("Discharge summary");
        assertThat(found.at("/date").asText()).isEqualTo("2026-02-03");
        assertThat(found.get("papers")).isEmpty();
    }

    @Test
    void pagesThatLookLikeSeveralPapersAreNamedApart() {
        JsonNode found = suggested(
                "CONSULTATION REPORT\nPatient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001\nPage 1 of 2",
                "Underhill, Eleanor DOB: 08/06/1998\nPage 2 of 2",
                "LABORATORY REPORT\nPatient: Castellano, Ana\nDOB: 03/09/2015 MRN: MR10002");
        assertThat(found.at("/papers/0/last").asInt()).isEqualTo(2);
        assertThat(found.at("/papers/1/first").asInt()).isEqualTo(3);
        assertThat(found.at("/papers/1/type/display").asText()).isEqualTo("Laboratory report");
    }

    @Test
    void aFaxOfTwoPatientsIsStopped() {
        JsonNode found = suggested(
                "Patient: Underhill, Eleanor\nDOB: 08/06/1998 MRN: MR10001",
                "Patient: Castellano, Ana\nDOB: 03/09/2015 MRN: MR10002");
        assertThat(found.at("/match/verdict").asText()).isEqualTo("stop");
        assertThat(found.at("/match/concerns/0/code").asText()).isEqualTo("SEVERAL_PATIENTS");
        assertThat(found.at("/match/candidates").toString()).contains("MR10001").contains("MR10002");
    }

    @Test
    void nothingAndNonsenseAreAnsweredInWords() {
        assertThat(match(Role.INTAKE, Map.of()).body().get("verdict").asText()).isEqualTo("ask");
        assertThat(match(Role.INTAKE, Map.of("birthDate", "yesterday")).status())
                .isEqualTo(400);
        assertThat(match(Role.INTAKE, Map.of("names", List.of(Map.of("given", "Ana"))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void onlyWhoFilesMayAsk() {
        assertThat(match(Role.WORKER, Map.of()).status()).isEqualTo(403);
        assertThat(match(Role.TRANSCRIPTIONIST, Map.of()).status()).isEqualTo(403);
    }
}
