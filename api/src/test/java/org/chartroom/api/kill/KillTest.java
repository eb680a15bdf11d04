package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.IndexVerdict;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.lucene.LuceneSearchIndex;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.jdbc.StoreVerifier;
import org.chartroom.store.jdbc.Verified;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of the server, a worker or a reader at random moments while files come in and are read. Afterwards every upload
 * that was answered is there once, everything came to an end, and the index agrees with the store. The seed is reported;
 * {@code -Dchartroom.kill.seed=N} repeats the choices (not the moments the machine makes of them).
 */
final class KillTest {
    private static final Duration TO_THE_END = Duration.ofMinutes(4);
    private static final List<String> END_STAGES = List.of("READ", "NEEDS_PERSON", "FILED", "QUARANTINED");

    @TempDir
    private Path folder;

    /** Whom a round kills. */
    private enum Victim {
        SERVER,
        WORKER,
        READER
    }

    @Test
    @Tag("long")
    void nothingAnsweredIsLostOrDoubledByTenKills(TestReporter reporter) throws Exception {
        killAndLook(10, 1_500, reporter);
    }

    @Test
    @Tag("long")
    void nothingAnsweredIsLostOrDoubledByTwoHundredKills(TestReporter reporter) throws Exception {
        killAndLook(200, 4_000, reporter);
    }

    private void killAndLook(int rounds, int longestWaitMs, TestReporter reporter) throws Exception {
        long seed = Long.getLong("chartroom.kill.seed", new Random().nextLong());
        reporter.publishEntry("seed", Long.toString(seed));
        RandomGenerator random = new SplittableRandom(seed);
        Path data = folder.resolve("data");
        Path cache = Path.of(
                        System.getProperty("chartroom.cache", System.getProperty("chartroom.root", ".") + "/.cache"))
                .toAbsolutePath();
        boolean images = Files.isRegularFile(cache.resolve("tessdata").resolve("eng.traineddata"));
        Path config = folder.resolve("server.yml");
        Files.writeString(
                config,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "data", data.toString(),
                                "http", Map.of("port", 0, "adminPort", 0),
                                "work", Map.of("leaseSeconds", 5, "maxAttempts", 20, "firstRetrySeconds", 0),
                                "workers", Map.of("count", 2))));
        Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < rounds * 12; number++) {
            samples.add(Sample.make(number, random, images));
        }
        ServerProcess server = ServerProcess.start(data, cache, config);
        Map<Victim, Integer> killed = new HashMap<>();
        try {
            String token = server.administratorToken();
            try (UploadLoad load = new UploadLoad(samples, server, token)) {
                for (int round = 0; round < rounds; round++) {
                    Thread.sleep(200 + random.nextInt(longestWaitMs));
                    // The first round always kills the server: there the promises are made.
                    Victim victim =
                            round == 0 ? Victim.SERVER : Victim.values()[random.nextInt(Victim.values().length)];
                    if (victim == Victim.SERVER) {
                        server.kill();
                        killed.merge(victim, 1, Integer::sum);
                        server = ServerProcess.start(data, cache, config);
                        load.turnTo(server);
                    } else if (killOne(victim, server, random)) {
                        killed.merge(victim, 1, Integer::sum);
                    }
                }
                load.drain();
                reporter.publishEntry(Map.of(
                        "killed", killed.toString(),
                        "acknowledged", Integer.toString(load.acknowledged().size())));
                assertThat(load.wrong()).isEmpty();
                assertThat(load.acknowledged()).isNotEmpty();
                awaitTheEnd(server, token);
                everyUploadIsThereOnce(server, token, load.acknowledged());
                everyWordIsFound(server, token, load.acknowledged());
            }
        } finally {
            server.close();
        }
        storeAndIndexAgree(data);
    }

    private static boolean killOne(Victim victim, ServerProcess server, RandomGenerator random)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            List<ProcessHandle> there = victim == Victim.WORKER ? server.workers() : server.readers();
            if (!there.isEmpty() && there.get(random.nextInt(there.size())).destroyForcibly()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static void awaitTheEnd(ServerProcess server, String token) throws Exception {
        long end = System.nanoTime() + TO_THE_END.toNanos();
        while (true) {
            JsonNode status = server.get(token, "status");
            int open = 0;
            for (String stage : List.of("RECEIVED", "READING", "TRANSCRIBING")) {
                open += status.path("stages").path(stage).asInt();
            }
            if (open == 0 && status.path("index").path("lagChanges").asInt() == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("still at work after %s: %s", TO_THE_END, status.path("stages"))
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }

    private static void everyUploadIsThereOnce(
            ServerProcess server, String token, Map<String, UploadLoad.Acknowledged> acknowledged) throws Exception {
        Map<String, List<String>> arrivals = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = server.get(token, "arrivals?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode arrival : page.path("items")) {
                arrivals.computeIfAbsent(arrival.path("name").asText(), name -> new ArrayList<>())
                        .add(arrival.path("id").asText());
                for (JsonNode document : arrival.path("documents")) {
                    assertThat(document.path("stage").asText())
                            .as("stage of %s", arrival.path("name").asText())
                            .isIn(END_STAGES);
                }
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
        acknowledged.forEach((name, told) ->
                assertThat(arrivals.get(name)).as("arrivals of %s", name).containsExactly(told.arrival()));
    }

    private static void everyWordIsFound(
            ServerProcess server, String token, Map<String, UploadLoad.Acknowledged> acknowledged) throws Exception {
        for (UploadLoad.Acknowledged told : acknowledged.values()) {
            if (told.sample().word().isEmpty()) {
                continue;
            }
            JsonNode found = server.get(token, "search?q=" + told.sample().word());
            assertThat(found.path("items").findValuesAsText("documentId"))
                    .as("documents found with the word of %s", told.sample().name())
                    .containsExactly(told.document());
        }
    }

    private static void storeAndIndexAgree(Path data) throws Exception {
        Clock clock = Clock.systemUTC();
        List<String> findings = new ArrayList<>();
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(data), clock);
                FileBlobStore blobs = FileBlobStore.open(new FileBlobConfig(data.resolve("blobs"), 0), new Random())) {
            Verified verified = new StoreVerifier(
                            store, blobs, finding -> findings.add(finding.toString()), () -> false)
                    .verify((check, done, of) -> {});
            assertThat(findings).isEmpty();
            assertThat(verified.clean()).isTrue();
            List<DocumentVersion> expected = new ArrayList<>();
            Optional<DocumentId> last = Optional.empty();
            while (true) {
                Optional<DocumentId> after = last;
                List<DocumentId> ids = store.read(records -> records.documents().idsAfter(after, 500));
                if (ids.isEmpty()) {
                    break;
                }
                for (DocumentId id : ids) {
                    Document document =
                            store.read(records -> records.documents().find(id).orElseThrow());
                    if (document.stage().isSearchable()) {
                        expected.add(new DocumentVersion(id, document.version()));
                    }
                }
                last = Optional.of(ids.getLast());
            }
            try (SearchIndex index = LuceneSearchIndex.open(
                    data.resolve("index"), (document, page) -> Optional.empty(), clock, ZoneOffset.UTC)) {
                IndexVerdict verdict = index.verify(expected.iterator());
                assertThat(verdict.agrees()).as(verdict.toString()).isTrue();
            }
        }
    }
}
