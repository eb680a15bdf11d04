package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chartroom.api.cli.Home;
import org.chartroom.api.reader.ManyPages;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.worker.Worker;
import org.chartroom.api.worker.WorkerConfig;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is urgent does not wait for a batch. */
final class UrgentFaxTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private TestOffice office;

    @BeforeEach
    void open() {
        office = TestOffice.open(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String uploaded(byte[] file, String query) {
        TestOffice.Answer kept = office.post(Role.INTAKE, "/arrivals?as=fax&name=fax.tif" + query, file);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        return TestWorker.only(kept.body().get("documents"));
    }

    private String stage(String document) {
        return office.get(Role.INTAKE, "/documents/" + document)
                .body()
                .get("stage")
                .asText();
    }

    @Test
    void aStatFaxIsReadWhileTheOnlyReaderHasABatch() throws IOException {
        assumeTrue(
                Files.exists(Home.fromLauncher().tools().tessdata().resolve("eng.traineddata")),
                "OCR data are here: ./chartroom fetch");
        byte[] sixty = Files.readAllBytes(ManyPages.tiff(folder.resolve("batch.tif"), 60));
        byte[] one = Files.readAllBytes(ManyPages.tiff(folder.resolve("stat.tif"), 1));
        WorkerConfig config = new WorkerConfig(
                URI.create(office.server.url()),
                office.token(Role.WORKER),
                "one reader",
                1,
                folder.resolve("spool"),
                Optional.empty());
        try (Worker worker = new Worker(config, Home.fromLauncher().tools(), new Random(7))) {
            assertThat(worker).isNotNull();
            String batch = uploaded(sixty, "");
            TestOffice.until(
                    "the batch is being read",
                    PATIENCE,
                    () -> office.get(Role.INTAKE, "/documents/" + batch)
                                    .body()
                                    .path("progress")
                                    .path("done")
                                    .asInt()
                            > 1);
            String stat = uploaded(one, "&priority=stat");
            TestOffice.until("the STAT fax is read", PATIENCE, () -> stage(stat).equals("READ"));
            assertThat(stage(batch)).isEqualTo("READING");
            assertThat(office.get(Role.INTAKE, "/documents/" + stat)
                            .body()
                            .get("priority")
                            .asText())
                    .isEqualTo("STAT");
        }
    }

    @Test
    void aWorkerMayAskForUrgentWorkOnly() {
        TestWorker worker = new TestWorker(office);
        uploaded("routine".getBytes(StandardCharsets.UTF_8), "");
        assertThat(worker.lease(Priority.URGENT)).isEmpty();
        String urgent = uploaded("urgent".getBytes(StandardCharsets.UTF_8), "&priority=URGENT");
        assertThat(worker.lease(Priority.STAT)).isEmpty();
        LeaseOffer offer = worker.lease(Priority.URGENT).orElseThrow();
        assertThat(offer.documentId().value()).isEqualTo(urgent);
        assertThat(offer.priority()).isEqualTo(Priority.URGENT);
        assertThat(worker.lease().orElseThrow().priority()).isEqualTo(Priority.ROUTINE);
    }

    @Test
    void aPriorityThatThereIsNotIsRefusedAndNothingKept() {
        TestOffice.Answer refused =
                office.post(Role.INTAKE, "/arrivals?as=fax&priority=yesterday", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.problem()).isEqualTo("bad-request");
        assertThat(office.get(Role.INTAKE, "/arrivals").body().get("items")).isEmpty();
        TestOffice.Answer asked = office.post(
                Role.WORKER, "/work/leases", Map.of("owner", "x", "waitSeconds", 0, "atLeast", "YESTERDAY"));
        assertThat(asked.problem()).isEqualTo("bad-request");
    }
}
