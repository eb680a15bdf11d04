package org.chartroom.api.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
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
        try (PDDocument document = new PDDocument()) {
            for (int number = 0; number < PAGES; number++) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                PDImageXObject image = LosslessFactory.createFromImage(document, sheet(BufferedImage.TYPE_BYTE_GRAY));
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(image, 0, 0, 612, 792);
                }
            }
            document.save(file.toFile());
        }

        assertThat(texts(file))
                .hasSize(PAGES)
                .allSatisfy(text -> assertThat(text).contains(WORDS));
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
