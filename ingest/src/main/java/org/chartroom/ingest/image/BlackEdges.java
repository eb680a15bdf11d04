package org.chartroom.ingest.image;

import java.util.Locale;

/**
 * Whitens the black that scanners leave around a sheet: what is dark, solid and joined to the edge of the image. Print that
 * runs off the sheet is too thin to count as solid. Dark colours are not black: a coloured bar may have print in it. Left in, black
 * edges pull every threshold towards themselves, and pale print is lost.
 */
public final class BlackEdges implements PageStep {
    /** Looked at in a copy of this long side, px. */
    private static final double LOOKED_AT_PX = 1_100;

    private static final int DARK = 75;

    /** What begins this near to the edge, px of that copy, is joined to it. */
    private static final int RIM = 3;

    /** More than this is no edge but a dark page. */
    private static final double TOO_MUCH = 0.5;

    @Override
    public String name() {
        return "black edges";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double factor = Math.min(1, LOOKED_AT_PX / Math.max(page.width(), page.height()));
        try (PageBitmap gray = page.brightest();
                PageBitmap small = factor < 0.9 ? gray.scaled(factor, factor) : gray.withDpi(0, 0);
                Mask dark = Mask.darkerThan(small, DARK);
                Mask edges = edges(dark)) {
            double share = edges.share();
            if (share == 0) {
                return Stepped.skipped(page, "none", 0);
            }
            if (share > TOO_MUCH) {
                return Stepped.skipped(page, "left: most of the page is dark", share);
            }
            try (Mask large = edges.stretchedTo(page.width(), page.height());
                    PageBitmap mask = large.asPage(0, 0)) {
                return Stepped.changed(
                        page.whitened(mask),
                        String.format(Locale.ROOT, "whitened %.1f %% of the image", share * 100),
                        share);
            }
        }
    }

    /** Solid shapes joined to the edge, and bars along it however thin; grown over their frayed rims. */
    private static Mask edges(Mask dark) {
        int longSide = Math.max(dark.width(), dark.height());
        int solid = Math.max(4, longSide / 160);
        try (Mask blocks = joined(dark.opened(solid, solid), RIM, RIM);
                Mask down = joined(dark.opened(1, dark.height() / 6), RIM, 0);
                Mask across = joined(dark.opened(dark.width() / 6, 1), 0, RIM);
                Mask bars = down.or(across);
                Mask frayed = bars.grown(3, 3);
                Mask grown = blocks.grown(solid + 3, solid + 3)) {
            return grown.or(frayed);
        }
    }

    /** Those of the shapes, which are closed, that lie at the sides, or at the top and bottom. */
    private static Mask joined(Mask shapes, int sides, int ends) {
        try (shapes;
                Mask ring = shapes.ring(sides, ends)) {
            return shapes.touching(ring);
        }
    }
}
