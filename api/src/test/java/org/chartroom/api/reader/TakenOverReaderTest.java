package org.chartroom.api.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.ReadSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader that what it read has taken over may say anything; nothing of it is believed beyond its own folder. */
@DisabledOnOs(OS.WINDOWS)
final class TakenOverReaderTest {
    private static final Wire WIRE = new Wire();

    @TempDir
    private Path folder;

    private Path spool = Path.of("");
    private final List<PageRead> pages = new ArrayList<>();
    private final List<AttachmentRead> attachments = new ArrayList<>();

    @BeforeEach
    void anothersFile() throws IOException {
        spool = Files.createDirectories(folder.resolve("spool"));
        Path secret = Files.writeString(folder.resolve("secret.png"), "another patient's page");
        Files.createSymbolicLink(spool.resolve("link.png"), secret);
        Files.createSymbolicLink(spool.resolve("way"), folder);
    }

    static Stream<Arguments> lies() {
        byte[] ready = frame(new Tell.Ready(new JailReport(true, List.of(), "")));
        byte[] mail = join(ready, opened("MAIL"));
        byte[] scan = join(ready, opened("IMAGE"));
        return Stream.of(
                argumentSet("noise", (Object) "%PDF-1.4 surely not a frame".getBytes(StandardCharsets.UTF_8)),
                argumentSet("noise after a good start", (Object) join(ready, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
                argumentSet("a frame of two gigabytes", (Object) join(ready, head(Integer.MAX_VALUE, 0))),
                argumentSet("a frame of negative length", (Object) join(ready, head(-1, 0))),
                argumentSet("no JSON", (Object) join(ready, raw("{{{"))),
                argumentSet("a type of its own choice", (Object) join(ready, raw("{\"tell\":\"java.lang.Runtime\"}"))),
                argumentSet("nothing said", (Object) join(ready, raw("null"))),
                argumentSet("no greeting", (Object) frame(new Tell.Broke("hello"))),
                argumentSet("an answer to another question", (Object) join(ready, frame(new Tell.Hearing(1, 2)))),
                argumentSet("the file of another", (Object) join(mail, page(1, "../secret.png"))),
                argumentSet("a link to the file of another", (Object) join(mail, page(1, "link.png"))),
                argumentSet("a way out over a linked folder", (Object) join(mail, page(1, "way/secret.png"))),
                argumentSet("an absolute path", (Object) join(mail, page(1, "/etc/passwd"))),
                argumentSet("the folder itself", (Object) join(mail, page(1, "."))),
                argumentSet("a page before the first", (Object) join(mail, page(0, ""))),
                argumentSet("a page without its lists", (Object) join(
                        mail,
                        raw("{\"tell\":\"page\",\"sourcePage\":1,\"outcome\":{\"is\":\"blank\"},\"elapsedMs\":1}"))),
                argumentSet("a page of a file that was not opened", (Object) join(ready, page(1, ""))),
                argumentSet("a page that was not handed out", (Object) join(scan, page(1, ""))),
                argumentSet("a file at its end before its pages", (Object)
                        join(scan, frame(new Tell.Ended(new FileOutcome.Read(0))))),
                argumentSet("an attachment of another", (Object)
                        join(mail, frame(new Tell.Attachment("a.pdf", "application/pdf", "../secret.png")))));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("lies")
    void whatIsNoHonestAnswerEndsTheReaderAndNothingOfItIsKept(byte[] said) throws Exception {
        Path answers = Files.write(folder.resolve("answers"), said);
        Path program =
                Files.writeString(folder.resolve("reader.sh"), "#!/bin/sh\ncat '" + answers + "'\nexec sleep 120\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ReaderTools tools = new ReaderTools(folder, folder, folder, folder);
        ReaderLaunch launch = new ReaderLaunch(program, "", tools, folder.resolve("scratch"), spool, List.of());
        ReaderBudgets budgets = new ReaderBudgets(
                Duration.ofMinutes(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                400L << 20,
                128,
                10);
        try (ReaderPool readers = new ReaderPool(launch, budgets, 1)) {
            ReadEnd end = readers.read(
                    Files.writeString(folder.resolve("scan.tif"), "scan"),
                    new ReadRequest(
                            "scan.tif",
                            Optional.empty(),
                            ReadSettings.in(List.of("eng")),
                            Map.of(),
                            Budgets.usual(),
                            spool,
                            new PageSelection.All()),
                    Priority.ROUTINE,
                    new Noting());

            assertThat(end).isEqualTo(new ReadEnd.Lost(ReaderLoss.GARBLED, 0));
            assertThat(pages).isEmpty();
            assertThat(attachments).isEmpty();
            assertThat(readers.pids()).isEmpty();
        }
    }

    private static byte[] page(int number, String image) {
        String named = image.isEmpty() ? "null" : "\"" + image + "\"";
        return raw("{\"tell\":\"page\",\"sourcePage\":" + number
                + ",\"outcome\":{\"is\":\"blank\"},\"geometry\":null,\"image\":" + named
                + ",\"thumbnail\":null,\"barcodes\":[],\"steps\":[],\"elapsedMs\":1}");
    }

    private static byte[] opened(String kind) {
        return frame(new Tell.Opened(new FileFacts("x/y", FileKind.valueOf(kind), OptionalInt.of(3))));
    }

    private static byte[] frame(Tell tell) {
        return raw(new String(WIRE.bytes(tell), StandardCharsets.UTF_8));
    }

    private static byte[] raw(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return join(head(json.length, 0), json);
    }

    /** The fixed part of a frame. */
    private static byte[] head(int headerLength, int payloadLength) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new Frame(new byte[0], new byte[0]).write(new DataOutputStream(bytes));
            byte[] magic = Arrays.copyOf(bytes.toByteArray(), 4);
            bytes.reset();
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(magic);
            out.writeInt(headerLength);
            out.writeInt(payloadLength);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private final class Noting implements ReadSink {
        @Override
        public void opened(FileFacts facts) {}

        @Override
        public void page(PageRead page) {
            pages.add(page);
        }

        @Override
        public void attachment(AttachmentRead attachment) {
            attachments.add(attachment);
        }
    }
}
