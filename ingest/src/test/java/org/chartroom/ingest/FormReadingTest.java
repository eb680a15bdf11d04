package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms, bills and cards, as they are read from pixels to text. */
final class FormReadingTest {
    private static final int DPI = 200;

    @RegisterExtension
    static final OpenReader reader = new OpenReader();

    @TempDir
    Path folder;

    private int files;

    @Test
    void boxesAreReadAsTickedOrNotBesideTheirLabels() throws IOException {
        Sheet sheet = new Sheet("MEDICAL HISTORY");
        String[] labels = {"Diabetes", "Asthma", "Arthritis", "Depression", "Cancer", "Stroke"};
        boolean[] ticked = {true, false, false, true, false, true};
        for (int i = 0; i < labels.length; i++) {
            int x = 200 + i % 2 * 700;
            int y = 500 + i / 2 * 120;
            sheet.frame(x, y, 34, 34);
            if (ticked[i]) {
                sheet.line(x + 4, y + 4, x + 30, y + 30);
                sheet.line(x + 30, y + 4, x + 4, y + 30);
            }
            sheet.text(labels[i], x + 60, y + 30);
        }

        String text = read(sheet.scan());

        for (int i = 0; i < labels.length; i++) {
            assertThat(text).contains((ticked[i] ? "☒ " : "☐ ") + labels[i]);
        }
    }

    @Test
    void lettersAreNoBoxes() throws IOException {
        Sheet sheet = new Sheet("NO BOOK OF DOORS TO ODD BOBBINS");
        sheet.text("DO NOT OBEY HOODS", 200, 700, 64, Color.BLACK);
        assertThat(read(sheet.scan())).doesNotContain("☐").doesNotContain("☒").contains("DO NOT OBEY");
    }

    @Test
    void whatStandsInFramesAndOnLinesIsReadWithoutThem() throws IOException {
        Sheet sheet = new Sheet("REFERRAL");
        for (int i = 0; i < 5; i++) {
            int y = 500 + i * 90;
            sheet.text("Field " + (i + 1) + ": value of some kind", 210, y);
            sheet.line(180, y + 6, 1500, y + 6);
        }
        sheet.frame(180, 430, 1330, 480);
        assertThat(read(sheet.scan()).lines().filter(line -> line.contains("value of some kind")))
                .hasSize(5)
                .allMatch(line -> line.matches("Field [1-5]: value of some kind"));
    }

    @Test
    void theHeadOfACardIsReadThoughItIsLightOnDark() throws IOException {
        Sheet sheet = new Sheet("MEMBER NAME");
        sheet.bar(150, 420, 1400, 140, new Color(18, 56, 120));
        sheet.text("Granite State Mutual", 220, 510, 48, Color.WHITE);
        assertThat(read(sheet.scan())).contains("Granite State Mutual");
    }

    /** Each grain once made one amount be read at first as something else, short of a digit, or not at all. */
    @ParameterizedTest(name = "grain {0}")
    @ValueSource(ints = {2, 5, 6, 8, 24})
    void aPaleCrumpledBillIsReadInRows(int grain) throws IOException {
        Sheet sheet = new Sheet("CASH BILL");
        Color pale = new Color(140, 140, 140);
        String[] items = {"Bandage", "Syringe", "Gloves", "Plaster", "Gauze", "Splint"};
        for (int i = 0; i < items.length; i++) {
            sheet.text(items[i], 220, 500 + i * 70, 36, pale);
            sheet.text((i + 3) + ".50", 1250, 500 + i * 70, 36, pale);
        }
        BufferedImage bill = sheet.scan();
        Random random = new Random(grain);
        for (int y = 0; y < bill.getHeight(); y++) {
            for (int x = 0; x < bill.getWidth(); x++) {
                int gray = bill.getRGB(x, y) & 0xFF;
                double fold = 0.88 + 0.12 * Math.sin(x / 170.0 + y / 230.0);
                int shown = (int) Math.clamp(gray * fold + random.nextGaussian() * 3, 0, 255);
                boolean edge = x < 40 || y > bill.getHeight() - 50;
                int value = edge ? 10 : shown;
                bill.setRGB(x, y, value << 16 | value << 8 | value);
            }
        }
        String text = read(bill);
        for (int i = 0; i < items.length; i++) {
            assertThat(text).contains(items[i] + " " + (i + 3) + ".50");
        }
    }

    /** A sheet drawn in px of {@value #DPI} dpi from its upper left corner. */
    private static final class Sheet {
        private static final float POINTS = 72f / DPI;

        private final PDDocument document = new PDDocument();
        private final PDPageContentStream content;

        Sheet(String title) throws IOException {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            content = new PDPageContentStream(document, page);
            content.setLineWidth(3 * POINTS);
            text(title, 200, 250, 44, Color.BLACK);
            text("Please fill in what applies to you and sign below.", 200, 340, 36, Color.BLACK);
        }

        void text(String text, int x, int y) throws IOException {
            text(text, x, y, 36, Color.BLACK);
        }

        void text(String text, int x, int y, int size, Color colour) throws IOException {
            content.beginText();
            content.setNonStrokingColor(colour);
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size * POINTS);
            content.newLineAtOffset(x * POINTS, 792 - y * POINTS);
            content.showText(text);
            content.endText();
        }

        void line(int fromX, int fromY, int toX, int toY) throws IOException {
            content.moveTo(fromX * POINTS, 792 - fromY * POINTS);
            content.lineTo(toX * POINTS, 792 - toY * POINTS);
            content.stroke();
        }

        void frame(int x, int y, int width, int height) throws IOException {
            content.addRect(x * POINTS, 792 - (y + height) * POINTS, width * POINTS, height * POINTS);
            content.stroke();
        }

        void bar(int x, int y, int width, int height, Color colour) throws IOException {
            content.setNonStrokingColor(colour);
            content.addRect(x * POINTS, 792 - (y + height) * POINTS, width * POINTS, height * POINTS);
            content.fill();
        }

        BufferedImage scan() throws IOException {
            content.close();
            try (document) {
                return new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
            }
        }
    }

    private String read(BufferedImage image) throws IOException {
        Path file = folder.resolve("form-" + files++ + ".png");
        ImageIO.write(image, "png", file.toFile());
        Path spool = Files.createDirectory(folder.resolve("spool-" + files));
        Workbench.Remembering sink = new Workbench.Remembering();
        reader.read(file, ReadRequest.of(String.valueOf(file.getFileName()), spool), sink);
        assertThat(sink.pages).hasSize(1);
        List<PageRead> pages = sink.pages;
        assertThat(pages.getFirst().steps()).isNotEmpty();
        return sink.text();
    }
}
