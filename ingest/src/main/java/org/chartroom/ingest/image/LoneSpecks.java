package org.chartroom.ingest.image;

import java.util.Locale;

/**
 * Takes the specks of a noisy fax or a dusty glass off a page in black and white: those that are no larger than a pixel or two
 * and have nothing else near them. What is near print stays, whatever its size: it may be a decimal point.
 */
public final class LoneSpecks implements PageStep {
    /** At 200 dpi, px. */
    private static final int LARGEST = 2;

    /** Nearer to something larger than this, inches, a speck may belong to it. */
    private static final double NEAR = 0.06;

    /** Fewer of them, as a share of the page, disturb nobody. */
    private static final double FEW = 0.000_02;

    @Override
    public String name() {
        return "specks";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        if (page.depth() != 1) {
            return Stepped.skipped(page, "not black and white", 0);
        }
        double dpi = page.xDpi() > 0 ? page.xDpi() : 200;
        int largest = Math.max(1, (int) Math.round(LARGEST * dpi / 200));
        int near = Math.max(5, (int) (dpi * NEAR)) * 2 + 1;
        try (Mask ink = Mask.darkerThan(page, 128);
                Mask shapes = ink.largerThan(largest);
                Mask specks = ink.without(shapes);
                Mask print = shapes.grown(near, near);
                Mask lone = specks.without(print)) {
            double share = lone.share();
            if (share < FEW) {
                return Stepped.skipped(page, "hardly any", share);
            }
            try (PageBitmap mask = lone.asPage(0, 0)) {
                return Stepped.changed(
                        page.whitened(mask), String.format(Locale.ROOT, "taken off, %.3f %%", share * 100), share);
            }
        }
    }
}
