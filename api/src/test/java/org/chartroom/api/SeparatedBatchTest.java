package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch with separator sheets becomes several documents, and none of them is lost with another. */
class SeparatedBatchTest {
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

    private static JsonNode arrive(String bytes) {
        return office.post(Role.INTAKE, "/arrivals?as=scan&name=batch.tif", bytes.getBytes(StandardCharsets.UTF_8))
                .body();
    }

    private static JsonNode document(String id) {
        return office.get(Role.RECORDS_CLERK, "/documents/" + id).body();
    }

    private static String text(String id) {
        return office.get(Role.RECORDS_CLERK, "/documents/" + id + "/text").text();
    }

    private static List<String> documents(String arrival) {
        JsonNode list = office.get(Role.INTAKE, "/arrivals/" + arrival).body().get("documents");
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.isTextual() ? each.asText() : each.get("id").asText())
                .toList();
    }

    @Test
    void oneDocumentThatFailsTakesNeitherTheOthersNorItsOwnBytesAndPagesAlong() {
        String bytes = "a batch of three";
        String arrival = arrive(bytes).get("id").asText();
        LeaseOffer first = worker.lease(5).orElseThrow();
        worker.handIn(
                first,
                new WorkResult.Read(
                        "image/tiff",
                        DocumentKind.SCAN,
                        List.of(
                                worker.page(first, 1, "alpha"),
                                TestWorker.separator(2, "PATCHT"),
                                worker.page(first, 3, "bravo"),
                                TestWorker.separator(4, "BATCH-2"),
                                TestWorker.rejected(5, PageProblem.CORRUPT),
                                worker.page(first, 6, "charlie")),
                        6,
                        List.of()));
        List<String> parts = documents(arrival);
        assertThat(parts).hasSize(3);

        String broken = parts.get(1);
        office.post(
                Role.RECORDS_CLERK,
                "/documents/" + broken + "/re-read",
                Map.of(),
                "If-Match",
                "\"" + document(broken).get("version").asInt() + "\"");
        LeaseOffer again = worker.lease(5).orElseThrow();
        TestOffice.Answer failed =
                worker.handIn(again, new WorkResult.Failed(PageProblem.READER_DIED, "the reader broke down", false));

        assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        assertThat(document(broken).get("stage").asText()).isEqualTo("QUARANTINED");
        assertThat(text(broken)).contains("bravo");
        assertThat(text(parts.get(0))).contains("alpha");
        assertThat(text(parts.get(2))).contains("charlie");
        for (String part : parts) {
            TestOffice.Answer original = office.get(Role.RECORDS_CLERK, "/documents/" + part + "/original");
            assertThat(original.status()).as(original.text()).isEqualTo(200);
            assertThat(new String(original.response().body(), StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        }
        JsonNode ledger = office.get(Role.INTAKE, "/arrivals/" + arrival).body().get("ledger");
        assertThat(StreamSupport.stream(ledger.spliterator(), false)
                        .map(line -> line.get("end").asText()))
                .containsExactly("document", "separator", "document", "separator", "rejected", "document");
    }

    @Test
    void patientAndTypeOfASheetAreSuggestedForTheDocumentAfterItAndForNoOther() {
        TestOffice.Answer patient = office.post(
                Role.INTAKE,
                "/patients",
                Map.of(
                        "mrn",
                        "SEP-1",
                        "name",
                        Map.of("family", "Marsh", "given", "Ada", "middle", ""),
                        "birthDate",
                        "1950-01-31",
                        "sex",
                        "female",
                        "restricted",
                        false));
        assertThat(patient.status()).as(patient.text()).isEqualTo(201);
        String arrival = arrive("a batch with a patient").get("id").asText();
        worker.read(
                TestWorker.text(1, "before"),
                TestWorker.separator(2, "MRN:SEP-1"),
                TestWorker.blank(3),
                TestWorker.separator(4, "TYPE:11488-4"),
                TestWorker.text(5, "between"),
                TestWorker.separator(6, "MRN:nobody"),
                TestWorker.text(7, "after"));
        List<String> parts = documents(arrival);

        assertThat(document(parts.get(0)).get("suggestions")).isEmpty();
        JsonNode suggested = document(parts.get(1)).get("suggestions");
        assertThat(suggested).hasSize(1);
        assertThat(suggested.get(0).get("patient").get("mrn").asText()).isEqualTo("SEP-1");
        assertThat(suggested.get(0).get("type").get("code").asText()).isEqualTo("11488-4");
        assertThat(document(parts.get(1)).get("patientId").isNull()).isTrue();
        assertThat(document(parts.get(2)).get("suggestions")).isEmpty();
    }
}
