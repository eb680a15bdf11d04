package org.chartroom.ingest.image;

import org.chartroom.models.text.Box;

/** How much is on a page, looked at without its margins, where scanners leave edges, and without specks. */
public final class Ink {
    private static final double MARGIN = 0.035;

    private Ink() {}

    /** The share of the page that is ink, 0..1. */
    public static double share(PageBitmap page) {
        int x = (int) (page.width() * MARGIN);
        int y = (int) (page.height() * MARGIN);
        if (page.width() - 2 * x < 8 || page.height() - 2 * y < 8) {
            return 1;
        }
        try (PageBitmap shapes = page.shapes()) {
            double scale = (double) shapes.width() / page.width();
            int left = (int) Math.ceil(x * scale);
            int top = (int) Math.ceil(y * scale);
            Box inner = new Box(left, top, shapes.width() - 2 * left, shapes.height() - 2 * top);
            try (PageBitmap middle = shapes.clip(inner);
                    PageBitmap clean = middle.withoutSpecks(3)) {
                return (double) clean.inkPixels() / ((double) clean.width() * clean.height());
            }
        }
    }
}
