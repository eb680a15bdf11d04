package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.WorkState;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes loses nothing that it has acknowledged, and keeps nothing by half. */
class StoreKillTest {
    @TempDir
    Path folder;

    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void keepsEveryAcknowledgedUploadWhenTheProcessIsKilled() throws Exception {
        killAndLook(3);
    }

    @Test
    @Tag("long")
    void keepsEveryAcknowledgedUploadHoweverOftenTheProcessIsKilled() throws Exception {
        killAndLook(60);
    }

    private void killAndLook(int kills) throws Exception {
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), Clock.systemUTC())) {
            Office.furnish(store);
        }
        Random random = new Random(20260302);
        for (int kill = 0; kill < kills; kill++) {
            uploadAndKill("k" + kill, 1 + random.nextInt(120), random.nextInt(20));
            look();
        }
        assertThat(acknowledged).hasSizeGreaterThan(kills);
    }

    /** Kills the process so many ms after it has acknowledged so many uploads. */
    private void uploadAndKill(String prefix, int uploads, int afterMs) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        UploadsUntilKilled.class.getName(),
                        folder.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> printed = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (printed.size() == uploads) {
                    Thread.sleep(afterMs);
                    // Killed by its handle: Process.destroyForcibly would close what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(printed).hasSizeGreaterThanOrEqualTo(uploads);
            // The kill may have cut the last line off, and then it was told to nobody.
            acknowledged.addAll(printed.subList(0, printed.size() - 1));
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void look() throws IOException {
        try (JdbiRecordStore records = JdbiRecordStore.open(SqliteConfig.in(folder), Clock.systemUTC());
                BlobStore blobs = FileBlobStore.open(
                        new FileBlobConfig(folder.resolve("blobs"), 0, UploadsUntilKilled.keys(folder)),
                        new Random(acknowledged.size()))) {
            List<Finding> findings = new ArrayList<>();
            new StoreVerifier(records, blobs, findings::add, () -> false).verify((check, done, of) -> {});
            assertThat(findings).isEmpty();
            List<String> arrivals = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Optional<String> from = cursor;
                var slice = records.read(r -> r.arrivals().latest(Office.HERE, from, 500));
                slice.items().forEach(arrival -> arrivals.add(arrival.id().value()));
                cursor = slice.next();
            } while (cursor.isPresent());
            assertThat(arrivals).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(records.<List<AuditEntry>>read(r -> r.audit().entries(0, 1_000_000)))
                    .as("one audit entry an arrival")
                    .hasSameSizeAs(arrivals);
            assertThat(records.<List<WorkState>>read(r -> r.work().queue(1_000_000)))
                    .as("each is work")
                    .hasSameSizeAs(arrivals);
            acknowledged.forEach(id -> assertThat(records.<Boolean>read(
                            r -> r.arrivals().find(new ArrivalId(id)).isPresent()))
                    .isTrue());
        }
    }
}
