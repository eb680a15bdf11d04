package org.chartroom.ingest.sniff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartroom.ingest.TestFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentSnifferTest {
    private final ContentSniffer sniffer = new ContentSniffer();

    @TempDir
    Path folder;

    static Stream<Arguments> recordings() {
        byte[] opus = bytes("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\u0013OpusHead\1\1");
        return Stream.of(
                Arguments.of("audio/vnd.wave", bytes("RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0\1\0\1\0")),
                Arguments.of("audio/opus", opus),
                Arguments.of(
                        "audio/ogg", bytes("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\u001e\1vorbis\0\0")),
                Arguments.of("audio/flac", bytes("fLaC\0\0\0\"\u0010\0\u0010\0")),
                Arguments.of("audio/amr", bytes("#!AMR\n<\u0091\u0017")),
                Arguments.of("audio/amr-wb", bytes("#!AMR-WB\n\4")),
                Arguments.of("audio/x-ms-wma", bytes("0&\u00b2u\u008ef\u00cf\u0011\u00a6\u00d9\0\u00aa\0b\u00cel\0")),
                Arguments.of("audio/x-dss", bytes("\2dss\1\0\0\0")),
                Arguments.of("audio/x-dss", bytes("\3dss\1\0\0\0")),
                Arguments.of("audio/x-ds2", bytes("\3ds2\1\0\0\0")),
                Arguments.of("audio/x-ds2", bytes("\3enc\1\0\0\0")),
                Arguments.of("audio/mp4", bytes("\0\0\0 ftypM4A \0\0\2\0")),
                Arguments.of("audio/webm", bytes("\u001aE\u00df\u00a3\u009fB\u0086\u0081\1")),
                Arguments.of("audio/mpeg", bytes("ID3\4\0\0\0\0\0\n0123456789")),
                Arguments.of("audio/mpeg", mpegFrames(4)));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingIsKnownByItsBytesUnderAnyName(String mediaType, byte[] content) throws IOException {
        assertThat(sniffer.sniff(file("letter.pdf", content))).isEqualTo(new Sniffed(mediaType, FileKind.AUDIO));
    }

    @Test
    void aTextFileNamedWavIsText() throws IOException {
        assertThat(sniffer.sniff(file("dictation.wav", bytes("Patient seen today for follow-up.\n")))
                        .kind())
                .isEqualTo(FileKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void textIsTextInEveryCharsetAndNeverSound(String charset) throws IOException {
        String text = charset.equals("UTF-16LE") ? "\uFEFFMüller, José: naïve\n" : "Müller, José: naïve\n";
        assertThat(sniffer.sniff(file("a.mp3", text.getBytes(Charset.forName(charset))))
                        .kind())
                .isEqualTo(FileKind.TEXT);
    }

    @Test
    void anEmptyFileIsEmpty() throws IOException {
        assertThat(sniffer.sniff(file("scan.pdf", new byte[0])).kind()).isEqualTo(FileKind.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "'%PDF-1.7\n', PDF, application/pdf",
        "'\u0000\u0001junk\n%PDF-1.4\n', PDF, application/pdf",
        "'GIF89a\u0001\u0000\u0001\u0000', IMAGE, image/gif",
        "'{\\rtf1\\ansi Hello}', OFFICE, application/rtf",
        "'<!DOCTYPE html><html><body>Hi</body></html>', HTML, text/html",
        "'<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>', TEXT,"
                + " application/xml",
    })
    void everyFamilyIsToldByItsBytes(String content, FileKind kind, String mediaType) throws IOException {
        assertThat(sniffer.sniff(file("x.wav", bytes(content)))).isEqualTo(new Sniffed(mediaType, kind));
    }

    @Test
    void aCoverLetterThatBeginsWithToAndFromIsNoEmail() throws IOException {
        String letter =
                "To: Dr. Alvarez\nFrom: Lakeside Family Practice\nDate: March 3\nSubject: knee pain\n\nDear doctor,\n";
        assertThat(sniffer.sniff(file("a.eml", bytes(letter))).kind()).isEqualTo(FileKind.TEXT);
    }

    @Test
    void anEmailIsMailUnderAnyName() throws IOException {
        String mail = "Received: from mx\n"
                + "\tby here\n"
                + "From: a@example.org\n"
                + "To: b@example.org\n"
                + "Subject: labs\n\n"
                + "See attached.\n";
        assertThat(sniffer.sniff(file("labs.txt", bytes(mail))))
                .isEqualTo(new Sniffed("message/rfc822", FileKind.MAIL));
    }

    @Test
    void aMailboxOfSeveralMessagesIsNotTakenForOne() throws IOException {
        String mail =
                "From a Mon Mar  2 10:00:00 2026\nMessage-ID: <1@x>\nFrom: a@x\nTo: b@x\nSubject: labs\n\nOne.\n\n";
        assertThat(sniffer.sniff(file("one", bytes(mail))).kind()).isEqualTo(FileKind.MAIL);
        assertThat(sniffer.sniff(file("two", bytes(mail + mail))).kind()).isEqualTo(FileKind.ARCHIVE);
    }

    @Test
    void zipContainersAreToldByWhatIsInThem() throws IOException {
        assertThat(sniffer.sniff(zip("a.bin", Map.of("notes.txt", "hello"))).kind())
                .isEqualTo(FileKind.ARCHIVE);
        assertThat(sniffer.sniff(zip("b.zip", Map.of("[Content_Types].xml", "<a/>", "word/document.xml", "<b/>"))))
                .isEqualTo(new Sniffed(
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileKind.OFFICE));
    }

    @Test
    void aCutOffArchiveIsStillAnArchive() throws IOException {
        byte[] whole = Files.readAllBytes(zip("c.zip", Map.of("notes.txt", "hello hello hello hello")));
        Path cut = file("cut.docx", java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(sniffer.sniff(cut)).isEqualTo(new Sniffed("application/zip", FileKind.ARCHIVE));
    }

    @Test
    void everyFileOfTheCorpusIsToldQuicklyAndWithoutFailing() throws IOException {
        try (Stream<Path> files = Files.list(TestFolders.corpus("hostile"))) {
            files.filter(Files::isRegularFile)
                    .forEach(f ->
                            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sniffer.sniff(f), f::toString));
        }
        Path scans = TestFolders.corpus("scans");
        assertThat(sniffer.sniff(scans.resolve("tika__testEmailWithPNGAtt.eml")).kind())
                .isEqualTo(FileKind.MAIL);
        assertThat(sniffer.sniff(scans.resolve("tika__testMSG_att_doc.msg")).kind())
                .isEqualTo(FileKind.MAIL);
        assertThat(sniffer.sniff(scans.resolve("fscrawler__test-ocr.docx")).kind())
                .isEqualTo(FileKind.OFFICE);
    }

    @Test
    void everyRecordingOfTheCorpusIsSound() throws IOException {
        try (Stream<Path> files = Files.list(TestFolders.corpus("speech"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(sniffer.sniff(file).kind()).as(file.toString()).isEqualTo(FileKind.AUDIO);
            }
        }
    }

    private static byte[] mpegFrames(int count) {
        // MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, no padding: 417 bytes a frame.
        byte[] frames = new byte[count * 417];
        for (int i = 0; i < count; i++) {
            frames[i * 417] = (byte) 0xFF;
            frames[i * 417 + 1] = (byte) 0xFB;
            frames[i * 417 + 2] = (byte) 0x90;
        }
        return frames;
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
