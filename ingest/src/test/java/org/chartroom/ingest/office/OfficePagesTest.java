package org.chartroom.ingest.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
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

class OfficePagesTest {
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
            + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
            + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
            + " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

    private final OfficePages source = new OfficePages();
    private final Recorded sink = new Recorded();

    @TempDir
    Path folder;

    private Path spool;

    @BeforeEach
    void makeSpool() throws IOException {
        spool = Files.createDirectory(folder.resolve("spool"));
    }

    @Test
    void aDocxIsReadInOrderWithItsTablesAndWithoutWhatWasDeleted() throws IOException {
        String body = paragraph("Referral for Ana Ruiz")
                + "<w:p><w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText>old dose</w:delText></w:r></w:del>"
                + "<w:r><w:t>Knee pain since May.</w:t></w:r></w:p>"
                + "<w:tbl><w:tr><w:tc>" + paragraph("HGB") + "</w:tc><w:tc>" + paragraph("13.2")
                + "</w:tc></w:tr></w:tbl>" + paragraph("Kind regards");
        assertThat(read(docx(body, Map.of()))).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text()).isEqualTo("Referral for Ana Ruiz\nKnee pain since May.\nHGB\t13.2\nKind regards\n");
        assertThat(sink.words(1)).isNotEmpty();
    }

    @Test
    void aScanInADocxIsHandedOutAndALogoIsNot() throws IOException {
        String body = paragraph("See the scan.") + picture("rId10") + picture("rId11");
        Path file = docx(body, Map.of("word/media/image1.png", png(900, 1200), "word/media/image2.png", png(200, 60)));
        read(file);
        assertThat(sink.attachments).extracting(AttachmentRead::mediaType).containsExactly("image/png");
        assertThat(sink.attachments.getFirst().file()).hasParentRaw(spool).hasBinaryContent(png(900, 1200));
    }

    @Test
    void anOdtIsReadInOrder() throws IOException {
        String content = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" office:version=\"1.2\">"
                + "<office:body><office:text><text:h text:outline-level=\"1\">Discharge summary</text:h>"
                + "<text:p>José was seen.<text:line-break/>Stable.</text:p><table:table><table:table-row>"
                + "<table:table-cell><text:p>BP</text:p></table:table-cell><table:table-cell><text:p>120/80</text:p>"
                + "</table:table-cell></table:table-row></table:table></office:text></office:body>"
                + "</office:document-content>";
        assertThat(read(odt(content))).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text())
                .contains("Discharge summary\n")
                .contains("José was seen.")
                .contains("BP\t120/80");
    }

    @Test
    void anRtfIsReadWithItsAccents() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.rtf"),
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 Dear Dr. M\\'fcller,\\par Ana \\b improved\\b0 ."
                        + " Temp 37\\u8451?\\par}",
                StandardCharsets.US_ASCII);
        assertThat(read(file)).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text())
                .contains("Dear Dr. Müller,\n")
                .contains("Ana improved.")
                .contains("37\u2103");
    }

    @Test
    void aDamagedDocumentSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(docx(paragraph("some text that is long enough to damage"), Map.of()));
        int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("word/document.xml");
        Arrays.fill(whole, at + 60, at + 120, (byte) 0x55);
        Path broken = Files.write(folder.resolve("broken.docx"), whole);
        assertThat(read(broken))
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.CORRUPT));
    }

    @Test
    void aDocumentThatBreaksOffKeepsWhatCameBeforeAndSaysSo() throws IOException {
        Path file = docx(paragraph("First paragraph.") + "<w:p><w:r><w:t>Second", Map.of());
        assertThat(read(file))
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.CORRUPT));
        assertThat(sink.text()).contains("First paragraph.");
    }

    @Test
    void documentsOfTheCorpusAreRead() throws IOException {
        Path docx = TestFolders.corpus("scans").resolve("fscrawler__test-ocr.docx");
        assertThat(read(docx)).isInstanceOf(FileOutcome.Read.class);
        assertThat(sink.text()).isNotBlank();
        assertThat(sink.attachments).as("the scan in it").hasSize(1);
    }

    @Test
    void documentsInDocumentsAreHandedOutOneLevelDeep() throws IOException {
        read(TestFolders.corpus("hostile").resolve("tika__test_recursive_embedded.docx"));
        assertThat(sink.attachments).isNotEmpty().hasSizeLessThan(10);
    }

    private FileOutcome read(Path file) throws IOException {
        return source.read(file, new ContentSniffer().sniff(file), ReadRequest.of("name", spool), sink);
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
    }

    private static String picture(String id) {
        return "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData"
                + " uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:blipFill>"
                + "<a:blip r:embed=\"" + id + "\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
                + "</w:drawing></w:r></w:p>";
    }

    private Path docx(String body, Map<String, byte[]> media) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                        + " Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\""
                        + " ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                        + "</Types>"));
        String relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        String types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        parts.put(
                "_rels/.rels",
                utf8(relationships + "<Relationship Id=\"rId1\" Type=\"" + types
                        + "officeDocument\" Target=\"word/document.xml\"/></Relationships>"));
        parts.put(
                "word/document.xml",
                utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document " + W + "><w:body>"
                        + body + "</w:body></w:document>"));
        parts.put(
                "word/_rels/document.xml.rels",
                utf8(relationships + "<Relationship Id=\"rId10\" Type=\"" + types
                        + "image\" Target=\"media/image1.png\"/><Relationship Id=\"rId11\" Type=\"" + types
                        + "image\" Target=\"media/image2.png\"/></Relationships>"));
        parts.putAll(media);
        return zip("made.docx", parts);
    }

    private Path odt(String content) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", utf8("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", utf8(content));
        return zip("made.odt", parts);
    }

    private Path zip(String name, Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                if (part.getKey().equals("mimetype")) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(part.getValue().length);
                    CRC32 crc = new CRC32();
                    crc.update(part.getValue());
                    entry.setCrc(crc.getValue());
                }
                out.putNextEntry(entry);
                out.write(part.getValue());
            }
        }
        return file;
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
