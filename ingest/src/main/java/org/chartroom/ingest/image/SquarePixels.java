package org.chartroom.ingest.image;

import java.util.Locale;

/**
 * Makes pixels square by stretching the side with the lower resolution: a standard fax has 204 x 98 dpi. The 204 x 196 of
 * a fine fax are square enough for eye and OCR, and stretching single bits by 4 % would fray their strokes.
 */
public final class SquarePixels implements PageStep {
    private static final double SQUARE_ENOUGH = 0.1;

    @Override
    public String name() {
        return "square pixels";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double ratio = page.yDpi() > 0 ? page.xDpi() / page.yDpi() : 1;
        if (Math.abs(ratio - 1) < SQUARE_ENOUGH || ratio > 4 || ratio < 0.25) {
            return Stepped.skipped(page, "square", ratio);
        }
        PageBitmap square = ratio > 1 ? page.scaled(1, ratio) : page.scaled(1 / ratio, 1);
        return Stepped.changed(
                square, String.format(Locale.ROOT, "stretched %s x %.2f", ratio > 1 ? "down" : "across", ratio), ratio);
    }
}
