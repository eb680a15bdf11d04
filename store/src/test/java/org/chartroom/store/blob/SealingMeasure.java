package org.chartroom.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.MasterKeys;

/**
 * Measures how fast one thread writes and reads blobs, sealed and plain in turns on the same disk. Run by hand: {@code java -cp
 * … org.chartroom.store.blob.SealingMeasure FOLDER [MB] [ROUNDS]}.
 */
final class SealingMeasure {
    private SealingMeasure() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "sealing");
        int mb = args.length > 1 ? Integer.parseInt(args[1]) : 128;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 7;
        MasterKeys keys = new KeyFile(folder.resolve("measure.key")).add(new Random(1));
        FileBlobStore plain = FileBlobStore.open(
                new FileBlobConfig(folder.resolve("plain"), 0, MasterKeys.none()), new SplittableRandom(1));
        FileBlobStore sealed =
                FileBlobStore.open(new FileBlobConfig(folder.resolve("sealed"), 0, keys), new SplittableRandom(2));
        for (int size : new int[] {mb << 20, 200_000}) {
            double[][] seconds = new double[4][rounds];
            int times = Math.max(1, (mb << 20) / size);
            byte[] bytes = new byte[size];
            new Random(1).nextBytes(bytes);
            for (int round = -2; round < rounds; round++) {
                int at = Math.max(0, round);
                measure(plain, bytes, times, seconds[0], seconds[1], at);
                measure(sealed, bytes, times, seconds[2], seconds[3], at);
            }
            for (int i = 0; i < seconds.length; i++) {
                Arrays.sort(seconds[i]);
                double total = (double) size * times / (1 << 20);
                System.out.printf(
                        Locale.ROOT,
                        "{\"bench\":\"sealing\",\"blobBytes\":%d,\"blobs\":%d,\"sealed\":%b,\"does\":\"%s\",\"medianMbPerSecond\":%.0f,\"bestMbPerSecond\":%.0f}%n",
                        size,
                        times,
                        i >= 2,
                        i % 2 == 0 ? "write" : "read",
                        total / seconds[i][rounds / 2],
                        total / seconds[i][0]);
            }
        }
    }

    private static void measure(FileBlobStore store, byte[] bytes, int times, double[] writes, double[] reads, int at)
            throws IOException {
        BlobRef[] refs = new BlobRef[times];
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            try (BlobWriter writer = store.create()) {
                writer.write(bytes);
                refs[i] = writer.keep("image/tiff").ref();
            }
        }
        long written = System.nanoTime();
        ByteBuffer into = ByteBuffer.allocate(1 << 16);
        for (BlobRef ref : refs) {
            try (SeekableByteChannel channel = store.open(ref)) {
                while (channel.read(into.clear()) >= 0) {
                    // Only read.
                }
            }
        }
        long read = System.nanoTime();
        for (BlobRef ref : refs) {
            store.destroy(ref);
        }
        writes[at] = (written - start) / 1e9;
        reads[at] = (read - written) / 1e9;
    }
}
