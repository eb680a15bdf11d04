package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** The main job, through the door people and programs use. */
class MainJobTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String patient(String mrn, String family) {
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", family, "given", "Ada", "middle", ""),
                        "birthDate",
                        "1950-01-31",
                        "sex",
                        "female",
                        "restricted",
                        false));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    @Test
    void aScanBecomesSearchableWithTheHitOnThePageAndGoesIntoTheChart() {
        TestOffice.Answer kept = office.post(
                Role.INTAKE, "/arrivals?as=scan&name=letter.tif", "bytes of a letter".getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(kept.header("Location")).endsWith(kept.body().get("id").asText());
        String document = TestWorker.only(kept.body().get("documents"));

        LeaseOffer offer = worker.lease(5).orElseThrow();
        assertThat(offer.documentId().value()).isEqualTo(document);
        assertThat(worker.file(offer)).asString(StandardCharsets.UTF_8).isEqualTo("bytes of a letter");
        TestOffice.Answer result = worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff",
                        DocumentKind.SCAN,
                        List.of(worker.page(offer, 1, "patient has quinsy today")),
                        1,
                        List.of()));
        assertThat(result.status()).as(result.text()).isEqualTo(200);

        TestOffice.until(
                "the page is found",
                () -> office.get(Role.CLINICIAN, "/search?q=quinsy")
                                .body()
                                .get("total")
                                .asInt()
                        == 1);
        JsonNode hit = office.get(Role.CLINICIAN, "/search?q=quinsy")
                .body()
                .get("items")
                .get(0);
        assertThat(hit.get("documentId").asText()).isEqualTo(document);
        assertThat(hit.get("boxes").get(0).get("x").asInt()).isEqualTo(130);
        assertThat(hit.get("widthPx").asInt()).isEqualTo(1_700);
        assertThat(hit.get("snippet").toString()).contains("quinsy");
        JsonNode marks = office.get(Role.CLINICIAN, "/search/hits?documentId=" + document + "&q=quinsy")
                .body();
        assertThat(marks.get("pages").get(0).get("boxes")).hasSize(1);

        TestOffice.Answer read = office.get(Role.CLINICIAN, "/documents/" + document);
        assertThat(read.body().get("stage").asText()).isEqualTo("READ");
        String patient = patient("100001", "Lovering");
        Map<String, Object> filing = Map.of(
                "patientId", patient, "type", Map.of("code", "51852-2", "display", "Letter"), "date", "2026-11-01");
        assertThat(office.post(Role.RECORDS_CLERK, "/documents/" + document + "/file", filing)
                        .problem())
                .isEqualTo("precondition-required");
        TestOffice.Answer filed = office.post(
                Role.RECORDS_CLERK, "/documents/" + document + "/file", filing, "If-Match", read.header("ETag"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        assertThat(filed.body().get("stage").asText()).isEqualTo("FILED");
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/documents/" + document + "/file",
                                filing,
                                "If-Match",
                                read.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");

        JsonNode chart =
                office.get(Role.CLINICIAN, "/patients/" + patient + "/chart").body();
        assertThat(chart.get("entries").get(0).get("document").get("id").asText())
                .isEqualTo(document);
        assertThat(chart.get("entries").get(0).get("at").asText()).isEqualTo("2026-11-01");
        assertThat(office.get(Role.CLINICIAN, "/documents/" + document + "/text")
                        .text())
                .isEqualTo("patient has quinsy today");
        assertThat(office.get(Role.CLINICIAN, "/documents/" + document + "/pages/1/words")
                        .body()
                        .get("words"))
                .hasSize(4);
        TestOffice.Answer pdf = office.get(Role.CLINICIAN, "/documents/" + document + "/pdf");
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.text()).startsWith("%PDF-1.").contains("%%EOF");
        assertThat(office.get(Role.CLINICIAN, "/documents/" + document + "/pages/1/image")
                        .header("Content-Type"))
                .isEqualTo("image/png");
        TestOffice.until(
                "the patient facet counts it",
                () -> office.get(Role.CLINICIAN, "/search?q=&patient=" + patient)
                                .body()
                                .get("total")
                                .asInt()
                        == 1);
        JsonNode trail = office.get(Role.PRIVACY_OFFICER, "/audit?patient=" + patient)
                .body()
                .get("items");
        assertThat(trail.findValuesAsText("action")).contains("FILE", "READ", "CREATE");
    }

    @Test
    void aDictationIsWrittenDownEditedHandedInSignedAndFound() {
        String patient = patient("100002", "Hopper");
        TestOffice.Answer kept = office.post(
                Role.CLINICIAN,
                "/dictations?workType=Progress%20note&priority=STAT&patient=" + patient + "&name=note.wav",
                "RIFF of a note".getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        String id = kept.body().get("id").asText();
        LeaseOffer offer = worker.lease(5).orElseThrow();
        assertThat(offer.documentId().value()).isEqualTo(id);
        assertThat(worker.handIn(offer, worker.spoken(offer, "the knee is swollen"))
                        .status())
                .isEqualTo(200);

        JsonNode dictation = office.get(Role.CLINICIAN, "/dictations?state=draft&mine=true")
                .body()
                .get("items")
                .get(0);
        assertThat(dictation.get("id").asText()).isEqualTo(id);
        assertThat(dictation.get("patientName").asText()).isEqualTo("Hopper, Ada");
        assertThat(dictation.get("priority").asText()).isEqualTo("STAT");
        TestOffice.Answer draft = office.get(Role.TRANSCRIPTIONIST, "/transcripts/" + id);
        assertThat(draft.body().get("raw").asText()).isEqualTo("the knee is swollen");

        TestOffice.Answer edited = office.put(
                Role.TRANSCRIPTIONIST,
                "/transcripts/" + id,
                Map.of("text", "The left knee shows gonarthrosis."),
                "If-Match",
                draft.header("ETag"));
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(office.put(
                                Role.TRANSCRIPTIONIST,
                                "/transcripts/" + id,
                                Map.of("text", "late"),
                                "If-Match",
                                draft.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");
        TestOffice.Answer submitted = office.post(
                Role.TRANSCRIPTIONIST, "/transcripts/" + id + "/submit", "", "If-Match", edited.header("ETag"));
        assertThat(submitted.body().get("state").asText()).isEqualTo("AWAITING_SIGNATURE");
        assertThat(office.post(
                                Role.TRANSCRIPTIONIST,
                                "/transcripts/" + id + "/sign",
                                "",
                                "If-Match",
                                submitted.header("ETag"))
                        .problem())
                .isEqualTo("not-allowed");
        TestOffice.Answer signed = office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/sign",
                Map.of("password", TestOffice.PASSWORD),
                "If-Match",
                submitted.header("ETag"));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        assertThat(signed.body().get("state").asText()).isEqualTo("SIGNED");
        assertThat(office.put(
                                Role.CLINICIAN,
                                "/transcripts/" + id,
                                Map.of("text", "changed"),
                                "If-Match",
                                signed.header("ETag"))
                        .problem())
                .isEqualTo("conflict");
        assertThat(office.post(Role.CLINICIAN, "/transcripts/" + id + "/addenda", Map.of("text", "Seen again."))
                        .status())
                .isEqualTo(201);

        JsonNode document = office.get(Role.CLINICIAN, "/documents/" + id).body();
        assertThat(document.get("stage").asText()).isEqualTo("FILED");
        assertThat(document.get("type").get("code").asText()).isEqualTo("11506-3");
        TestOffice.until(
                "the signed note is found",
                () -> office.get(Role.CLINICIAN, "/search?q=gonarthrosis")
                                .body()
                                .get("total")
                                .asInt()
                        == 1);
        assertThat(office.get(Role.CLINICIAN, "/documents/" + id + "/text").text())
                .contains("gonarthrosis", "Addendum 1", "Seen again.");
        TestOffice.Answer part = office.send(office.to("/api/v1/dictations/" + id + "/audio")
                .header("Authorization", "Bearer " + office.token(Role.CLINICIAN))
                .header("Range", "bytes=5-6")
                .build());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("of");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 5-6/14");
    }
}
