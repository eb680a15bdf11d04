package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.MasterKeys;

/** A process of its own that uploads with several threads and prints the id of each arrival that is acknowledged. */
final class UploadsUntilKilled {
    private UploadsUntilKilled() {}

    /** @param args data folder, prefix of the ids */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        RecordStore records = JdbiRecordStore.open(SqliteConfig.in(folder), Clock.systemUTC());
        BlobStore blobs =
                FileBlobStore.open(new FileBlobConfig(folder.resolve("blobs"), 0, keys(folder)), new SecureRandom());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                int seed = thread;
                threads.submit(() -> {
                    try {
                        upload(records, blobs, args[1] + "-" + seed, new Random(seed));
                    } catch (Exception e) {
                        // Not acknowledged, and the test says that too few were.
                        System.err.println(e);
                        Runtime.getRuntime().halt(1);
                    }
                });
            }
        }
    }

    /** Sealed, as an office is; beside the records, where nothing is killed. */
    static MasterKeys keys(Path folder) throws IOException {
        KeyFile file = new KeyFile(folder.resolve("test.key"));
        return file.exists() ? file.read() : file.add(new SecureRandom());
    }

    private static void upload(RecordStore records, BlobStore blobs, String prefix, Random random) throws Exception {
        for (int i = 0; ; i++) {
            byte[] bytes = new byte[random.nextInt(150_000)];
            random.nextBytes(bytes);
            Blob blob;
            try (BlobWriter writer = blobs.create()) {
                writer.write(bytes);
                blob = writer.keep("image/tiff");
            }
            String name = prefix + "-" + i;
            Arrival arrival = new Arrival(
                    new ArrivalId(name),
                    Office.HERE,
                    Channel.UPLOAD,
                    ArrivalKind.SCAN,
                    name,
                    "",
                    blob,
                    Office.NOON,
                    Office.CLERK,
                    Optional.empty());
            Document document = Office.document(arrival, name);
            records.write(r -> {
                r.arrivals().add(arrival);
                r.documents().add(document);
                r.work().open(document.id(), ArrivalKind.SCAN, Priority.ROUTINE, Office.NOON);
                r.audit().append(Office.event(Office.NOON, "arrival", name));
                return true;
            });
            synchronized (System.out) {
                System.out.println(name);
                System.out.flush();
            }
        }
    }
}
