package org.chartroom.store.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.RecordStore;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.keys.MasterKeys;

/**
 * Measures what a durable upload costs beside bare writes of the same bytes, in turns on the same disk. Run by hand:
 * {@code java -cp … org.chartroom.store.jdbc.UploadMeasure FOLDER [CLIENTS] [ROUNDS]}.
 */
final class UploadMeasure {
    private static final int BYTES = 200_000;
    private static final int PER_CLIENT = 10;

    private final Path folder;
    private final int clients;
    private final AtomicInteger names = new AtomicInteger();
    private final byte[] content = new byte[BYTES];

    private UploadMeasure(Path folder, int clients) {
        this.folder = folder;
        this.clients = clients;
        new Random(1).nextBytes(content);
    }

    /** One thing a client does again and again. */
    private interface Step {
        void run(String name) throws IOException;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "measure");
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 32;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        UploadMeasure measure = new UploadMeasure(folder, clients);
        try (RecordStore store = JdbiRecordStore.open(SqliteConfig.in(folder), Clock.systemUTC());
                BlobStore blobs = FileBlobStore.open(
                        new FileBlobConfig(folder.resolve("blobs"), 0, MasterKeys.none()), new SplittableRandom(1))) {
            Office.furnish(store);
            Files.createDirectories(folder.resolve("bare"));
            measure.run(rounds, store, blobs);
        }
    }

    private void run(int rounds, RecordStore store, BlobStore blobs) throws Exception {
        List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> labels = List.of("bare", "blob", "records", "upload");
        List<Step> steps = List.of(
                this::bare,
                name -> keep(blobs),
                name -> record(store, name, Office.blob("file" + name)),
                name -> record(store, name, keep(blobs)));
        double[] seconds = new double[steps.size()];
        double[] cpuMs = new double[steps.size()];
        var process = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round <= rounds + 1; round++) {
            for (int i = 0; i < steps.size(); i++) {
                List<Double> measured = new ArrayList<>();
                long cpu = process.getProcessCpuTime();
                double took = together(steps.get(i), measured);
                if (round > 1) {
                    cpuMs[i] += (process.getProcessCpuTime() - cpu) / 1e6;
                    times.get(i).addAll(measured);
                    seconds[i] += took;
                }
            }
        }
        for (int i = 0; i < labels.size(); i++) {
            double[] sorted = times.get(i).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"what\":\"%s\",\"clients\":%d,\"done\":%d,\"perSecond\":%.0f,\"cpuMs\":%.2f,\"p50Ms\":%.1f,\"p99Ms\":%.1f}",
                    labels.get(i),
                    clients,
                    sorted.length,
                    sorted.length / seconds[i],
                    cpuMs[i] / sorted.length,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100]));
        }
    }

    private double together(Step step, List<Double> times) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<double[]>> running = new ArrayList<>();
        long began;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    double[] own = new double[PER_CLIENT];
                    start.await();
                    for (int i = 0; i < PER_CLIENT; i++) {
                        long from = System.nanoTime();
                        step.run("m" + names.incrementAndGet());
                        own[i] = (System.nanoTime() - from) / 1e6;
                    }
                    return own;
                }));
            }
            began = System.nanoTime();
            start.countDown();
        }
        double took = (System.nanoTime() - began) / 1e9;
        for (Future<double[]> one : running) {
            Arrays.stream(one.get()).forEach(times::add);
        }
        return took;
    }

    private void bare(String name) throws IOException {
        Path into = folder.resolve("bare");
        try (FileChannel file =
                FileChannel.open(into.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(content));
            file.force(true);
        }
        try (FileChannel names = FileChannel.open(into, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Blob keep(BlobStore blobs) throws IOException {
        try (BlobWriter writer = blobs.create()) {
            writer.write(content);
            return writer.keep("image/tiff");
        }
    }

    static void record(RecordStore store, String name, Blob blob) {
        Arrival plain = Office.arrival(name);
        Arrival arrival = new Arrival(
                plain.id(),
                plain.facility(),
                plain.channel(),
                plain.kind(),
                plain.name(),
                plain.sender(),
                blob,
                plain.receivedAt(),
                plain.receivedBy(),
                plain.duplicateOf());
        Document document = Office.document(arrival, name);
        store.write(records -> {
            records.arrivals().firstWithBytes(Office.HERE, blob.sha256());
            records.arrivals().add(arrival);
            records.documents().add(document);
            records.work().open(document.id(), ArrivalKind.SCAN, Priority.ROUTINE, arrival.receivedAt());
            records.audit()
                    .append(Office.event(
                            arrival.receivedAt(), "arrival", arrival.id().value()));
            return true;
        });
    }
}
