package org.chartroom.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.Recorded;
import org.chartroom.ingest.TestFolders;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.models.text.PageProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivePagesTest {
    private final ArchivePages source = new ArchivePages();
    private final Recorded sink = new Recorded();

    @TempDir
    Path folder;

    private Path spool;

    @BeforeEach
    void makeSpool() throws IOException {
        spool = Files.createDirectory(folder.resolve("spool"));
    }

    @Test
    void theFilesOfAnArchiveAreHandedOutAndListed() throws IOException {
        Path archive = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : new String[] {"labs/report.pdf", "note.txt"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write((name.endsWith("pdf") ? "%PDF-1.4\n" : "note")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        assertThat(read(archive)).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.attachments)
                .extracting(AttachmentRead::name, AttachmentRead::mediaType)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("labs/report.pdf", "application/pdf"),
                        org.assertj.core.groups.Tuple.tuple("note.txt", "text/plain"));
        assertThat(sink.text()).contains("labs/report.pdf (9 bytes)").contains("note.txt");
    }

    @Test
    void whatIsTooMuchStaysInTheArchiveByNameAndTheRestIsHandedOut() throws IOException {
        Path archive = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry("bomb.bin"));
            out.write(new byte[40 << 20]);
            for (int i = 1; i <= 600; i++) {
                out.putNextEntry(new ZipEntry("note-" + i + ".txt"));
                out.write('x');
            }
        }
        assertThat(read(archive)).isInstanceOfSatisfying(FileOutcome.Failed.class, f -> {
            assertThat(f.problem()).isEqualTo(PageProblem.TOO_LARGE);
            assertThat(f.detail()).startsWith("101 of the archive's files were left in it");
        });
        assertThat(sink.attachments).hasSize(500);
        assertThat(sink.text()).contains("bomb.bin (left in the archive", "note-600.txt (left in the archive");
    }

    @Test
    void anArchiveWithAPasswordIsHeld() throws IOException {
        assertThat(read(TestFolders.corpus("hostile").resolve("tika__testZipEncrypted.zip")))
                .isInstanceOfSatisfying(
                        FileOutcome.Held.class, h -> assertThat(h.problem()).isEqualTo(PageProblem.ENCRYPTED));
        assertThat(sink.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tika__test-nested-tarball.tar", "tika__empty-file.txt.bz2", "tika__testZ_oom.Z"})
    void otherArchivesAreKeptAndSaidToBeUnsupported(String name) throws IOException {
        assertThat(read(TestFolders.corpus("hostile").resolve(name)))
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.UNSUPPORTED));
    }

    private FileOutcome read(Path file) throws IOException {
        return source.read(file, new ContentSniffer().sniff(file), ReadRequest.of("a.zip", spool), sink);
    }
}
