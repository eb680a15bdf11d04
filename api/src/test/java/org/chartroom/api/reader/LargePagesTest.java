package org.chartroom.api.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.chartroom.api.cli.Home;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.models.record.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets scanned at 600 dpi are read one after another within the memory a reader may take. */
@Tag("long")
final class LargePagesTest {
    private static final String WORDS = "The patient was seen today for knee pain";
    private static final int PAGES = 4;

    @TempDir
    private Path folder;

    @BeforeEach
    void canRead() {
        assumeTrue(
                Files.exists(Home.fromLauncher().tools().tessdata().resolve("eng.traineddata")),
                "OCR data are here: ./chartroom fetch");
    }

    @Test
    void readsColourSheetsOfATiff() throws Exception {
        Path file = folder.resolve("colour.tif");
        BufferedImage sheet = sheet(BufferedImage.TYPE_INT_RGB);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int page = 0; page < PAGES; page++) {
                writer.writeToSequence(new IIOImage(sheet, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }

        assertThat(texts(file))
                .hasSize(PAGES)
                .allSatisfy(text -> assertThat(text).contains(WORDS));
    }

    @Test
    void readsGraySheetsOfAPdf() throws Exception {
        Path file = folder.resolve("gray.pdf");
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(sheet(BufferedImage.TYPE_BYTE_GRAY), "jpg", picture);
        Files.write(file, pdf(picture.toByteArray()));

        assertThat(texts(file))
                .hasSize(PAGES)
                .allSatisfy(text -> assertThat(text).contains(WORDS));
    }

    /** As scanners make it: each page one picture. */
    private static byte[] pdf(byte[] jpeg) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < PAGES; page++) {
            kids.append(3 + 3 * page).append(" 0 R ");
        }
        put(pdf, "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n");
        put(pdf, "2 0 obj <</Type /Pages /Count " + PAGES + " /Kids [" + kids + "]>> endobj\n");
        for (int page = 0; page < PAGES; page++) {
            int number = 3 + 3 * page;
            String draw = "612 0 0 792 0 0 cm /I Do";
            put(
                    pdf,
                    number + " 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + (number + 1)
                            + " 0 R /Resources <</XObject <</I " + (number + 2) + " 0 R>>>>>> endobj\n");
            put(
                    pdf,
                    (number + 1) + " 0 obj <</Length " + draw.length() + ">> stream\n" + draw + "\nendstream endobj\n");
            put(
                    pdf,
                    (number + 2) + " 0 obj <</Type /XObject /Subtype /Image /Width 5100 /Height 6600"
                            + " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length "
                            + jpeg.length + ">> stream\n");
            pdf.writeBytes(jpeg);
            put(pdf, "\nendstream endobj\n");
        }
        put(pdf, "trailer <</Root 1 0 R>>\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BufferedImage sheet(int type) {
        BufferedImage sheet = new BufferedImage(5_100, 6_600, type);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(250, 246, 220));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(new Color(20, 20, 90));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 100));
        for (int line = 0; line < 8; line++) {
            graphics.drawString(WORDS, 700, 800 + line * 160);
        }
        graphics.dispose();
        return sheet;
    }

    private List<String> texts(Path file) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        try (ReaderPool readers = new ReaderPool(
                ReaderLaunch.likeThisProcess(Home.fromLauncher().tools(), folder.resolve("scratch"), folder),
                ReaderBudgets.usual(),
                2)) {
            readers.read(
                    file,
                    ReadRequest.of("scan", Files.createDirectories(folder.resolve("spool"))),
                    Priority.ROUTINE,
                    new ReadSink() {
                        @Override
                        public void opened(FileFacts facts) {}

                        @Override
                        public void page(PageRead page) {
                            texts.add(
                                    page.outcome() instanceof PageOutcome.Content content
                                            ? content.reading().text()
                                            : page.outcome().toString());
                        }

                        @Override
                        public void attachment(AttachmentRead attachment) {}
                    });
        }
        return texts;
    }
}
