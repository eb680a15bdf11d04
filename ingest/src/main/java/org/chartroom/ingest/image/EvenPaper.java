package org.chartroom.ingest.image;

import java.util.Arrays;
import java.util.Locale;
import net.sourceforge.lept4j.Leptonica1;
import net.sourceforge.lept4j.Pix;

/**
 * Makes paper white and print dark where a gray page is shaded, photographed, crumpled or pale: the background, as it is
 * without print, is divided out, and the grays between the typical ink and the paper are spread over the whole range. A page
 * that is white with dark print already is left alone.
 */
public final class EvenPaper implements PageStep {
    /** Paper that is at least this light everywhere, and ink that is at most this light, need nothing. */
    private static final int WHITE = 236;

    private static final int DARK = 120;

    /** Of what is left after the background is divided out, ink is darker than this. */
    private static final int INK = 205;

    private static final int SAMPLES = 24;

    @Override
    public String name() {
        return "even paper";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        if (page.depth() == 1 || Math.min(page.width(), page.height()) < 100) {
            return Stepped.skipped(page, "black and white", 0);
        }
        try (PageBitmap gray = page.gray()) {
            int darkestPaper = darkestPaper(gray);
            int ink = typicalInk(gray, darkestPaper * INK / 255);
            if (darkestPaper >= WHITE && ink <= DARK) {
                return Stepped.skipped(page, "white paper, dark print", darkestPaper);
            }
            Pix divided = Leptonica1.pixBackgroundNormMorph(gray.pix(), null, 4, 15, 250);
            if (divided == null) {
                return Stepped.skipped(page, "left: no paper to be seen", darkestPaper);
            }
            try (PageBitmap flat = new PageBitmap(divided, page.xDpi(), page.yDpi())) {
                int level = Math.min(160, typicalInk(flat, INK));
                PageBitmap spread = new PageBitmap(
                        Leptonica1.pixGammaTRC(null, flat.pix(), 1, Math.max(0, level - 20), 250),
                        page.xDpi(),
                        page.yDpi());
                return Stepped.changed(
                        spread,
                        String.format(Locale.ROOT, "paper from %d to white, ink from %d", darkestPaper, level),
                        darkestPaper);
            }
        }
    }

    /** How light the paper is where it is darkest: of the light parts of a grid of tiles, nearly the darkest. */
    private static int darkestPaper(PageBitmap gray) {
        byte[] luminance = gray.luminance();
        int width = gray.width();
        int height = gray.height();
        int[] lightest = new int[SAMPLES * SAMPLES];
        for (int row = 0; row < SAMPLES; row++) {
            for (int column = 0; column < SAMPLES; column++) {
                int[] histogram = new int[256];
                int seen = 0;
                for (int y = row * height / SAMPLES; y < (row + 1) * height / SAMPLES; y += 3) {
                    for (int x = column * width / SAMPLES; x < (column + 1) * width / SAMPLES; x += 3) {
                        histogram[luminance[y * width + x] & 0xFF]++;
                        seen++;
                    }
                }
                lightest[row * SAMPLES + column] = Histogram.percentile(histogram, seen, 0.8);
            }
        }
        Arrays.sort(lightest);
        return lightest[lightest.length / 20];
    }

    /** The median of what is darker than the limit, without the margins. */
    private static int typicalInk(PageBitmap gray, int limit) {
        byte[] luminance = gray.luminance();
        int width = gray.width();
        int height = gray.height();
        int[] histogram = new int[256];
        int dark = 0;
        for (int y = height / 30; y < height - height / 30; y += 2) {
            for (int x = width / 30; x < width - width / 30; x++) {
                int value = luminance[y * width + x] & 0xFF;
                if (value < limit) {
                    histogram[value]++;
                    dark++;
                }
            }
        }
        return dark == 0 ? 0 : Histogram.percentile(histogram, dark, 0.5);
    }
}
