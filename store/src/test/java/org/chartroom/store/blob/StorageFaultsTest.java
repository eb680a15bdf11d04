package org.chartroom.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobStoreFullException;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFaultsTest {
    private static final int[] LENGTHS = {0, 100, 200_000, 900_000, 10};

    @TempDir
    Path folder;

    private MasterKeys keys = MasterKeys.none();

    @BeforeEach
    void makeAKey() throws IOException {
        keys = new KeyFile(folder.resolve("test.key")).add(new Random(1));
    }

    @ParameterizedTest
    @CsvSource({"No space left on device,true", "Disk quota exceeded,true", "Input/output error,false"})
    void keepsWhatItConfirmedAndNothingElseWhereverTheDiskFails(String message, boolean full) throws Exception {
        int failAt = 1;
        while (failsAt(failAt, message, full)) {
            failAt++;
        }
        assertThat(failAt).as("every call was made to fail once").isGreaterThan(25);
    }

    /** Writes blobs on a disk that fails once; false when it ended before it failed. */
    private boolean failsAt(int failAt, String message, boolean full) throws Exception {
        Path root = folder.resolve("at" + failAt);
        FaultyStorage disk = new FaultyStorage(failAt, message);
        List<Blob> confirmed = new ArrayList<>();
        try {
            write(new FileBlobStore(new FileBlobConfig(root, 0, keys), new Random(failAt), disk), confirmed, full);
            assertThat(left(root.resolve(FileBlobStore.NEW)))
                    .as("unfinished files of a running store")
                    .isEmpty();
        } catch (IOException e) {
            assertThat(e).as("the store could not be opened").hasMessage(message);
        }

        BlobStore again = FileBlobStore.open(new FileBlobConfig(root, 0, keys), new Random(failAt));
        List<BlobRef> refs = confirmed.stream().map(Blob::ref).toList();
        try (Stream<BlobRef> kept = again.list()) {
            assertThat(kept).containsExactlyInAnyOrderElementsOf(refs);
        }
        for (Blob blob : confirmed) {
            assertThat(again.verify(blob.ref()).sha256()).isEqualTo(blob.sha256());
        }
        return disk.failed();
    }

    private static void write(BlobStore store, List<Blob> confirmed, boolean full) {
        for (int length : LENGTHS) {
            Throwable failure = catchThrowable(
                    () -> confirmed.add(BlobStoreContract.keep(store, BlobStoreContract.bytes(length, length))));
            if (failure != null) {
                assertThat(failure).isInstanceOf(IOException.class);
                assertThat(failure instanceof BlobStoreFullException).isEqualTo(full);
            }
        }
    }

    @Test
    void twoWritersAfterAFailedOneKeepEachItsOwnBytes() throws Exception {
        for (int failAt = 3; failAt < 12; failAt++) {
            BlobStore store = new FileBlobStore(
                    new FileBlobConfig(folder.resolve("two" + failAt), 0, keys),
                    new Random(failAt),
                    new FaultyStorage(failAt, "Input/output error"));
            Throwable failure =
                    catchThrowable(() -> BlobStoreContract.keep(store, BlobStoreContract.bytes(900_000, 1)));
            byte[] one = BlobStoreContract.bytes(150_000, 2);
            byte[] other = BlobStoreContract.bytes(150_000, 3);
            try (BlobWriter first = store.create();
                    BlobWriter second = store.create()) {
                first.write(one, 0, 100_000);
                second.write(other, 0, 100_000);
                first.write(one, 100_000, 50_000);
                second.write(other, 100_000, 50_000);
                Blob keptFirst = first.keep("image/tiff");
                Blob keptSecond = second.keep("image/tiff");
                assertThat(store.verify(keptFirst.ref()).sha256()).isEqualTo(keptFirst.sha256());
                assertThat(store.verify(keptSecond.ref()).sha256()).isEqualTo(keptSecond.sha256());
            } catch (IOException e) {
                assertThat(failure).as("the disk fails once: %s", e).isNull();
            }
        }
    }

    private static List<Path> left(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
