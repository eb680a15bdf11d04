package org.chartroom.ingest.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartroom.ingest.TestFolders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {
    private static final UnpackingLimits SMALL = new UnpackingLimits(3, 1_000, 2_000, 100);

    @TempDir
    Path folder;

    private Path spool;

    @BeforeEach
    void makeSpool() throws IOException {
        spool = Files.createDirectory(folder.resolve("spool"));
    }

    @Test
    void filesComeOutInOrderUnderNamesMadeHereAndKeepTheSendersNamesAsData() throws IOException {
        Path archive = write("a.zip", zip("labs/one.txt", "first", "two.pdf", "second"));
        List<UnpackedFile> files = unpacked(archive, SMALL).files();
        assertThat(files).extracting(UnpackedFile::name).containsExactly("labs/one.txt", "two.pdf");
        assertThat(Files.readString(files.get(0).file())).isEqualTo("first");
        assertThat(files).allSatisfy(f -> assertThat(f.file()).hasParentRaw(spool));
    }

    @Test
    void anArchiveCannotWriteOutsideTheSpool() throws IOException {
        Path archive = write("slip.zip", zip("../../escaped.txt", "x", "/absolute.txt", "y", "C:\\windows.txt", "z"));
        assertThat(unpacked(archive, SMALL).files())
                .allSatisfy(f -> assertThat(f.file()).hasParentRaw(spool));
        assertThat(list(folder)).containsExactlyInAnyOrder("slip.zip", "spool");
    }

    @Test
    void whatIsMoreThanTheLimitsAllowIsNamedAndTheRestComesOut() throws IOException {
        Path archive = write("many.zip", zip("1", "a", "2", "b", "3", "c", "4", "d", "5", "e"));
        Unpacked.Files out = unpacked(archive, SMALL);
        assertThat(out.files()).extracting(UnpackedFile::name).containsExactly("1", "2", "3");
        assertThat(out.leftOut())
                .containsExactly(
                        new Unpacked.LeftOut("4", "holds more than 3 files"),
                        new Unpacked.LeftOut("5", "holds more than 3 files"));
    }

    @Test
    void tooManyBytesAreLeftOutWhateverTheHeadersSay() throws IOException {
        byte[] lying = zip("big", "x".repeat(1_001));
        assertThat(unpack(write("big.zip", lying), SMALL)).isInstanceOf(Unpacked.TooLarge.class);
        assertThat(list(spool)).isEmpty();
        byte[] together = zip("a", "x".repeat(900), "b", "y".repeat(900), "c", "z".repeat(900));
        Unpacked.Files out = unpacked(write("sum.zip", together), SMALL);
        assertThat(out.files()).hasSize(2);
        assertThat(out.leftOut()).extracting(Unpacked.LeftOut::name).containsExactly("c");
        assertThat(list(spool)).hasSize(2);
    }

    @Test
    void aBombAmongFilesIsLeftOutAndItsNeighboursComeOut() throws IOException {
        Path archive = write("bomb.zip", zip("first.txt", "one", "bomb", "\0".repeat(40 << 20), "last.txt", "two"));
        Unpacked.Files out = unpacked(archive, UnpackingLimits.USUAL);
        assertThat(out.files()).extracting(UnpackedFile::name).containsExactly("first.txt", "last.txt");
        assertThat(out.leftOut()).extracting(Unpacked.LeftOut::name).containsExactly("bomb");
        assertThat(list(spool)).hasSize(2);
    }

    @Test
    void manyBombsTogetherCostNoMoreThanTheLimitOfAll() throws IOException {
        UnpackingLimits limits = new UnpackingLimits(1_000, 64L << 20, 80L << 20, 200);
        String zeros = "\0".repeat(34 << 20);
        Path archive = write("bombs.zip", zip("1", zeros, "2", zeros, "3", zeros, "4", zeros, "last.txt", "small"));
        assertThat(unpack(archive, limits)).isEqualTo(new Unpacked.TooLarge("unpacks to more than 200 times its size"));
        assertThat(list(spool)).isEmpty();
    }

    @Test
    void aBombIsRefusedByItsRatio() throws IOException {
        Path archive = write("bomb.zip", zip("bomb", "\0".repeat(40 << 20)));
        assertThat(unpack(archive, UnpackingLimits.USUAL))
                .isEqualTo(new Unpacked.TooLarge("unpacks to more than 200 times its size"));
        assertThat(list(spool)).isEmpty();
    }

    @Test
    void aDamagedEntryIsNamedAndTheOthersComeOut() throws IOException {
        byte[] bytes = zip("bad.txt", "this one gets damaged", "good.txt", "fine");
        bytes[30 + "bad.txt".length() + 2] ^= 0x55;
        Unpacked.Files out = unpacked(write("damaged.zip", bytes), SMALL);
        assertThat(out.damaged()).containsExactly("bad.txt");
        assertThat(out.files()).extracting(UnpackedFile::name).containsExactly("good.txt");
    }

    @Test
    void aCutOffArchiveIsDamaged() throws IOException {
        byte[] bytes = zip("a.txt", "some text that is here");
        Path archive = write("cut.zip", java.util.Arrays.copyOf(bytes, bytes.length - 30));
        assertThat(unpack(archive, SMALL)).isInstanceOf(Unpacked.Damaged.class);
    }

    @Test
    void namesLoseWhatWouldForgeListsButNotTheirLetters() {
        assertThat(Spool.shown("Ärzte\u202Egpj.exe\r\nX: y")).isEqualTo("Ärztegpj.exeX: y");
        assertThat(Spool.shown("\0\u0007")).isEqualTo("unnamed");
        assertThat(Spool.shown("a".repeat(1_000))).hasSize(255);
    }

    @Test
    void theCorpusArchivesAreHeldRefusedOrUnpacked() throws IOException {
        Path hostile = TestFolders.corpus("hostile");
        assertThat(unpack(hostile.resolve("tika__testZipEncrypted.zip"), UnpackingLimits.USUAL))
                .isInstanceOf(Unpacked.NeedsPassword.class);
        assertThat(unpacked(hostile.resolve("tika__test-zip-of-zip.zip"), UnpackingLimits.USUAL)
                        .files())
                .isNotEmpty();
        try (Stream<Path> archives = Files.list(hostile)) {
            for (Path archive :
                    archives.filter(f -> f.toString().endsWith(".zip")).toList()) {
                assertThat(unpack(archive, UnpackingLimits.USUAL))
                        .as(archive.toString())
                        .isNotNull();
            }
        }
    }

    private Unpacked unpack(Path archive, UnpackingLimits limits) throws IOException {
        return new Unpacking(limits).unpack(archive, spool);
    }

    private Unpacked.Files unpacked(Path archive, UnpackingLimits limits) throws IOException {
        Unpacked result = unpack(archive, limits);
        assertThat(result).isInstanceOf(Unpacked.Files.class);
        return (Unpacked.Files) result;
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
