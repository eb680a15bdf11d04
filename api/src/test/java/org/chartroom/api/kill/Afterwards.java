package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.api.OfficeKeys;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.IndexVerdict;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.lucene.LuceneSearchIndex;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.WorkState;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.blob.Sweeper;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.jdbc.StoreVerifier;
import org.chartroom.store.jdbc.Verified;

/** What must hold after kills. */
final class Afterwards {
    private static final Set<String> SEARCHABLE = Set.of("READ", "NEEDS_PERSON", "FILED");
    private static final int OLD_ONES = 20;

    private final String token;
    private final List<UploadLoad.Acknowledged> seen = new ArrayList<>();
    private final Random random = new Random(7);

    Afterwards(String token) {
        this.token = token;
    }

    /** @param leases that were live when the server died */
    record Crash(int leases) {}

    /**
     * @param documents in the store
     * @param leased pieces of work that came to an end
     * @param attempts it took
     * @param orphans blobs that no record named: handed in by workers whose result never came, uploaded and not answered
     */
    record Summary(long documents, long auditEntries, long inputPages, long leased, long attempts, long orphans) {}

    /** Looks at a copy: the next start must find the folder as the crash left it. */
    static Crash asTheCrashLeftIt(Path data, Path copy) throws IOException {
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.equals("chartroom.db") || name.equals("chartroom.db-wal")) {
                    Files.copy(file, copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Instant now = Instant.now();
        int leases;
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(copy), Clock.systemUTC())) {
            List<WorkState> work = store.read(records -> records.work().queue(10_000));
            leases = (int) work.stream()
                    .filter(each -> each.leaseUntil().filter(now::isBefore).isPresent())
                    .count();
        }
        deleteFiles(copy);
        return new Crash(leases);
    }

    private static void deleteFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What was searchable when the server was up again is found as soon as the index says that it has caught up: the
     * latest uploads, and some of the older ones.
     */
    void indexHasCaughtUp(ServerProcess server, Collection<UploadLoad.Acknowledged> latest) throws Exception {
        List<UploadLoad.Acknowledged> looked = new ArrayList<>(latest);
        for (int i = 0; i < OLD_ONES && !seen.isEmpty(); i++) {
            looked.add(seen.get(random.nextInt(seen.size())));
        }
        seen.addAll(latest);
        List<UploadLoad.Acknowledged> searchable = new ArrayList<>();
        for (UploadLoad.Acknowledged told : looked) {
            JsonNode arrival = server.get(token, "arrivals/" + told.arrival());
            assertThat(arrival.path("sha256").asText())
                    .as(told.sample().name())
                    .isEqualTo(told.sample().sha256());
            JsonNode document = server.get(token, "documents/" + told.document());
            if (SEARCHABLE.contains(document.path("stage").asText())) {
                searchable.add(told);
            }
        }
        awaitIndex(server);
        for (UploadLoad.Acknowledged told : searchable) {
            if (!told.sample().word().isEmpty()) {
                assertThat(found(server, told.sample().word()))
                        .as("documents found with the word of %s", told.sample().name())
                        .containsExactly(told.document());
            }
        }
    }

    private List<String> found(ServerProcess server, String word) throws Exception {
        return server.get(token, "search?q=" + word).path("items").findValuesAsText("documentId");
    }

    private void awaitIndex(ServerProcess server) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (server.get(token, "status").path("index").path("lagChanges").asLong() > 0) {
            assertThat(System.nanoTime()).as("the index did not catch up").isLessThan(end);
            Thread.sleep(5);
        }
    }

    /** Until nothing waits and nothing is being read. */
    void awaitTheEnd(ServerProcess server, Duration patience, OutsideWorker outside) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            outside.keepUp();
            JsonNode status = server.get(token, "status");
            int open = 0;
            for (String stage : List.of("RECEIVED", "READING", "TRANSCRIBING")) {
                open += status.path("stages").path(stage).asInt();
            }
            if (open == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("still at work after %s: %s", patience, status.path("stages"))
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }

    /**
     * One arrival for each upload that was answered, none beside them but those under way, the bytes as they were sent.
     *
     * @param ended whether everything has come to its end: then every page is accounted for, what could be read is read,
     *     and there is nothing that was not answered
     */
    void everyUploadIsThereOnce(ServerProcess server, Map<String, UploadLoad.Acknowledged> acknowledged, boolean ended)
            throws Exception {
        Map<String, List<String>> arrivals = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = server.get(token, "arrivals?limit=50" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode arrival : page.path("items")) {
                arrivals.computeIfAbsent(arrival.path("name").asText(), name -> new ArrayList<>())
                        .add(arrival.path("id").asText());
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertThat(acknowledged).isNotEmpty();
        assertThat(arrivals.keySet()).containsAll(acknowledged.keySet());
        arrivals.forEach(
                (name, ids) -> assertThat(ids).as("arrivals of %s", name).hasSize(1));
        acknowledged.forEach((name, told) ->
                assertThat(arrivals.get(name)).as("arrivals of %s", name).containsExactly(told.arrival()));
        for (UploadLoad.Acknowledged told : acknowledged.values()) {
            assertThat(Sample.sha256(server.bytes(token, "arrivals/" + told.arrival() + "/original")))
                    .as("the bytes of %s", told.sample().name())
                    .isEqualTo(told.sample().sha256());
        }
        if (ended) {
            assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
            for (UploadLoad.Acknowledged told : acknowledged.values()) {
                cameToItsEnd(server.get(token, "arrivals/" + told.arrival()), told);
            }
        }
    }

    private static void cameToItsEnd(JsonNode arrival, UploadLoad.Acknowledged told) {
        String name = told.sample().name();
        JsonNode pages = arrival.path("pages");
        int received = pages.path("received").asInt();
        assertThat(received).as("pages of %s", name).isPositive();
        assertThat(pages.path("inDocuments").asInt()
                        + pages.path("separators").asInt()
                        + pages.path("blanks").asInt()
                        + pages.path("rejected").asInt())
                .as("pages of %s accounted for", name)
                .isEqualTo(received);
        Set<String> lines = new HashSet<>();
        for (JsonNode line : arrival.path("ledger")) {
            assertThat(lines.add(
                            line.path("file").asText() + " " + line.path("page").asInt()))
                    .as("page %s of %s is in the ledger once", line.path("page"), name)
                    .isTrue();
        }
        assertThat(lines).as("ledger of %s", name).hasSize(received);
        boolean readable = !told.sample().word().isEmpty();
        for (JsonNode document : arrival.path("documents")) {
            String stage = document.path("stage").asText();
            assertThat(SEARCHABLE.contains(stage) || stage.equals("QUARANTINED"))
                    .as("%s is at its end: %s", name, stage)
                    .isTrue();
            if (readable) {
                assertThat(stage)
                        .as("stage of %s, which can be read: %s", name, document)
                        .isIn(SEARCHABLE);
            }
        }
    }

    /**
     * The records are sound, the audit trail has no gap, every work was finished once, every named blob is whole, the
     * index agrees, and what is left over is little and goes with the next sweep.
     *
     * @param outside the spool of the worker that the server did not start
     */
    static Summary storeAndIndexAgree(Path data, Path outside) throws Exception {
        Clock clock = Clock.systemUTC();
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(data), clock);
                FileBlobStore blobs = FileBlobStore.open(
                        new FileBlobConfig(data.resolve("blobs"), 0, OfficeKeys.required(ConfigReader.defaults(data))),
                        new Random())) {
            Verified verified = verify(store, blobs);
            List<DocumentVersion> searchable = new ArrayList<>();
            long documents = documents(store, searchable);
            try (SearchIndex index = LuceneSearchIndex.open(
                    data.resolve("index"), (document, page) -> Optional.empty(), clock, ZoneOffset.UTC)) {
                IndexVerdict verdict = index.verify(searchable.iterator());
                assertThat(verdict.agrees()).as(verdict.toString()).isTrue();
            }
            Summary summary = work(store, documents, verified);
            assertThat(files(data.resolve("blobs").resolve("new"))).isEmpty();
            assertThat(leftOver(data.resolve("spool")))
                    .as("left in the server's spool")
                    .isEmpty();
            assertThat(leftOver(outside))
                    .as("left in the outside worker's spool")
                    .isEmpty();
            int swept =
                    new Sweeper(store, blobs, Clock.offset(clock, Duration.ofHours(25)), Duration.ofHours(24)).sweep();
            assertThat((long) swept).as("orphans swept").isEqualTo(verified.orphans());
            assertThat(verify(store, blobs).orphans())
                    .as("orphans after a sweep")
                    .isZero();
            return summary;
        }
    }

    private static Verified verify(JdbiRecordStore store, FileBlobStore blobs) throws IOException {
        List<String> findings = new ArrayList<>();
        Verified verified = new StoreVerifier(store, blobs, finding -> findings.add(finding.toString()), () -> false)
                .verify((check, done, of) -> {});
        assertThat(findings).isEmpty();
        assertThat(verified.clean()).isTrue();
        return verified;
    }

    private static long documents(JdbiRecordStore store, List<DocumentVersion> searchable) {
        long documents = 0;
        Optional<DocumentId> last = Optional.empty();
        while (true) {
            Optional<DocumentId> after = last;
            List<DocumentId> ids = store.read(records -> records.documents().idsAfter(after, 500));
            if (ids.isEmpty()) {
                return documents;
            }
            documents += ids.size();
            for (DocumentId id : ids) {
                Document document =
                        store.read(records -> records.documents().find(id).orElseThrow());
                if (document.stage().isSearchable()) {
                    searchable.add(new DocumentVersion(id, document.version()));
                }
            }
            last = Optional.of(ids.getLast());
        }
    }

    /** A result that was handed in twice, because the first answer was lost, is in the trail once. */
    private static Summary work(JdbiRecordStore store, long documents, Verified verified) {
        Map<String, String> ends = new HashMap<>();
        long attempts = 0;
        long after = 0;
        while (true) {
            long from = after;
            List<AuditEntry> some = store.read(records -> records.audit().entries(from, 1_000));
            if (some.isEmpty()) {
                return new Summary(
                        documents,
                        verified.auditEntries(),
                        verified.inputPages(),
                        ends.size(),
                        attempts,
                        verified.orphans());
            }
            for (AuditEntry entry : some) {
                Map<String, String> details = entry.event().details();
                if (details.containsKey("attempt")
                        && !details.getOrDefault("stage", "").equals("RECEIVED")) {
                    String document = entry.event().subject();
                    assertThat(ends.put(document, details.toString()))
                            .as("%s was finished before %s", document, details)
                            .isNull();
                    attempts += Integer.parseInt(details.get("attempt"));
                }
            }
            after = some.getLast().sequence();
        }
    }

    /** Files but for the native libraries that the last readers unpacked, which are always the same. */
    private static List<Path> leftOver(Path spool) throws IOException {
        return files(spool).stream()
                .filter(file -> !file.toString().contains("/readers/lept4j/")
                        && !file.toString().contains("/readers/tess4j/"))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
