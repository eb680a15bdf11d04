package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.chartroom.store.jdbc.Office.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.StoreFullException;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small file system in memory, where the machine lets the tests mount one. */
class DiskFullTest {
    @TempDir
    Path folder;

    private static boolean ran(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void refusesUploadsKeepsReadingAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = false;
        try {
            mounted = ran("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
        } catch (IOException e) {
            // There is no mount command here.
        }
        Assumptions.assumeTrue(mounted, "a small file system cannot be mounted here");
        try {
            fillAndFree(disk);
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    private static void fillAndFree(Path disk) throws Exception {
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[1 << 20]);
        SettableClock clock = new SettableClock(NOON);
        Random random = new Random(6);
        try (JdbiRecordStore records = JdbiRecordStore.open(SqliteConfig.in(disk), clock);
                BlobStore blobs = FileBlobStore.open(
                        new FileBlobConfig(disk.resolve("blobs"), 0, MasterKeys.none()), new Random(1))) {
            Office.furnish(records);
            List<String> confirmed = new ArrayList<>();
            List<Class<?>> refused = new ArrayList<>();
            for (int i = 0; i < 3000 && refused.size() < 50; i++) {
                String name = "n" + i;
                // Small files at the end, so that the records meet the full disk too.
                byte[] bytes = new byte[refused.size() < 10 ? random.nextInt(200_000) : 10];
                Throwable failure = catchThrowable(() -> upload(records, blobs, name, bytes));
                if (failure == null) {
                    confirmed.add("d-" + name);
                } else {
                    refused.add(failure.getClass());
                }
            }
            assertThat(refused).hasSize(50);
            assertThat(Set.copyOf(refused)).isSubsetOf(BlobStoreFullException.class, StoreFullException.class);
            assertThat(ids(records)).as("reads work").containsExactlyElementsOf(confirmed);
            assertThat(records.isWriting()).isTrue();
            assertThat(disk.resolve("blobs").resolve("new")).isEmptyDirectory();

            Files.delete(filler);
            upload(records, blobs, "later", new byte[1000]);
            confirmed.add("d-later");

            assertThat(ids(records)).containsExactlyElementsOf(confirmed);
            List<Finding> findings = new ArrayList<>();
            new StoreVerifier(records, blobs, findings::add, () -> false).verify((check, done, of) -> {});
            assertThat(findings).isEmpty();
        }
    }

    private static List<String> ids(JdbiRecordStore records) {
        return records.read(r -> r.documents().idsAfter(java.util.Optional.empty(), 10_000).stream()
                .map(id -> id.value())
                .toList());
    }

    private static void upload(JdbiRecordStore records, BlobStore blobs, String name, byte[] bytes) throws IOException {
        Blob blob;
        try (BlobWriter writer = blobs.create()) {
            writer.write(bytes);
            blob = writer.keep("image/tiff");
        }
        UploadMeasure.record(records, name, blob);
    }
}
