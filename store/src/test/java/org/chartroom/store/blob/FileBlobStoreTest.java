package org.chartroom.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    Path root;

    private BlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = FileBlobStore.open(new FileBlobConfig(root, 0, MasterKeys.none()), new Random(42));
    }

    @Override
    BlobStore store() {
        return store;
    }

    private Path file(BlobRef ref) {
        return root.resolve(ref.value().substring(0, 2)).resolve(ref.value());
    }

    @Test
    void namesTheDamagedChunk() throws Exception {
        BlobRef ref = keep(store, bytes(200_000, 1)).ref();
        byte[] file = Files.readAllBytes(file(ref));
        file[96 + 65_540 + 1000] ^= 1;
        Files.write(file(ref), file);

        assertThatThrownBy(() -> store.verify(ref))
                .isInstanceOf(BlobDamagedException.class)
                .hasMessageContaining("chunk 1 (bytes 65536 to 131071)");
        try (var channel = store.open(ref)) {
            assertThat(channel.read(java.nio.ByteBuffer.allocate(1000)))
                    .as("what is whole can still be read")
                    .isEqualTo(1000);
        }
    }

    @Test
    void noticesEveryFlippedByteOfAFile() throws Exception {
        BlobRef ref = keep(store, bytes(50, 1)).ref();
        byte[] file = Files.readAllBytes(file(ref));
        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= 0x10;
            Files.write(file(ref), damaged);
            assertThatThrownBy(() -> store.verify(ref)).as("byte %d", i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void noticesACutOffFileAndAFileInTheWrongPlace() throws Exception {
        BlobRef one = keep(store, bytes(1000, 1)).ref();
        BlobRef other = keep(store, bytes(1000, 2)).ref();
        byte[] whole = Files.readAllBytes(file(one));
        Files.write(file(one), java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> store.open(one)).isInstanceOf(BlobDamagedException.class);
        Files.write(file(one), java.util.Arrays.copyOf(whole, 40));
        assertThatThrownBy(() -> store.open(one)).isInstanceOf(BlobDamagedException.class);
        Files.copy(file(other), file(one), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.open(one))
                .isInstanceOf(BlobDamagedException.class)
                .hasMessageContaining("another blob");
    }

    @Test
    void dropsWhatAnEarlierProcessLeftUnfinished() throws Exception {
        Path left = root.resolve(FileBlobStore.NEW).resolve("0123456789abcdef0123456789");
        Files.write(left, bytes(10, 1));

        FileBlobStore.open(new FileBlobConfig(root, 0, MasterKeys.none()), new Random(1));

        assertThat(left).doesNotExist();
    }

    @Test
    void takesNoBlobWhenTheReserveIsReached() throws Exception {
        BlobStore low = FileBlobStore.open(new FileBlobConfig(root, Long.MAX_VALUE, MasterKeys.none()), new Random(1));

        assertThatThrownBy(low::create)
                .isInstanceOf(BlobStoreFullException.class)
                .hasMessageContaining("free space and send it again");
        assertThat(low.freeBytes()).isZero();
    }

    @Test
    void listsOnlyBlobs() throws Exception {
        Files.createDirectories(root.resolve("lost+found"));
        BlobRef ref = keep(store, bytes(10, 1)).ref();
        Files.write(file(ref).resolveSibling("README"), bytes(1, 1));

        try (Stream<BlobRef> all = store.list()) {
            assertThat(all).containsExactly(ref);
        }
    }
}
