package org.chartroom.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.KeysException;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sealing adds to what every blob store promises. */
class SealedBlobStoreTest extends BlobStoreContract {
    private static final int HEADER = 144;
    private static final int CHUNK = 65_536;
    private static final int TAG = 16;

    @TempDir
    private Path folder;

    private Path root = Path.of("blobs");
    private MasterKeys keys = MasterKeys.none();
    private int opened;

    private BlobStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("blobs");
        keys = new KeyFile(folder.resolve("office.key")).add(new Random(7));
        store = store(keys);
    }

    private BlobStore store(MasterKeys with) throws IOException {
        return FileBlobStore.open(new FileBlobConfig(root, 0, with), new Random(opened++));
    }

    @Override
    BlobStore store() {
        return store;
    }

    private Path file(BlobRef ref) {
        return root.resolve(ref.value().substring(0, 2)).resolve(ref.value());
    }

    private void refused(BlobRef ref, String how) {
        assertThatThrownBy(() -> store.verify(ref)).as(how).isInstanceOf(BlobDamagedException.class);
    }

    @Test
    void nothingOfTheBytesIsInTheFileButTheirLength() throws Exception {
        String words = "Caroline Herschfold has quinsy. ".repeat(5_000);
        Blob blob = keep(store, words.getBytes(StandardCharsets.UTF_8));

        String file = Files.readString(file(blob.ref()), StandardCharsets.ISO_8859_1);

        assertThat(file).doesNotContain("quinsy", "Herschfold").hasSize(HEADER + words.length() + 3 * TAG);
        assertThat(keep(store, words.getBytes(StandardCharsets.UTF_8)))
                .as("the same bytes look otherwise each time")
                .satisfies(again -> {
                    byte[] one = Files.readAllBytes(file(blob.ref()));
                    byte[] other = Files.readAllBytes(file(again.ref()));
                    assertThat(same(one, other, HEADER)).isLessThan(words.length() / 100);
                });
    }

    private static int same(byte[] one, byte[] other, int from) {
        int same = 0;
        for (int i = from; i < one.length; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        return same;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void everyAlteredByteOfAFileIsNoticed(int length) throws Exception {
        BlobRef ref = keep(store, bytes(length, 1)).ref();
        byte[] whole = Files.readAllBytes(file(ref));
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= 0x10;
            Files.write(file(ref), altered);
            assertThatThrownBy(() -> store.verify(ref)).as("byte %d", i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void alteredBytesOfChunksAndTagsAreNoticedAndTheChunkIsNamed() throws Exception {
        BlobRef ref = keep(store, bytes(200_000, 1)).ref();
        byte[] whole = Files.readAllBytes(file(ref));
        for (int at : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + TAG - 1}) {
            byte[] altered = whole.clone();
            altered[HEADER + CHUNK + TAG + at] ^= 1;
            Files.write(file(ref), altered);
            assertThatThrownBy(() -> store.verify(ref))
                    .isInstanceOf(BlobDamagedException.class)
                    .hasMessageContaining("chunk 1 (bytes 65536 to 131071)");
            try (SeekableByteChannel channel = store.open(ref)) {
                assertThat(channel.read(ByteBuffer.allocate(1000)))
                        .as("what is whole can still be read")
                        .isEqualTo(1000);
            }
        }
    }

    /** Whoever alters a header can work out its CRC anew: the tag has to notice. */
    @Test
    void aHeaderThatSomebodyMadeAnewIsNoticed() throws Exception {
        BlobRef ref = keep(store, bytes(200_000, 1)).ref();
        byte[] whole = Files.readAllBytes(file(ref));
        for (int at = 0; at < 92; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            mendCheck(altered);
            Files.write(file(ref), altered);
            int byteAt = at;
            assertThatThrownBy(() -> store.open(ref)).as("byte %d", byteAt).isInstanceOf(IOException.class);
        }
    }

    private static void mendCheck(byte[] file) {
        java.util.zip.CRC32C check = new java.util.zip.CRC32C();
        check.update(file, 0, 92);
        ByteBuffer.wrap(file).putInt(92, (int) check.getValue());
    }

    @Test
    void chunksThatChangedPlacesAreNoticed() throws Exception {
        BlobRef ref = keep(store, bytes(4 * CHUNK, 1)).ref();
        byte[] whole = Files.readAllBytes(file(ref));
        byte[] swapped = whole.clone();
        int piece = CHUNK + TAG;
        System.arraycopy(whole, HEADER, swapped, HEADER + piece, piece);
        System.arraycopy(whole, HEADER + piece, swapped, HEADER, piece);
        Files.write(file(ref), swapped);
        refused(ref, "the first two changed places");
        byte[] repeated = whole.clone();
        System.arraycopy(whole, HEADER + piece, repeated, HEADER + 2 * piece, piece);
        Files.write(file(ref), repeated);
        refused(ref, "one twice");
    }

    @Test
    void aFileThatWasCutIsNoticedEvenWithAHeaderThatFits() throws Exception {
        BlobRef ref = keep(store, bytes(3 * CHUNK, 1)).ref();
        byte[] whole = Files.readAllBytes(file(ref));
        for (int length : new int[] {0, 40, 100, HEADER, HEADER + 1, HEADER + CHUNK, whole.length - 1}) {
            Files.write(file(ref), Arrays.copyOf(whole, length));
            refused(ref, "cut to " + length);
        }
        for (int chunks = 0; chunks < 3; chunks++) {
            byte[] cut = Arrays.copyOf(whole, HEADER + Math.max(1, chunks) * (CHUNK + TAG));
            ByteBuffer.wrap(cut).putLong(20, (long) chunks * CHUNK);
            mendCheck(cut);
            Files.write(file(ref), cut);
            refused(ref, "as if it had " + chunks + " chunks");
        }
    }

    @Test
    void aBlobUnderTheNameOfAnotherIsNoticed() throws Exception {
        BlobRef one = keep(store, bytes(1000, 1)).ref();
        BlobRef other = keep(store, bytes(1000, 2)).ref();
        byte[] first = Files.readAllBytes(file(one));
        byte[] second = Files.readAllBytes(file(other));
        Files.copy(file(other), file(one), StandardCopyOption.REPLACE_EXISTING);
        refused(one, "the file as it is");
        byte[] renamed = second.clone();
        System.arraycopy(first, 28, renamed, 28, 64);
        mendCheck(renamed);
        Files.write(file(one), renamed);
        refused(one, "with the other's name written into it");
        byte[] chunks = first.clone();
        System.arraycopy(second, HEADER, chunks, HEADER, second.length - HEADER);
        Files.write(file(one), chunks);
        refused(one, "with the other's chunks");
    }

    @Test
    void withoutItsKeyABlobSaysWhichOneItNeedsAndWithAnotherItIsRefused() throws Exception {
        BlobRef ref = keep(store, bytes(1000, 1)).ref();
        MasterKeys others = new KeyFile(folder.resolve("other.key")).add(new Random(8));

        for (MasterKeys wrong : List.of(MasterKeys.none(), others)) {
            assertThatThrownBy(() -> new BlobFolder(root, wrong).verify(ref))
                    .isInstanceOf(KeysException.class)
                    .hasMessageContaining("sealed with the key " + keys.ids().getFirst());
        }
        assertThat(new BlobFolder(root, MasterKeys.none()).sealedWith()).containsExactlyElementsOf(keys.ids());
        byte[] file = Files.readAllBytes(file(ref));
        ByteBuffer.wrap(file).putInt(8, others.ids().getFirst().value());
        mendCheck(file);
        Files.write(file(ref), file);
        assertThatThrownBy(() -> new BlobFolder(root, others).verify(ref)).isInstanceOf(BlobDamagedException.class);
    }

    @Test
    void plainAndFormerlySealedBlobsStayReadableBesideNewOnes() throws Exception {
        byte[] bytes = bytes(100_000, 1);
        BlobRef first = keep(store, bytes).ref();
        BlobRef plain = keep(store(keys.onlyToOpen()), bytes).ref();
        MasterKeys both = new KeyFile(folder.resolve("office.key")).add(new Random(8));
        BlobStore later = store(both);
        BlobRef second = keep(later, bytes).ref();

        for (BlobRef ref : List.of(first, plain, second)) {
            assertThat(readAll(later, ref)).isEqualTo(bytes);
        }
        BlobFolder here = new BlobFolder(root, both);
        assertThat(here.key(first)).contains(keys.ids().getFirst());
        assertThat(here.key(plain)).isEmpty();
        assertThat(here.key(second)).contains(both.ids().getFirst());
        assertThat(here.sealedWith()).containsExactlyInAnyOrderElementsOf(both.ids());
        Files.delete(root.resolve("sealed-with"));
        assertThat(here.sealedWith())
                .as("found out from the blobs themselves")
                .containsExactlyInAnyOrderElementsOf(both.ids());
    }

    @Test
    void copiesAndLinksAreTheSameFilesAndSayWhichKeyOpensThem() throws Exception {
        Blob blob = keep(store, bytes(100_000, 1));
        BlobFolder here = new BlobFolder(root, keys);
        BlobFolder copies = new BlobFolder(folder.resolve("copies"), keys);
        BlobFolder links = new BlobFolder(folder.resolve("links"), keys);
        here.copy(blob, copies);
        copies.force();
        assertThat(copies.link(blob, links)).isTrue();
        links.force();

        assertThat(Files.readAllBytes(links.file(blob.ref()))).isEqualTo(Files.readAllBytes(file(blob.ref())));
        assertThat(links.has(blob)).isTrue();
        for (BlobFolder each : List.of(copies, links)) {
            assertThat(each.sealedWith()).containsExactlyElementsOf(keys.ids());
        }
    }

    @Test
    void rangesAreReadAsTheyLie() throws Exception {
        byte[] bytes = bytes(5 * CHUNK + 77, 4);
        BlobRef ref = keep(store, bytes).ref();
        Random random = new Random(5);
        try (SeekableByteChannel channel = store.open(ref)) {
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(bytes.length);
                ByteBuffer part = ByteBuffer.allocate(Math.min(random.nextInt(2 * CHUNK), bytes.length - from));
                channel.position(from);
                while (part.hasRemaining() && channel.read(part) >= 0) {
                    // Reads may be short.
                }
                assertThat(part.array()).isEqualTo(Arrays.copyOfRange(bytes, from, from + part.capacity()));
            }
        }
    }

    @Test
    void noNonceComesTwiceUnderOneKeyAndNoKeyServesTwoBlobs() throws Exception {
        Set<String> nonces = new HashSet<>();
        List<Long> numbers = new ArrayList<>(List.of(0L, 1L, 255L, 256L, 1L << 31, (1L << 32) - 1, 1L << 32, 1L << 56));
        new Random(1).longs(1_000, 2, Long.MAX_VALUE).forEach(numbers::add);
        for (long number : numbers) {
            assertThat(nonces.add(Arrays.toString(GcmGuard.nonce(number, false))))
                    .isTrue();
            assertThat(nonces.add(Arrays.toString(GcmGuard.nonce(number, true))))
                    .isTrue();
        }
        assertThat(nonces.add(Arrays.toString(GcmGuard.headerNonce()))).isTrue();

        Set<String> salts = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            byte[] file = Files.readAllBytes(file(keep(store, new byte[0]).ref()));
            assertThat(salts.add(Arrays.toString(Arrays.copyOfRange(file, 96, 128))))
                    .isTrue();
        }
    }
}
