package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.work.AttachmentResult;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad input gets: a clear answer or a ledger line with the reason, and nothing lost. */
class BadInputTest {
    @TempDir
    Path data;

    TestOffice office;
    TestWorker worker;

    @BeforeEach
    void open() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private TestOffice.Answer upload(String body, String... headers) {
        return office.post(Role.INTAKE, "/arrivals?as=scan&name=x", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private String uploaded(String body) {
        TestOffice.Answer kept = upload(body);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        return kept.body().get("id").asText();
    }

    private List<BlobRef> blobs() throws IOException {
        try (Stream<BlobRef> all = office.server.house().blobs().list()) {
            return all.toList();
        }
    }

    @Test
    void anEmptyFileIsAClearProblem() throws IOException {
        TestOffice.Answer answer = upload("");
        assertThat(answer.problem()).isEqualTo("empty-file");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("correlationId").asText()).isEqualTo(answer.header("X-Correlation-Id"));
        assertThat(blobs()).isEmpty();
    }

    @Test
    void whatIsNoRequestIsAProblemToo() {
        assertThat(office.get(Role.INTAKE, "/nothing/here").problem()).isEqualTo("not-found");
        assertThat(office.get(Role.INTAKE, "/documents/..%2f..").status()).isIn(400, 404);
        assertThat(office.put(Role.INTAKE, "/documents", "{}").problem()).isEqualTo("wrong-method");
        assertThat(office.post(Role.INTAKE, "/patients", "{\"mrn\":").problem()).isEqualTo("bad-request");
        TestOffice.Answer wrong = office.post(Role.INTAKE, "/patients", "{\"mrn\":\"1\",\"name\":{\"family\":\"\"}}");
        assertThat(wrong.problem()).isEqualTo("bad-request");
        assertThat(wrong.text()).contains("name.family is needed").doesNotContain("org.chartroom");
        TestOffice.Answer query = office.get(Role.INTAKE, "/search?q=%22open");
        assertThat(query.problem()).isEqualTo("bad-query");
        assertThat(query.body().has("position")).isTrue();
        assertThat(office.get(Role.INTAKE, "/search?q=x&cursor=rubbish").status())
                .isEqualTo(400);
        assertThat(office.get(Role.INTAKE, "/documents?cursor=rubbish").status())
                .isEqualTo(400);
    }

    @Test
    void aCallThatIsRefusedBeforeItsBodyCameLeavesTheConnectionOpenForTheNext() throws Exception {
        String next = "GET /api/v1/arrivals HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + office.token(Role.INTAKE) + "\r\nConnection: close\r\n\r\n";
        for (String refused : List.of("/patients/import?format=xls", "/nothing/here")) {
            try (Socket socket = call(refused, 3)) {
                Thread.sleep(200);
                send(socket, "abc" + next);
                String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answers)
                        .as(refused)
                        .containsPattern("^HTTP/1.1 40[0-9] ")
                        .contains("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aCallWhoseBodyIsTooLongToBeTakenInIsToldThatTheConnectionEnds() throws Exception {
        try (Socket socket = call("/patients/import?format=xls", 10_000_000)) {
            send(socket, "x".repeat(70_000));
            String answer = new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("\r\nconnection: close\r\n");
        }
    }

    /** The head of a call with a body that is still to come. */
    private Socket call(String path, int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", URI.create(office.server.url()).getPort());
        socket.setSoTimeout(20_000);
        send(
                socket,
                "POST /api/v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + office.token(Role.RECORDS_CLERK)
                        + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n\r\n");
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws IOException, InterruptedException {
        for (String type : List.of("application/octet-stream", "multipart/form-data; boundary=b")) {
            try (Socket socket =
                    new Socket("127.0.0.1", URI.create(office.server.url()).getPort())) {
                String start = type.startsWith("multipart")
                        ? "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf of"
                        : "half of";
                socket.getOutputStream()
                        .write(("POST /api/v1/arrivals HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + office.token(Role.INTAKE) + "\r\nContent-Type: " + type
                                        + "\r\nContent-Length: 1000\r\n\r\n" + start)
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                Thread.sleep(200);
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .satisfiesAnyOf(
                                text -> assertThat(text).isEmpty(),
                                text -> assertThat(text).contains("400", "cut-off"));
            }
        }
        assertThat(office.get(Role.INTAKE, "/arrivals").body().get("items")).isEmpty();
        assertThat(blobs()).isEmpty();
    }

    @Test
    void aFormThatEndsWithoutItsClosingBoundaryIsCutOff() throws IOException {
        String part =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"caf\u00e9.txt\"\r\n\r\nthe whole\r\n--b";
        String type = "multipart/form-data; boundary=b";
        assertThat(office.post(Role.INTAKE, "/arrivals", part, "Content-Type", type)
                        .problem())
                .isEqualTo("cut-off");
        assertThat(blobs()).isEmpty();
        TestOffice.Answer kept = office.post(Role.INTAKE, "/arrivals", part + "--\r\n", "Content-Type", type);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(kept.body().get("bytes").asInt()).isEqualTo("the whole".length());
        assertThat(office.get(Role.INTAKE, "/arrivals")
                        .body()
                        .get("items")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo("caf\u00e9.txt");
    }

    @Test
    void sendingTwiceWithOneKeyMakesOneArrivalAndTwoWithoutAreTold() {
        TestOffice.Answer first = upload("same bytes", "Idempotency-Key", "k1");
        TestOffice.Answer again = upload("same bytes", "Idempotency-Key", "k1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(upload("other bytes", "Idempotency-Key", "k1").problem()).isEqualTo("conflict");
        assertThat(upload("same bytes").body().get("duplicateOf").asText())
                .isEqualTo(first.body().get("id").asText());
        assertThat(office.get(Role.INTAKE, "/arrivals").body().get("items")).hasSize(2);
    }

    @Test
    void aFullDiskAnswers507AndReadsStillWork() throws IOException {
        String id = uploaded("kept before");
        office.close();
        ServerConfig full =
                TestOffice.config(data).withUploads(new ServerConfig.Uploads(50_000_000, Long.MAX_VALUE / 2));
        office = TestOffice.open(full, Clock.systemUTC());
        int before = blobs().size();
        TestOffice.Answer refused = upload("no room for this");
        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.problem()).isEqualTo("disk-full");
        assertThat(blobs()).hasSize(before);
        assertThat(office.get(Role.INTAKE, "/arrivals/" + id + "/original").text())
                .isEqualTo("kept before");
    }

    @Test
    void tooLargeIsRefused() {
        office.close();
        office = TestOffice.open(
                TestOffice.config(data).withUploads(new ServerConfig.Uploads(10, 0)), Clock.systemUTC());
        assertThat(upload("more than ten bytes").problem()).isEqualTo("too-large");
    }

    @Test
    void everyInputPageIsInTheLedgerAndDocumentsAreCutAtSeparators() {
        String arrival = uploaded("six pages");
        worker.read(
                TestWorker.text(1, "first letter"),
                TestWorker.blank(2),
                TestWorker.separator(3, "PATIENT-T"),
                TestWorker.text(4, "second letter"),
                TestWorker.doubtful(5, "smudged", "hard to read"),
                TestWorker.rejected(6, PageProblem.TOO_LARGE));
        var view = office.get(Role.INTAKE, "/arrivals/" + arrival).body();
        assertThat(view.get("ledger").findValuesAsText("end"))
                .containsExactly("document", "blank", "separator", "document", "document", "rejected");
        assertThat(view.get("ledger").get(2).get("value").asText()).isEqualTo("PATIENT-T");
        assertThat(view.get("ledger").get(5).get("reason").asText()).isEqualTo("too large");
        assertThat(view.get("documents")).hasSize(2);
        assertThat(view.get("state").asText()).isEqualTo("needs-person");
        assertThat(view.get("pages").get("received").asInt()).isEqualTo(6);
        var line = office.get(Role.INTAKE, "/arrivals/reconciliation?days=2")
                .body()
                .get("items")
                .get(0);
        assertThat(line.get("balanced").asBoolean()).isTrue();
        assertThat(line.get("received").asInt()).isEqualTo(6);
    }

    @Test
    void aResultHandedInTwiceIsDoneOnceAndAForeignLeaseIsGone() {
        uploaded("one page");
        LeaseOffer offer = worker.lease().orElseThrow();
        WorkResult result = new WorkResult.Read(
                "text/plain", DocumentKind.ELECTRONIC, List.of(TestWorker.text(1, "words")), 1, List.of());
        assertThat(worker.handIn(offer, result).status()).isEqualTo(200);
        int version = office.get(Role.INTAKE, "/documents/" + offer.documentId())
                .body()
                .get("version")
                .asInt();
        assertThat(worker.handIn(offer, result).status()).isEqualTo(200);
        assertThat(office.get(Role.INTAKE, "/documents/" + offer.documentId())
                        .body()
                        .get("version")
                        .asInt())
                .isEqualTo(version);
        assertThat(office.post(
                                Role.WORKER,
                                "/work/leases/never/renew",
                                Map.of("done", 1, "of", 2, "transcribing", false))
                        .problem())
                .isEqualTo("gone");
        assertThat(worker.lease()).isEmpty();
    }

    @Test
    void aFileThatAsksForAPasswordIsHeldAndReadWithIt() {
        String arrival = uploaded("locked");
        LeaseOffer offer = worker.lease().orElseThrow();
        worker.handIn(offer, new WorkResult.Held(PageProblem.ENCRYPTED, ""));
        var view = office.get(Role.INTAKE, "/arrivals/" + arrival).body();
        assertThat(view.get("state").asText()).isEqualTo("needs-person");
        assertThat(view.get("stateReason").asText()).contains("password");
        String tag = office.get(Role.INTAKE, "/documents/" + offer.documentId()).header("ETag");
        TestOffice.Answer again = office.post(
                Role.INTAKE,
                "/documents/" + offer.documentId() + "/re-read",
                Map.of("password", "open sesame"),
                "If-Match",
                tag);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(worker.lease().orElseThrow().password()).contains("open sesame");
    }

    @Test
    void workThatFailsIsTriedAgainAndThenQuarantinedWithTheReason() {
        String arrival = uploaded("poison");
        for (int attempt = 1; attempt <= 3; attempt++) {
            LeaseOffer offer = worker.lease(5).orElseThrow();
            assertThat(offer.attempt()).isEqualTo(attempt);
            worker.handIn(offer, new WorkResult.Failed(PageProblem.READER_DIED, "", true));
        }
        assertThat(worker.lease()).isEmpty();
        var view = office.get(Role.INTAKE, "/arrivals/" + arrival).body();
        assertThat(view.get("state").asText()).isEqualTo("quarantined");
        assertThat(view.get("stateReason").asText()).contains("broke down", "3 tries");
        assertThat(view.get("ledger").get(0).get("end").asText()).isEqualTo("rejected");
        assertThat(office.get(Role.INTAKE, "/arrivals/" + arrival + "/original").text())
                .isEqualTo("poison");
    }

    @Test
    void whatIsAttachedToAMailBecomesADocumentOfItsOwn() {
        String arrival = uploaded("mail");
        LeaseOffer mail = worker.lease().orElseThrow();
        assertThat(worker.handIn(mail, worker.mail(mail, "attached words")).status())
                .isEqualTo(200);
        LeaseOffer attached = worker.read(TestWorker.text(1, "attached words"));
        assertThat(attached.name()).isEqualTo("attached.txt");
        var documents = office.get(Role.INTAKE, "/arrivals/" + arrival).body().get("documents");
        assertThat(documents).hasSize(2);
        assertThat(documents.findValuesAsText("attachedTo"))
                .contains(mail.documentId().value());
    }

    /** As an archive that holds itself would: every file that is taken out holds one more. */
    @Test
    void filesInFilesWithoutEndComeToAnEndThatTheLedgerTells() {
        String arrival = uploaded("the outermost");
        int depth = 0;
        for (Optional<LeaseOffer> next = worker.lease(); next.isPresent(); next = worker.lease()) {
            assertThat(++depth).isLessThanOrEqualTo(20);
            assertThat(worker.handIn(next.get(), worker.mail(next.get(), "inner of " + depth))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(depth).isEqualTo(11);
        var view = office.get(Role.INTAKE, "/arrivals/" + arrival).body();
        assertThat(view.get("documents")).hasSize(11);
        assertThat(view.get("state").asText()).isEqualTo("needs-person");
        assertThat(view.get("ledger").findValuesAsText("detail"))
                .anySatisfy(detail -> assertThat(detail)
                        .contains("Not taken out: attached.txt", "10 deep", "only in the file itself"));
        assertThat(office.get(Role.INTAKE, "/arrivals/reconciliation?days=2")
                        .body()
                        .get("items")
                        .get(0)
                        .get("balanced")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void ofMoreFilesThanOneArrivalMayBringTheFirstAreReadAndTheRestIsLedgered() {
        String arrival = uploaded("archive of archives");
        for (int archive = 0; archive < 3; archive++) {
            LeaseOffer offer = worker.lease().orElseThrow();
            List<AttachmentResult> inside = new ArrayList<>();
            int files = archive == 0 ? 2 : 500;
            for (int i = 0; i < files; i++) {
                inside.add(new AttachmentResult(
                        worker.keep(
                                offer, ("file " + archive + " " + i).getBytes(StandardCharsets.UTF_8), "text/plain"),
                        "file-" + i + ".txt"));
            }
            WorkResult result = new WorkResult.Read(
                    "application/zip", DocumentKind.OTHER, List.of(TestWorker.text(1, "a list")), 1, inside);
            assertThat(worker.handIn(offer, result).status()).isEqualTo(200);
        }
        var view = office.get(Role.INTAKE, "/arrivals/" + arrival).body();
        assertThat(view.get("documents").size()).isEqualTo(1_001);
        assertThat(view.get("ledger").findValuesAsText("detail"))
                .anySatisfy(detail ->
                        assertThat(detail).contains("Not taken out: file-498.txt, file-499.txt; at most 1000 files"));
    }

    @Test
    void openPagesAreToldOfWhatChanges() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(
                    office.to("/api/v1/events")
                            .header("Authorization", "Bearer " + office.token(Role.INTAKE))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith("retry:");
                String arrival = uploaded("news");
                StringBuilder heard = new StringBuilder();
                while (!heard.toString().contains("\"stage\":\"RECEIVED\"")) {
                    heard.append(lines.readLine()).append('\n');
                }
                assertThat(heard).contains("event: arrival", arrival, "event: document", "id: ");
            }
        }
    }

    @Test
    void whatWasAnsweredIsThereAfterARestartAndFoundAgain() {
        String arrival = uploaded("lasting");
        worker.read(TestWorker.text(1, "sempervivum"));
        office.close();
        office = TestOffice.open(data);
        assertThat(office.get(Role.INTAKE, "/arrivals/" + arrival)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("done");
        TestOffice.until(
                "the page is found",
                () -> office.get(Role.INTAKE, "/search?q=sempervivum")
                                .body()
                                .get("total")
                                .asInt()
                        == 1);
    }

    @Test
    void theAdminPortTellsHealthAndMetrics() {
        TestOffice.Answer health =
                office.send(java.net.http.HttpRequest.newBuilder(URI.create(office.server.adminUrl() + "/healthcheck"))
                        .build());
        assertThat(health.status()).as(health.text()).isEqualTo(200);
        assertThat(health.body().fieldNames()).toIterable().contains("disk", "store", "index", "queue", "workers");
        TestOffice.Answer metrics =
                office.send(java.net.http.HttpRequest.newBuilder(URI.create(office.server.adminUrl() + "/metrics"))
                        .build());
        assertThat(metrics.text()).contains("chartroom_queue_waiting", "jvm_");
        TestOffice.Answer status = office.get(Role.ADMINISTRATOR, "/status");
        assertThat(status.status()).as(status.text()).isEqualTo(200);
    }
}
