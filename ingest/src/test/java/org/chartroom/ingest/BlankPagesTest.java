package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.chartroom.ingest.image.Decoded;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.read.ScannedPageReader;
import org.chartroom.ingest.read.TesseractReader;
import org.chartroom.models.text.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is blank is not read as text, and nothing that somebody wrote is dropped as blank. */
final class BlankPagesTest {
    private static final int DPI = 200;
    private static final List<String> LETTER = PaperPages.LETTER;

    @TempDir
    Path spool;

    @Test
    void paperWithNothingOnItIsBlank() throws IOException {
        BufferedImage letter = PaperPages.scan(DPI, LETTER);
        Map<String, BufferedImage> sheets = new LinkedHashMap<>();
        sheets.put("white", toned(empty(), 255, 255));
        sheets.put("grainy", grainy(toned(empty(), 0, 244), 5, 1));
        sheets.put("gray and very grainy", grainy(toned(empty(), 0, 205), 12, 2));
        sheets.put("shaded to one side", shaded(grainy(toned(empty(), 0, 240), 4, 3)));
        sheets.put("black edges", edges(grainy(toned(empty(), 0, 240), 4, 4)));
        sheets.put("punched", punched(grainy(toned(empty(), 0, 245), 4, 5)));
        sheets.put("folded", folded(grainy(toned(empty(), 0, 240), 4, 6)));
        sheets.put("the other side shows through, pale", grainy(mirrored(toned(letter, 222, 244)), 4, 7));
        sheets.put("the other side shows through", grainy(mirrored(toned(letter, 200, 240)), 5, 8));
        sheets.put("fax", specked(empty(), 0.0005, 10));
        sheets.put("fax over a bad line", specked(empty(), 0.004, 11));
        assertThat(outcomes(sheets))
                .allSatisfy((name, outcome) -> assertThat(outcome).as(name).isInstanceOf(PageOutcome.Blank.class));
    }

    /** A form on thin grainy paper: upside down, what shows through nearly makes sense. */
    @Test
    void theBackOfAFormOnThinPaperIsBlank() throws IOException {
        Path scan =
                Path.of(System.getProperty("chartroom.root", "..")).resolve("samples/office/arrivals/duplex-03.tif");
        ImageReader tiff = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(scan.toFile())) {
            tiff.setInput(in);
            assertThat(outcomes(Map.of("its back", tiff.read(1))).values())
                    .singleElement()
                    .isInstanceOf(PageOutcome.Blank.class);
        } finally {
            tiff.dispose();
        }
    }

    @Test
    void paperWithAnythingOnItIsKept() throws IOException {
        Map<String, BufferedImage> sheets = new LinkedHashMap<>();
        sheets.put("a word", grainy(PaperPages.scan(DPI, List.of("Refused")), 4, 1));
        sheets.put("a digit", grainy(PaperPages.scan(DPI, List.of("7")), 4, 2));
        sheets.put("a page number", grainy(PaperPages.scan(DPI, List.of("2 / 3")), 4, 3));
        sheets.put("faint pencil", grainy(toned(PaperPages.scan(DPI, LETTER), 205, 245), 4, 4));
        sheets.put("very faint pencil", grainy(toned(PaperPages.scan(DPI, LETTER), 224, 245), 3, 5));
        sheets.put("one faint line", grainy(toned(PaperPages.scan(DPI, LETTER.subList(2, 3)), 215, 245), 3, 6));
        sheets.put("a faint word", grainy(toned(PaperPages.scan(DPI, List.of("Refused")), 215, 245), 3, 7));
        sheets.put(
                "a faint word, black edges",
                edges(grainy(toned(PaperPages.scan(DPI, List.of("Refused")), 215, 245), 3, 7)));
        sheets.put("a signature", grainy(signed(toned(empty(), 0, 245)), 4, 8));
        sheets.put("a word on a fax", specked(PaperPages.scan(DPI, List.of("Refused")), 0.001, 9));
        sheets.put("words on a fax over a bad line", specked(PaperPages.scan(DPI, LETTER.subList(0, 2)), 0.004, 10));
        sheets.put("a word, the other side shows through", throughShowing(List.of("Refused"), 11));
        sheets.put("a film that lay the wrong way round", grainy(mirrored(PaperPages.scan(DPI, LETTER)), 3, 12));
        sheets.put(
                "a film that lay the wrong way round, bitonal",
                PaperPages.bitonal(mirrored(PaperPages.scan(DPI, LETTER))));
        Map<String, PageOutcome> outcomes = outcomes(sheets);
        assertThat(outcomes)
                .allSatisfy((name, outcome) -> assertThat(outcome).as(name).isInstanceOf(PageOutcome.Content.class));
        assertThat(outcomes).allSatisfy((name, outcome) -> {
            if (name.startsWith("a word") || name.startsWith("a faint word")) {
                assertThat(text(outcome)).as(name).contains("Refused");
            }
        });
    }

    private static String text(PageOutcome outcome) {
        return outcome instanceof PageOutcome.Content content
                ? switch (content.reading()) {
                    case Reading.Complete complete -> complete.text();
                    case Reading.Doubtful doubtful -> doubtful.text();
                    case Reading.Unreadable unreadable -> "";
                }
                : "";
    }

    private Map<String, PageOutcome> outcomes(Map<String, BufferedImage> sheets) throws IOException {
        Map<String, PageOutcome> outcomes = new LinkedHashMap<>();
        try (TesseractReader engine = new TesseractReader(Workbench.home())) {
            ScannedPageReader reader = new ScannedPageReader(engine);
            for (Map.Entry<String, BufferedImage> sheet : sheets.entrySet()) {
                Decoded decoded = new Decoded(PageBitmap.of(sheet.getValue(), DPI, DPI), false, 0);
                PageRead read = reader.read(1, decoded, ReadRequest.of("page", spool), System.nanoTime());
                outcomes.put(sheet.getKey(), read.outcome());
            }
        }
        return outcomes;
    }

    private static BufferedImage empty() {
        return PaperPages.blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY);
    }

    /** Black becomes this ink and white this paper, gray levels. */
    private static BufferedImage toned(BufferedImage image, int ink, int paper) {
        BufferedImage toned = PaperPages.blank(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = image.getRaster().getSample(x, y, 0);
                toned.getRaster().setSample(x, y, 0, ink + gray * (paper - ink) / 255);
            }
        }
        return toned;
    }

    private static BufferedImage grainy(BufferedImage image, double deviation, long seed) {
        Random random = new Random(seed);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = image.getRaster().getSample(x, y, 0);
                image.getRaster()
                        .setSample(x, y, 0, Math.clamp(Math.round(gray + random.nextGaussian() * deviation), 0, 255));
            }
        }
        return image;
    }

    private static BufferedImage mirrored(BufferedImage image) {
        BufferedImage mirrored = PaperPages.blank(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                mirrored.getRaster()
                        .setSample(
                                image.getWidth() - 1 - x,
                                y,
                                0,
                                image.getRaster().getSample(x, y, 0));
            }
        }
        return mirrored;
    }

    private static BufferedImage throughShowing(List<String> lines, long seed) throws IOException {
        BufferedImage through = mirrored(toned(PaperPages.scan(DPI, LETTER), 205, 244));
        BufferedImage front = PaperPages.scan(DPI, lines);
        for (int y = 0; y < front.getHeight(); y++) {
            for (int x = 0; x < front.getWidth(); x++) {
                int gray = front.getRaster().getSample(x, y, 0);
                through.getRaster()
                        .setSample(x, y, 0, Math.min(gray, through.getRaster().getSample(x, y, 0)));
            }
        }
        return grainy(through, 4, seed);
    }

    /** Single black px, as noise on the line makes them. */
    private static BufferedImage specked(BufferedImage image, double share, long seed) {
        BufferedImage bitonal = PaperPages.bitonal(image);
        Random random = new Random(seed);
        long specks = Math.round(share * image.getWidth() * image.getHeight());
        for (long i = 0; i < specks; i++) {
            bitonal.getRaster().setSample(random.nextInt(image.getWidth()), random.nextInt(image.getHeight()), 0, 0);
        }
        return bitonal;
    }

    private static BufferedImage shaded(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = image.getRaster().getSample(x, y, 0);
                image.getRaster().setSample(x, y, 0, gray - 90 * x / image.getWidth());
            }
        }
        return image;
    }

    private static BufferedImage edges(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(12, 12, 12));
        graphics.fillRect(0, 0, image.getWidth(), 26);
        graphics.fillRect(image.getWidth() - 45, 0, 45, image.getHeight());
        graphics.dispose();
        return image;
    }

    private static BufferedImage punched(BufferedImage image) {
        Graphics2D graphics = smooth(image);
        graphics.setColor(new Color(35, 35, 35));
        graphics.fillOval(60, 600, 52, 52);
        graphics.fillOval(60, 1500, 52, 52);
        graphics.dispose();
        return image;
    }

    private static BufferedImage folded(BufferedImage image) {
        for (int fold : new int[] {733, 1466}) {
            for (int y = fold - 6; y <= fold + 6; y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int gray = image.getRaster().getSample(x, y, 0);
                    image.getRaster().setSample(x, y, 0, gray - 5 * (7 - Math.abs(y - fold)));
                }
            }
        }
        return image;
    }

    private static BufferedImage signed(BufferedImage image) {
        Graphics2D graphics = smooth(image);
        graphics.setColor(new Color(40, 40, 40));
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < 6; i++) {
            graphics.draw(new CubicCurve2D.Double(
                    900 + i * 60, 1500, 930 + i * 60, 1380 - i * 10, 960 + i * 50, 1620, 960 + i * 60, 1500));
        }
        graphics.dispose();
        return image;
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }
}
