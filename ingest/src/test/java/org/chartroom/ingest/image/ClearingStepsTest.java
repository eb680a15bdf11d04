package org.chartroom.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chartroom.ingest.PaperPages;
import org.chartroom.ingest.Workbench;
import org.chartroom.ingest.natives.NativeLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each step takes off a page, and that it leaves the print: the page is drawn twice, with and without what disturbs,
 * and after the step the first must look like the second.
 */
final class ClearingStepsTest {
    private static final int DPI = 200;

    @BeforeAll
    static void load() {
        NativeLibraries.load(Workbench.home().natives());
    }

    @Test
    void blackAroundTheSheetBecomesWhiteAndThePrintStays() throws IOException {
        Page page = disturbed(graphics -> {
            graphics.setColor(new Color(12, 12, 12));
            graphics.fillRect(0, 0, 60, 2200);
            graphics.fillPolygon(new int[] {1700, 1700, 1610}, new int[] {0, 900, 0}, 3);
            graphics.fillRect(0, 2170, 1700, 30);
        });
        Stepped stepped = new BlackEdges().apply(page.bitmap());
        assertThat(stepped.decision()).startsWith("whitened");
        assertThat(difference(stepped.page(), page.clean())).isLessThan(0.001);
    }

    @Test
    void aColouredBarThatRunsOffTheSheetIsNoBlackEdge() throws IOException {
        Page page = disturbed(graphics -> {
            graphics.setColor(new Color(20, 50, 150));
            graphics.fillRect(0, 0, 1700, 150);
        });
        assertThat(new BlackEdges().apply(page.bitmap()).page()).isSameAs(page.bitmap());
    }

    @Test
    void aFaxHeadersRuleUnderTheTopEdgeIsNoBlackEdge() throws IOException {
        Page page = disturbed(graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.fillRect(0, 40, 1700, 3);
        });
        assertThat(new BlackEdges().apply(page.bitmap()).page()).isSameAs(page.bitmap());
    }

    @Test
    void shadedPaperBecomesWhite() throws IOException {
        BufferedImage image = colour(PaperPages.scan(DPI, PaperPages.LETTER));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = image.getRGB(x, y) & 0xFF;
                int shaded = (int) (gray * (0.5 + 0.45 * x / image.getWidth()));
                image.setRGB(x, y, shaded << 16 | shaded << 8 | shaded);
            }
        }
        Stepped stepped = new EvenPaper().apply(PageBitmap.of(image, DPI, DPI));
        assertThat(stepped.decision()).contains("to white");
        assertThat(difference(stepped.page(), colour(PaperPages.scan(DPI, PaperPages.LETTER))))
                .isLessThan(0.01);
    }

    @Test
    void palePrintBecomesDark() throws IOException {
        BufferedImage image = colour(PaperPages.scan(DPI, PaperPages.LETTER));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pale = 170 + (image.getRGB(x, y) & 0xFF) / 3;
                image.setRGB(x, y, pale << 16 | pale << 8 | pale);
            }
        }
        Stepped stepped = new EvenPaper().apply(PageBitmap.of(image, DPI, DPI));
        assertThat(difference(stepped.page(), colour(PaperPages.scan(DPI, PaperPages.LETTER))))
                .isLessThan(0.01);
    }

    @Test
    void linesAndFramesGoAndTheLettersOnThemStay() throws IOException {
        Page page = disturbed(graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.setStroke(new BasicStroke(3));
            // The second line of print, and the frame of a form around the fourth.
            graphics.drawLine(150, 310, 1500, 310);
            graphics.drawRect(180, 395, 1300, 60);
        });
        Stepped stepped = new RuledLines().apply(page.bitmap());
        assertThat(stepped.decision()).startsWith("taken off");
        assertThat(difference(stepped.page(), page.clean())).isLessThan(0.002);
        assertThat(difference(page.bitmap(), page.clean())).isGreaterThan(0.003);
    }

    @Test
    void lightPrintOnADarkBarBecomesDarkOnLight() throws IOException {
        BufferedImage plain = colour(PaperPages.scan(DPI, PaperPages.LETTER));
        BufferedImage barred = colour(PaperPages.scan(DPI, PaperPages.LETTER));
        for (int y = 230; y < 330; y++) {
            for (int x = 150; x < 1500; x++) {
                barred.setRGB(x, y, ~barred.getRGB(x, y));
            }
        }
        Stepped stepped = new InverseText().apply(PageBitmap.of(barred, DPI, DPI));
        assertThat(stepped.decision()).startsWith("inverted");
        assertThat(difference(stepped.page(), plain)).isLessThan(0.01);
    }

    @Test
    void specksGoAndDecimalPointsStay() throws IOException {
        BufferedImage clean = PaperPages.bitonal(PaperPages.scan(
                DPI, List.of("Take 0.5 mg of it every 1.5 h, or 0.25 mg at night.", "i j : ; . , ...")));
        BufferedImage dusty = PaperPages.bitonal(PaperPages.scan(
                DPI, List.of("Take 0.5 mg of it every 1.5 h, or 0.25 mg at night.", "i j : ; . , ...")));
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            dusty.getRaster().setSample(random.nextInt(1690), 500 + random.nextInt(1600), 0, 0);
        }
        Stepped stepped = new LoneSpecks().apply(PageBitmap.of(dusty, DPI, DPI));
        assertThat(stepped.decision()).startsWith("taken off");
        assertThat(difference(stepped.page(), clean)).isZero();
    }

    @Test
    void rowsThatTheLineLostAreFilledAndGapsBetweenLinesAreNot() throws IOException {
        BufferedImage clean = PaperPages.bitonal(PaperPages.scan(DPI, PaperPages.LETTER));
        BufferedImage torn = PaperPages.bitonal(PaperPages.scan(DPI, PaperPages.LETTER));
        for (int y : new int[] {247, 303, 358, 414, 525}) {
            for (int x = 0; x < torn.getWidth(); x++) {
                torn.getRaster().setSample(x, y, 0, 1);
            }
        }
        PageBitmap page = PageBitmap.of(torn, DPI, DPI);
        Stepped stepped = new LostRows().apply(page);
        assertThat(stepped.decision()).isEqualTo("filled in 5 places");
        assertThat(difference(stepped.page(), clean)).isLessThan(difference(page, clean) * 0.4);
        PageBitmap whole = PageBitmap.of(clean, DPI, DPI);
        assertThat(new LostRows().apply(whole).page()).isSameAs(whole);
    }

    static Stream<PageStep> steps() {
        return Stream.of(
                new LostRows(),
                new LoneSpecks(),
                new BlackEdges(),
                new InverseText(),
                new EvenPaper(),
                new RuledLines());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aCleanPageIsLeftAsItIs(PageStep step) throws IOException {
        PageBitmap clean = PageBitmap.of(PaperPages.scan(DPI, PaperPages.LETTER), DPI, DPI);
        Stepped stepped = step.apply(clean);
        assertThat(stepped.page()).isSameAs(clean);
        assertThat(stepped.decision()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aBlankAndATinyAndADarkPageAreTakenCalmly(PageStep step) {
        for (BufferedImage image : new BufferedImage[] {
            PaperPages.blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY),
            PaperPages.blank(1, 1, BufferedImage.TYPE_BYTE_GRAY),
            new BufferedImage(800, 900, BufferedImage.TYPE_INT_RGB),
            shaded(),
        }) {
            Stepped stepped = step.apply(PageBitmap.of(image, 0, 0));
            assertThat(stepped.page().width()).isEqualTo(image.getWidth());
            assertThat(stepped.page().height()).isEqualTo(image.getHeight());
        }
    }

    private static BufferedImage shaded() {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.WHITE, 640, 480, Color.BLACK));
        graphics.fillRect(0, 0, 640, 480);
        graphics.dispose();
        return image;
    }

    private record Page(PageBitmap bitmap, BufferedImage clean) {}

    private static Page disturbed(Consumer<Graphics2D> drawn) throws IOException {
        BufferedImage image = colour(PaperPages.scan(DPI, PaperPages.LETTER));
        Graphics2D graphics = image.createGraphics();
        drawn.accept(graphics);
        graphics.dispose();
        return new Page(PageBitmap.of(image, DPI, DPI), colour(PaperPages.scan(DPI, PaperPages.LETTER)));
    }

    private static BufferedImage colour(BufferedImage gray) {
        BufferedImage image = new BufferedImage(gray.getWidth(), gray.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(gray, 0, 0, null);
        graphics.dispose();
        return image;
    }

    /** The share of pixels that are ink on one and paper on the other. */
    private static double difference(PageBitmap page, BufferedImage wanted) {
        byte[] luminance = page.luminance();
        int width = wanted.getWidth();
        int different = 0;
        for (int i = 0; i < luminance.length; i++) {
            boolean ink = (luminance[i] & 0xFF) < 128;
            boolean wantedInk = (wanted.getRGB(i % width, i / width) & 0xFF) < 128;
            different += ink == wantedInk ? 0 : 1;
        }
        return (double) different / luminance.length;
    }
}
