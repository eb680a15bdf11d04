package org.chartroom.ingest.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.Box;

/**
 * Turns light print on dark bars, such as the heads of tables and cards, into dark print on light: those parts of the page
 * are inverted. A bar is what is mostly dark once the print in it is closed, is as high as a line and longer than a word.
 */
public final class InverseText implements PageStep {
    private static final int DARK = 128;

    /** Light strokes thinner than this, inches, are closed. */
    private static final double STROKE = 0.1;

    private static final double LOWEST = 0.13;
    private static final double SHORTEST = 0.5;

    /** Dark print on light covers less than this of its own lines. */
    private static final double MOSTLY_DARK = 0.55;

    /** And print in a bar at least this. */
    private static final double PRINT = 0.02;

    /** Looked at in a copy of this long side at most, px. */
    private static final double LOOKED_AT_PX = 1_100;

    @Override
    public String name() {
        return "inverse text";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double factor = Math.min(1, LOOKED_AT_PX / Math.max(page.width(), page.height()));
        double dpi = (page.xDpi() > 0 ? page.xDpi() : 200) * factor;
        try (PageBitmap gray = page.gray();
                PageBitmap small = factor < 0.9 ? gray.scaled(factor, factor) : gray.withDpi(0, 0);
                Mask dark = Mask.darkerThan(small, DARK);
                Mask closed = dark.closed((int) (dpi * STROKE), (int) (dpi * STROKE));
                Mask bars = closed.opened((int) (dpi * SHORTEST), (int) (dpi * LOWEST))) {
            List<Box> places = places(bars, dark);
            if (places.isEmpty()) {
                return Stepped.skipped(page, "none", 0);
            }
            try (Mask wanted = bars.within(places);
                    Mask large = wanted.stretchedTo(page.width(), page.height());
                    PageBitmap mask = large.asPage(0, 0)) {
                return Stepped.changed(
                        page.inverted(mask),
                        String.format(Locale.ROOT, "inverted in %d places", places.size()),
                        wanted.share());
            }
        }
    }

    private static List<Box> places(Mask bars, Mask dark) {
        List<Box> places = new ArrayList<>();
        try (PageBitmap shapes = bars.asPage(0, 0)) {
            for (Box box : shapes.shapeBoxes(200)) {
                double share;
                try (Mask one = bars.within(List.of(box));
                        Mask ink = dark.and(one)) {
                    share = (double) ink.count() / Math.max(1, one.count());
                }
                if (share > MOSTLY_DARK && share < 1 - PRINT) {
                    places.add(box);
                }
            }
        }
        return places;
    }
}
