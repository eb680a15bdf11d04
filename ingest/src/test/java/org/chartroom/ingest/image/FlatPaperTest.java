package org.chartroom.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.chartroom.ingest.PaperPages;
import org.chartroom.ingest.Workbench;
import org.chartroom.ingest.natives.NativeLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines that bend because the paper did not lie flat are bent straight, and nothing else is touched. */
final class FlatPaperTest {
    private static final int DPI = 200;
    private static final double LETTER_HEIGHT = 22;
    private static final int CURL = 40;

    @BeforeAll
    static void load() {
        NativeLibraries.load(Workbench.home().natives());
    }

    @Test
    void aCurledPageIsBentStraight() throws IOException {
        BufferedImage flat = PaperPages.scan(DPI, PaperPages.LETTER);
        try (PageBitmap page = PageBitmap.of(PaperPages.curled(flat, CURL), DPI, DPI)) {
            FlatPaper.Flattened flattened = FlatPaper.apply(page, page, LETTER_HEIGHT);

            assertThat(flattened.decision()).startsWith("lines bent straight");
            assertThat(flattened.page()).isSameAs(flattened.copy()).isNotSameAs(page);
            assertThat(FlatPaper.apply(flattened.page(), flattened.page(), LETTER_HEIGHT))
                    .as("it is flat now")
                    .satisfies(again -> assertThat(again.decision()).isEqualTo("flat"))
                    .satisfies(again -> assertThat(again.bend()).isLessThan(flattened.bend() / 5));
            assertThat(flattened.page().width()).isEqualTo(page.width());
            assertThat(flattened.page().height()).isEqualTo(page.height());
        }
    }

    @Test
    void thePagePeopleSeeIsBentAsTheCopyIsAndKeepsItsColours() throws IOException {
        BufferedImage curled = PaperPages.curled(PaperPages.scan(DPI, PaperPages.LETTER), CURL);
        BufferedImage coloured = new BufferedImage(curled.getWidth(), curled.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = coloured.createGraphics();
        graphics.drawImage(curled, 0, 0, null);
        graphics.setColor(new Color(200, 30, 30));
        graphics.fillRect(300, 1_500, 700, 200);
        graphics.dispose();
        try (PageBitmap copy = PageBitmap.of(curled, DPI, DPI);
                PageBitmap page = PageBitmap.of(coloured, DPI, DPI)) {
            FlatPaper.Flattened flattened = FlatPaper.apply(copy, page, LETTER_HEIGHT);

            assertThat(flattened.page().depth()).isEqualTo(32);
            assertThat(FlatPaper.apply(flattened.page(), flattened.page(), LETTER_HEIGHT)
                            .decision())
                    .isEqualTo("flat");
            assertThat(FlatPaper.apply(flattened.copy(), flattened.copy(), LETTER_HEIGHT)
                            .decision())
                    .isEqualTo("flat");
        }
    }

    @Test
    void aFlatPageAFaxAndAPageOfFewLinesStayTheVeryOnes() throws IOException {
        BufferedImage flat = PaperPages.scan(DPI, PaperPages.LETTER);
        assertUntouched(flat, "flat");
        assertUntouched(PaperPages.bitonal(PaperPages.curled(flat, CURL)), "not looked for");
        assertUntouched(
                PaperPages.curled(PaperPages.scan(DPI, PaperPages.LETTER.subList(0, 3)), CURL), "no lines to go by");
        assertUntouched(PaperPages.blank(1_700, 2_200, BufferedImage.TYPE_BYTE_GRAY), "no lines to go by");
    }

    private static void assertUntouched(BufferedImage image, String decision) {
        try (PageBitmap page = PageBitmap.of(image, DPI, DPI)) {
            FlatPaper.Flattened flattened = FlatPaper.apply(page, page, LETTER_HEIGHT);
            assertThat(flattened.decision()).isEqualTo(decision);
            assertThat(flattened.page()).isSameAs(page);
            assertThat(flattened.copy()).isSameAs(page);
        }
    }
}
