package org.chartroom.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store promises. */
abstract class BlobStoreContract {
    /** A store that is empty, the same one each time it is asked for in one test. */
    abstract BlobStore store() throws IOException;

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static Blob keep(BlobStore store, byte[] bytes) throws IOException {
        try (BlobWriter writer = store.create()) {
            writer.write(bytes);
            return writer.keep("application/octet-stream");
        }
    }

    static byte[] readAll(BlobStore store, BlobRef ref) throws IOException {
        try (SeekableByteChannel channel = store.open(ref)) {
            ByteBuffer all = ByteBuffer.allocate((int) channel.size());
            while (all.hasRemaining() && channel.read(all) >= 0) {
                // Reads may be short.
            }
            return all.array();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_001})
    void givesBackTheBytesItWasGiven(int length) throws Exception {
        byte[] bytes = bytes(length, length);

        Blob blob = keep(store(), bytes);

        assertThat(readAll(store(), blob.ref())).isEqualTo(bytes);
        assertThat(blob.sha256()).isEqualTo(sha256(bytes));
        assertThat(blob.bytes()).isEqualTo(length);
        assertThat(store().verify(blob.ref())).isEqualTo(new BlobStore.VerifiedBlob(blob.ref(), blob.sha256(), length));
        assertThat(store().exists(blob.ref())).isTrue();
    }

    @Test
    void takesBytesInPiecesOfAnySize() throws Exception {
        byte[] bytes = bytes(300_000, 7);
        Random sizes = new Random(8);
        Blob blob;
        try (BlobWriter writer = store().create()) {
            int at = 0;
            while (at < bytes.length) {
                int part = Math.min(bytes.length - at, sizes.nextInt(70_000));
                writer.write(bytes, at, part);
                at += part;
                if (at < bytes.length) {
                    writer.write(bytes[at++]);
                }
            }
            assertThat(writer.bytesWritten()).isEqualTo(bytes.length);
            blob = writer.keep("image/tiff");
        }

        assertThat(blob.mediaType()).isEqualTo("image/tiff");
        assertThat(readAll(store(), blob.ref())).isEqualTo(bytes);
    }

    @Test
    void readsFromAnyPosition() throws Exception {
        byte[] bytes = bytes(200_000, 3);
        BlobRef ref = keep(store(), bytes).ref();
        try (SeekableByteChannel channel = store().open(ref)) {
            for (int from : new int[] {199_999, 0, 65_530, 131_072, 65_536, 1}) {
                ByteBuffer part = ByteBuffer.allocate(Math.min(20, bytes.length - from));
                channel.position(from);
                while (part.hasRemaining() && channel.read(part) >= 0) {
                    // Reads may be short.
                }
                assertThat(part.array()).isEqualTo(java.util.Arrays.copyOfRange(bytes, from, from + part.capacity()));
            }
            assertThat(channel.position(200_000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(channel.position(500_000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void givesEqualBytesDifferentNames() throws Exception {
        byte[] bytes = bytes(10, 1);

        assertThat(keep(store(), bytes).ref()).isNotEqualTo(keep(store(), bytes).ref());
    }

    @Test
    void leavesNothingOfABlobThatWasNotKept() throws Exception {
        try (BlobWriter writer = store().create()) {
            writer.write(bytes(100_000, 1));
        }

        assertThat(listed()).isEmpty();
    }

    private List<BlobRef> listed() throws IOException {
        try (Stream<BlobRef> all = store().list()) {
            return all.toList();
        }
    }

    @Test
    void refusesToKeepTwiceOrAfterClosing() throws Exception {
        BlobWriter kept = store().create();
        kept.keep("text/plain");
        assertThatThrownBy(() -> kept.keep("text/plain")).isInstanceOf(IllegalStateException.class);
        kept.close();
        BlobWriter closed = store().create();
        closed.close();
        assertThatThrownBy(() -> closed.keep("text/plain")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.write(1)).isInstanceOf(IllegalStateException.class);
        assertThat(listed()).hasSize(1);
    }

    @Test
    void saysThatABlobIsMissing() throws Exception {
        BlobRef nothing = new BlobRef("0123456789abcdef0123456789");

        assertThat(store().exists(nothing)).isFalse();
        assertThatThrownBy(() -> store().open(nothing)).isInstanceOf(BlobMissingException.class);
        assertThatThrownBy(() -> store().verify(nothing)).isInstanceOf(BlobMissingException.class);
        assertThatThrownBy(() -> store().keptAt(nothing)).isInstanceOf(BlobMissingException.class);
    }

    @Test
    void destroysABlobAndNoOther() throws Exception {
        BlobRef one = keep(store(), bytes(10, 1)).ref();
        BlobRef other = keep(store(), bytes(10, 2)).ref();

        store().destroy(one);
        store().destroy(one);

        assertThat(store().exists(one)).isFalse();
        assertThat(listed()).containsExactly(other);
    }

    @Test
    void knowsWhenABlobWasKept() throws Exception {
        BlobRef ref = keep(store(), bytes(10, 1)).ref();

        assertThat(Duration.between(store().keptAt(ref), Instant.now())).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void letsManyWriteAtOnce() throws Exception {
        BlobStore store = store();
        List<Future<Blob>> writing = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                int seed = i;
                writing.add(writers.submit(() -> keep(store, bytes(70_000 + seed, seed))));
            }
        }
        for (int i = 0; i < 64; i++) {
            assertThat(readAll(store, writing.get(i).get().ref())).isEqualTo(bytes(70_000 + i, i));
        }
        assertThat(listed()).hasSize(64);
    }
}
