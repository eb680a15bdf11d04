package org.chartroom.ingest.image;

import java.util.Locale;

/** Makes pixels square by stretching the side with the lower resolution: faxes have 204 x 98 or 204 x 196 dpi. */
public final class SquarePixels implements PageStep {
    @Override
    public String name() {
        return "square pixels";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double ratio = page.yDpi() > 0 ? page.xDpi() / page.yDpi() : 1;
        if (Math.abs(ratio - 1) < 0.02 || ratio > 4 || ratio < 0.25) {
            return Stepped.skipped(page, "square", ratio);
        }
        PageBitmap square = ratio > 1 ? page.scaled(1, ratio) : page.scaled(1 / ratio, 1);
        return Stepped.changed(
                square, String.format(Locale.ROOT, "stretched %s x %.2f", ratio > 1 ? "down" : "across", ratio), ratio);
    }
}
