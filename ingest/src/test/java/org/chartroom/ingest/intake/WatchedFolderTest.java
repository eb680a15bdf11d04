package org.chartroom.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFolderTest extends IntakeChannelContract {
    private static final Duration STABLE_FOR = Duration.ofSeconds(5);

    private Path watched;

    @BeforeEach
    void makeFolder() throws IOException {
        watched = Files.createDirectory(folder.resolve("scanner"));
    }

    @Override
    IntakeChannel channel(Receiving receiving) {
        return new WatchedFolder(
                new WatchedFolder.Settings(
                        watched, Office.FACILITY, ArrivalKind.SCAN, "Front desk", Office.CLERK, STABLE_FOR),
                receiving,
                office.clock,
                office::nanos);
    }

    @Override
    void offer(String name, byte[] bytes) throws IOException {
        Path file = watched.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        // The file system's own times are too coarse to tell two writes of one test apart.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1_700_000_000 + bytes.length)));
    }

    @Override
    void settle() {
        office.pass(STABLE_FOR);
    }

    @Override
    boolean isOffered(String name) {
        return Files.exists(watched.resolve(name));
    }

    @Override
    boolean isSetAside(String name) throws IOException {
        Path reason = watched.resolve("failed").resolve(name + ".reason.txt");
        return Files.exists(watched.resolve("failed").resolve(name))
                && Files.readString(reason).contains("not taken in");
    }

    @Override
    void holdOn() throws IOException {
        // A file where the folder should be: nothing can be moved into it, by no user whatever.
        Files.writeString(watched.resolve("processed"), "in the way");
        Files.move(watched.resolve("processed"), folder.resolve("in-the-way"));
        Files.createSymbolicLink(watched.resolve("processed"), folder.resolve("in-the-way"));
    }

    @Override
    void letGoAgain() throws IOException {
        Files.delete(watched.resolve("processed"));
    }

    @Override
    void vanish() throws IOException {
        Files.move(watched, folder.resolve("away"));
    }

    @Override
    void comeBack() throws IOException {
        Files.move(folder.resolve("away"), watched);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".hidden.pdf",
                "scan.pdf.part",
                "scan.tmp",
                "scan.crdownload",
                "~$letter.docx",
                "letter.txt~",
                "processed/old.pdf",
                "failed/bad.pdf",
                "Failed/bad.pdf"
            })
    void whatIsStillWrittenOrOursIsNotTaken(String name) throws IOException {
        offerText(name, "x");
        settled(channel(office.receiving()));
        assertThat(office.arrivals()).isEmpty();
        assertThat(isOffered(name)).isTrue();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "not for the chart");
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("other.txt"), "neither");
        Files.createSymbolicLink(watched.resolve("link.txt"), secret);
        Files.createSymbolicLink(watched.resolve("folder"), outside);
        settled(channel(office.receiving()));
        assertThat(office.arrivals()).isEmpty();
        assertThat(secret).exists();
    }

    @Test
    void filesOfSubfoldersAreTakenAndMovedUnderTheSameSubfolder() throws IOException {
        offerText("room2/scan.pdf", "two");
        settled(channel(office.receiving()));
        assertThat(office.arrivals()).extracting(Arrival::name).containsExactly("scan.pdf");
        assertThat(watched.resolve("processed/room2/scan.pdf")).hasContent("two");
    }

    @Test
    void aSecondFileOfTheSameNameIsAnotherArrivalAndOverwritesNothing() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "one");
        settled(channel);
        offerText("scan.pdf", "other");
        settled(channel);
        assertThat(office.arrivals()).hasSize(2);
        assertThat(watched.resolve("processed/scan.pdf")).hasContent("one");
        assertThat(watched.resolve("processed/scan-2.pdf")).hasContent("other");
    }

    @Test
    void anEmptyFileGetsMoreTimeAndIsThenSetAside() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offer("scan.pdf", new byte[0]);
        assertThat(settled(channel).waiting()).isEqualTo(1);
        office.pass(STABLE_FOR.multipliedBy(10));
        assertThat(channel.look().setAside()).isEqualTo(1);
        assertThat(isSetAside("scan.pdf")).isTrue();
    }

    @Test
    void recordingsInAFolderForDictationsAreReceivedAsSuch() throws IOException {
        offerText("note.wav", "RIFF\4\0\0\0WAVE");
        IntakeChannel dictations = new WatchedFolder(
                new WatchedFolder.Settings(
                        watched, Office.FACILITY, ArrivalKind.DICTATION, "", Office.CLERK, STABLE_FOR),
                office.receiving(),
                office.clock,
                office::nanos);
        assertThat(settled(dictations).kept()).isEqualTo(1);
        assertThat(office.arrivals()).extracting(Arrival::kind).containsExactly(ArrivalKind.DICTATION);
    }

    @ParameterizedTest
    @MethodSource("halfFiles")
    void aFileThatLacksItsEndGetsMoreTimeBecauseTheScannerFeedsSlowly(String name, byte[] half, byte[] whole)
            throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offer(name, half);
        assertThat(settled(channel).waiting()).isEqualTo(1);
        offer(name, whole);
        assertThat(settled(channel).kept()).isEqualTo(1);
        assertThat(office.arrivals())
                .singleElement()
                .satisfies(a -> assertThat(a.original().bytes()).isEqualTo(whole.length));
    }

    static Stream<Arguments> halfFiles() {
        return Stream.of(
                half("a.pdf", "%PDF-1.7 one page", " another %%EOF\n"),
                half("a.jpg", "\u00ff\u00d8\u00ff\u00e0 rows", " more rows\u00ff\u00d9"),
                half("a.png", "\u0089PNG\r\n rows", " more IEND...."),
                half("a.tif", "II*\0\u0040\0\0\0strip", "x".repeat(64)),
                half("b.tif", "MM\0*\0\0\0\u0040strip", "x".repeat(64)),
                half("a.wav", "RIFF\u0040\0\0\0WAVE", "x".repeat(64)));
    }

    private static Arguments half(String name, String begin, String rest) {
        return Arguments.of(
                name,
                begin.getBytes(StandardCharsets.ISO_8859_1),
                (begin + rest).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aFileThatNeverGetsItsEndIsTakenAsItIs() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("cut.pdf", "%PDF-1.7 the scanner died");
        assertThat(settled(channel).kept()).isZero();
        office.pass(STABLE_FOR.multipliedBy(10));
        assertThat(channel.look().kept()).isEqualTo(1);
    }

    @Test
    void settingTheClockBackDoesNotDelayAFile() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "one");
        channel.look();
        office.clock.turn(Duration.ofHours(-2));
        office.pass(STABLE_FOR);
        assertThat(channel.look().kept()).isEqualTo(1);
    }

    @Test
    void settingTheClockForwardDoesNotTakeAFileEarly() throws IOException {
        IntakeChannel channel = channel(office.receiving());
        offerText("scan.pdf", "one");
        channel.look();
        office.clock.turn(Duration.ofHours(2));
        assertThat(channel.look().waiting()).isEqualTo(1);
    }

    @Test
    void twoServersOnOneFolderDoNotBothTakeItsFiles() throws IOException {
        offerText("scan.pdf", "one");
        IntakeChannel second = channel(office.receiving());
        try (IntakeChannel first = channel(office.receiving())) {
            first.look();
            assertThat(settled(second).trouble())
                    .get()
                    .satisfies(trouble -> assertThat(trouble.what()).contains("Another server"));
            assertThat(office.arrivals()).isEmpty();
        }
        assertThat(settled(second)).isEqualTo(new IntakeChannel.Round(1, 0, 0, Optional.empty()));
        second.close();
    }

    @Test
    void theSameFileInTwoFoldersIsTwoArrivals() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        offerText("scan.pdf", "one");
        Files.copy(watched.resolve("scan.pdf"), other.resolve("scan.pdf"), StandardCopyOption.COPY_ATTRIBUTES);
        settled(channel(office.receiving()));
        IntakeChannel elsewhere = new WatchedFolder(
                new WatchedFolder.Settings(other, Office.FACILITY, ArrivalKind.SCAN, "", Office.CLERK, STABLE_FOR),
                office.receiving(),
                office.clock,
                office::nanos);
        settled(elsewhere);
        assertThat(office.arrivals()).extracting(Arrival::sender).containsExactly("Front desk", "other");
    }

    @Test
    void aHeapOfFilesIsTakenInPortionsSoThatStoppingDoesNotWaitForAll() throws IOException {
        for (int i = 0; i < 120; i++) {
            offerText("scan-" + i + ".txt", "page " + i);
        }
        IntakeChannel channel = channel(office.receiving());
        assertThat(settled(channel)).isEqualTo(new IntakeChannel.Round(100, 0, 20, Optional.empty()));
        assertThat(channel.look().kept()).isEqualTo(20);
    }
}
