package org.chartroom.ingest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.Recorded;
import org.chartroom.ingest.TestFolders;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailPagesTest {
    private static final String HEAD = """
            Received: from mx.example.org by mail.example.org
            From: =?UTF-8?Q?Dr=2E_M=C3=BCller?= <mueller@example.org>
            To: records@lakeside.example
            Date: Mon, 2 Mar 2026 10:15:00 -0500
            Subject: =?ISO-8859-1?B?UmVmZXJyYWwg/GJlciBBbmE=?=
            MIME-Version: 1.0
            """;

    private final MailPages source = new MailPages();
    private final Recorded sink = new Recorded();

    @TempDir
    Path folder;

    private Path spool;

    @BeforeEach
    void makeSpool() throws IOException {
        spool = Files.createDirectory(folder.resolve("spool"));
    }

    @Test
    void headerAndTextBecomeThePage() throws IOException {
        FileOutcome outcome = read(HEAD + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                + "Please see Ana Ruiz.\n\nTemp 37.1 °C\n");
        assertThat(outcome).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text())
                .contains("From: Dr. Müller <mueller@example.org>")
                .contains("To: records@lakeside.example")
                .contains("Date: Mon, 2 Mar 2026 10:15:00 -0500")
                .contains("Subject: Referral über Ana")
                .contains("Please see Ana Ruiz.")
                .contains("Temp 37.1 °C")
                .doesNotContain("Received");
        assertThat(sink.words(1)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: attachment; filename=\"report.pdf\"",
                "Content-Disposition: inline; filename=\"report.pdf\"",
                "Content-Disposition:",
                "Content-Disposition: ; filename=report.pdf",
                "X-None: 1"
            })
    void anAttachmentIsHandedOutWhateverItsDispositionSays(String disposition) throws IOException {
        read(mixed(text("See attached."), part("application/pdf; name=\"report.pdf\"", disposition, "%PDF-1.4\n")));
        assertThat(sink.attachments).hasSize(1);
        assertThat(sink.attachments.getFirst().name()).isEqualTo("report.pdf");
        assertThat(sink.attachments.getFirst().mediaType()).isEqualTo("application/pdf");
        assertThat(sink.attachments.getFirst().file()).hasParentRaw(spool).hasContent("%PDF-1.4\n");
        assertThat(sink.text()).contains("Attachments: report.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename*=UTF-8''Bef%C3%BCnd.txt",
                "filename=\"=?UTF-8?Q?Bef=C3=BCnd.txt?=\"",
                "filename*0=\"Bef\"; filename*1=\"\u00C3\u00BCnd.txt\""
            })
    void namesOfAttachmentsAreDecoded(String parameter) throws IOException {
        byte[] raw = mixed(text("x"), part("text/plain", "Content-Disposition: attachment; " + parameter, "y"))
                .getBytes(StandardCharsets.ISO_8859_1);
        read(raw);
        assertThat(sink.attachments).extracting(AttachmentRead::name).containsExactly("Befünd.txt");
    }

    @Test
    void aNameThatLooksLikeAPathIsOnlyAName() throws IOException {
        read(mixed(part("text/plain", "Content-Disposition: attachment; filename=\"../../etc/x\\0y.txt\"", "y")));
        assertThat(sink.attachments.getFirst().file()).hasParentRaw(spool);
        assertThat(folder.resolve("etc")).doesNotExist();
    }

    @Test
    void ofTwoFormsOfTheTextOneIsShown() throws IOException {
        read(HEAD + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
                + "Plain knee pain text\n--b\nContent-Type: text/html\n\n<p>Plain <b>knee</b> pain text</p>\n--b--\n");
        assertThat(sink.text()).containsOnlyOnce("knee");
        assertThat(sink.attachments).isEmpty();
    }

    @Test
    void anHtmlTextIsReadWithoutItsScripts() throws IOException {
        read(HEAD + "Content-Type: text/html; charset=utf-8\n\n<html><script>evil()</script><body><p>Seen today.</p>"
                + "<img src=\"http://tracker.example/x.gif\"></body></html>\n");
        assertThat(sink.text()).contains("Seen today.").doesNotContain("evil").doesNotContain("tracker");
    }

    @Test
    void aLogoShownByTheTextIsNoDocumentButAPhotoInItIs() throws IOException {
        String html = part("text/html", "X-None: 1", "<p>Scan: <img src=\"cid:scan\"><img src=\"cid:logo\"></p>");
        read(mixed(
                html,
                picture("scan", "scan.png", png(900, 1200)),
                picture("logo", "logo.png", png(120, 40)),
                picture("unused", "other.png", png(120, 40))));
        assertThat(sink.attachments).extracting(AttachmentRead::name).containsExactly("scan.png", "other.png");
        assertThat(sink.text()).contains("Part of the text, not kept apart: logo.png");
    }

    @Test
    void anAttachedMessageIsHandedOutWhole() throws IOException {
        String inner = HEAD + "Content-Type: text/plain\n\nInner text\n";
        read(mixed(text("fyi"), "Content-Type: message/rfc822\n\n" + inner));
        assertThat(sink.attachments).hasSize(1);
        Path attached = sink.attachments.getFirst().file();
        assertThat(new ContentSniffer().sniff(attached).kind()).isEqualTo(FileKind.MAIL);
        assertThat(attached).content().contains("Inner text");
        assertThat(sink.text()).doesNotContain("Inner text");
    }

    @Test
    void aCharsetThatIsUnknownOrWrongDoesNotLoseTheText() throws IOException {
        String head = HEAD + "Content-Type: text/plain; charset=x-nobody-knows\n\n";
        read((head + "naïve café\n").getBytes(Charset.forName("windows-1252")));
        assertThat(sink.text()).contains("naïve café");
    }

    @Test
    void aMessageEncryptedForItsReceiverIsHeld() throws IOException {
        assertThat(read(HEAD + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
                        + "Content-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CA\n"))
                .isInstanceOfSatisfying(
                        FileOutcome.Held.class, h -> assertThat(h.problem()).isEqualTo(PageProblem.ENCRYPTED));
        assertThat(sink.pages).isEmpty();
    }

    @Test
    void moreAttachmentsThanAllowedAreRefusedAndSaid() throws IOException {
        Budgets two = new Budgets(1 << 20, 100, 100_000_000, 2, Duration.ofSeconds(10));
        ReadRequest request = new ReadRequest(
                "m", Optional.empty(), ReadSettings.in(List.of("eng")), Map.of(), two, spool, new PageSelection.All());
        String attachment = part("application/pdf", "Content-Disposition: attachment; filename=a.pdf", "%PDF-1.4\n");
        FileOutcome outcome = read(
                write(mixed(text("many"), attachment, attachment, attachment).getBytes(StandardCharsets.UTF_8)),
                request);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.TOO_LARGE));
        assertThat(sink.attachments).hasSize(2);
        assertThat(sink.text()).contains("many");
    }

    @Test
    void ofAMailWithTwoThousandFilesThoseWithinTheLimitAreHandedOutAndTheRestIsCounted() throws IOException {
        String[] parts = new String[2_002];
        parts[0] = text("begin");
        for (int i = 1; i <= 2_000; i++) {
            parts[i] = part("text/plain", "Content-Disposition: attachment; filename=note-" + i + ".txt", "note " + i);
        }
        parts[2_001] = text("the last words of the letter");
        FileOutcome outcome = read(mixed(parts));
        assertThat(outcome).isInstanceOfSatisfying(FileOutcome.Failed.class, f -> {
            assertThat(f.problem()).isEqualTo(PageProblem.TOO_LARGE);
            assertThat(f.detail()).startsWith("1500 of the files attached");
        });
        assertThat(sink.attachments).hasSize(500);
        assertThat(sink.text())
                .contains("begin")
                .contains("the last words of the letter")
                .contains("note-501.txt")
                .contains("and 1480 more");
    }

    @Test
    void partsInPartsWithoutEndComeToAnEnd() throws IOException {
        StringBuilder deep = new StringBuilder(HEAD);
        for (int i = 0; i < 2_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(read(deep.toString())).isInstanceOf(FileOutcome.Failed.class);
        assertThat(sink.text()).contains("Subject: Referral");
    }

    @Test
    void aMessageThatBreaksOffSaysSo() throws IOException {
        String whole = mixed(text("begin"), part("application/pdf", "Content-Disposition: attachment", "%PDF-1.4\n"));
        FileOutcome outcome = read(whole.substring(0, whole.length() - 20));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.CORRUPT));
        assertThat(sink.text()).contains("begin");
    }

    @Test
    void anOutlookMessageIsReadWithItsAttachmentsAndTheMessageInIt() throws IOException {
        Path file = folder.resolve("a.msg");
        try (POIFSFileSystem container = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            DirectoryEntry root = container.getRoot();
            outlook(root, 32, "Lab results", "See the attached labs for Ana.");
            DirectoryEntry attached = root.createDirectory("__attach_version1.0_#00000000");
            attached.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[8]));
            attached.createDocument(
                    "__substg1.0_37010102", new ByteArrayInputStream("%PDF-1.4\n".getBytes(StandardCharsets.UTF_8)));
            utf16(attached, "3707001F", "labs.pdf");
            DirectoryEntry embedding = root.createDirectory("__attach_version1.0_#00000001");
            embedding.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[8]));
            utf16(embedding, "3001001F", "Earlier mail");
            outlook(embedding.createDirectory("__substg1.0_3701000D"), 24, "Earlier mail", "Inner body");
            container.writeFilesystem(out);
        }
        assertThat(read(file, ReadRequest.of("a.msg", spool))).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text())
                .contains("From: Dr. Alvarez")
                .contains("Subject: Lab results")
                .contains("See the attached labs for Ana.")
                .doesNotContain("Inner body");
        assertThat(sink.attachments).extracting(AttachmentRead::name).containsExactly("labs.pdf", "Earlier mail.msg");
        Recorded inner = new Recorded();
        Path innerFile = sink.attachments.get(1).file();
        source.read(innerFile, new ContentSniffer().sniff(innerFile), ReadRequest.of("x", spool), inner);
        assertThat(inner.text()).contains("Inner body");
    }

    @Test
    void aDamagedOutlookMessageSaysSo() throws IOException {
        Path file = TestFolders.corpus("scans").resolve("tika__testMSG_att_doc.msg");
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 600, bytes.length / 2, (byte) 0x7E);
        Path damaged = Files.write(folder.resolve("damaged.msg"), bytes);
        FileOutcome outcome = source.read(damaged, new ContentSniffer().sniff(file), ReadRequest.of("x", spool), sink);
        assertThat(outcome).isInstanceOf(FileOutcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paperless-ngx__eml_with_umlaut.eml",
                "paperless-ngx__html.eml",
                "tika__testEML_embedded_xhtml_and_img.eml",
                "tika__testEmailWithPNGAtt.eml",
                "tika__testLotusEml.eml",
                "tika__testMSG_att_doc.msg",
                "tika__testMSG_att_msg.msg",
                "tika__testRFC822_multipart_attachments.eml"
            })
    void messagesOfTheCorpusAreRead(String name) throws IOException {
        Path file = TestFolders.corpus("scans").resolve(name);
        assertThat(read(file, ReadRequest.of(name, spool))).isInstanceOf(FileOutcome.Read.class);
        assertThat(sink.text()).contains("From: ");
        if (name.contains("att") || name.contains("Att")) {
            assertThat(sink.attachments).isNotEmpty();
        }
    }

    @Test
    void anEncryptedZipInAMessageIsKept() throws IOException {
        Path file = TestFolders.corpus("hostile").resolve("tika__testRFC822_encrypted_zip");
        assertThat(read(file, ReadRequest.of("x", spool))).isInstanceOf(FileOutcome.Read.class);
        assertThat(sink.attachments).extracting(AttachmentRead::mediaType).contains("application/zip");
    }

    private FileOutcome read(String message) throws IOException {
        return read(message.getBytes(StandardCharsets.UTF_8));
    }

    private FileOutcome read(byte[] message) throws IOException {
        return read(write(message), ReadRequest.of("m", spool));
    }

    private Path write(byte[] message) throws IOException {
        return Files.write(folder.resolve("message"), message);
    }

    private FileOutcome read(Path file, ReadRequest request) throws IOException {
        return source.read(file, new ContentSniffer().sniff(file), request, sink);
    }

    private static String mixed(String... parts) {
        return HEAD + "Content-Type: multipart/mixed; boundary=outer\n\n--outer\n" + String.join("\n--outer\n", parts)
                + "\n--outer--\n";
    }

    private static String text(String text) {
        return "Content-Type: text/plain\n\n" + text;
    }

    private static String part(String type, String header, String content) {
        return "Content-Type: " + type + "\n" + header + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String picture(String id, String name, byte[] content) {
        return "Content-Type: image/png; name=" + name + "\nContent-ID: <" + id
                + ">\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }

    /** The least that makes an Outlook message: properties, sender, subject, text. */
    private static void outlook(DirectoryEntry folder, int header, String subject, String body) throws IOException {
        folder.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[header]));
        utf16(folder, "0C1A001F", "Dr. Alvarez");
        utf16(folder, "0037001F", subject);
        utf16(folder, "1000001F", body);
    }

    private static void utf16(DirectoryEntry folder, String property, String value) throws IOException {
        folder.createDocument(
                "__substg1.0_" + property, new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_16LE)));
    }
}
