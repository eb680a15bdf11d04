package org.chartroom.ingest.image;

import java.util.Locale;

/**
 * Takes ruled lines and the frames of forms off a page and leaves what is written across them: strokes that go on at both
 * sides of a line are joined again where it was.
 */
public final class RuledLines implements PageStep {
    private static final int DARK = 170;

    /** Shorter than this, inches, a line may belong to a letter. */
    private static final double SHORTEST = 0.5;

    /** Shorter than this, inches, an upright line on a level one is a letter on it. */
    private static final double POST = 0.25;

    /** Thicker than this, inches, it is a bar, which may have print in it. */
    private static final double THICKEST = 0.045;

    /** Lines that a fax or a scanner has broken are seen as one over gaps of this, inches. */
    private static final double BROKEN = 0.02;

    @Override
    public String name() {
        return "ruled lines";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double dpi = page.xDpi() > 0 ? page.xDpi() : 200;
        int shortest = Math.max(40, (int) (dpi * SHORTEST));
        int thickest = Math.max(4, (int) (dpi * THICKEST));
        int broken = Math.max(2, (int) (dpi * BROKEN));
        try (Mask dark = Mask.darkerThan(page, DARK);
                Mask across = lines(dark, shortest, 1, thickest, broken);
                Mask tall = lines(dark, 1, shortest, thickest, broken);
                Mask posts = posts(dark, across, (int) (dpi * POST), thickest, broken);
                Mask down = tall.or(posts)) {
            long found = across.count() + down.count();
            if (found == 0) {
                return Stepped.skipped(page, "none", 0);
            }
            try (Mask lines = across.or(down);
                    Mask rim = lines.grown(3, 3);
                    Mask rest = dark.without(rim);
                    Mask overAcross = rest.closed(1, thickest + 4);
                    Mask overDown = rest.closed(thickest + 4, 1);
                    Mask crossing = strokes(overAcross, across, overDown, down);
                    Mask gone = rim.without(crossing);
                    PageBitmap whitened = gone.asPage(0, 0)) {
                double share = gone.share();
                return Stepped.changed(
                        page.whitened(whitened), String.format(Locale.ROOT, "taken off, %.2f %%", share * 100), share);
            }
        }
    }

    /** What of the strokes joined over a line of either direction lies on that line. */
    private static Mask strokes(Mask overAcross, Mask across, Mask overDown, Mask down) {
        try (Mask acrossRim = across.grown(3, 3);
                Mask downRim = down.grown(3, 3);
                Mask onAcross = overAcross.and(acrossRim);
                Mask onDown = overDown.and(downRim)) {
            return onAcross.or(onDown);
        }
    }

    /** Upright lines between level ones, however short: the ends of a frame for one line of writing. */
    private static Mask posts(Mask dark, Mask across, int shortest, int thickest, int broken) {
        try (Mask upright = lines(dark, 1, Math.max(30, shortest), thickest, broken);
                Mask ends = across.grown(9, 9)) {
            return upright.touching(ends);
        }
    }

    private static Mask lines(Mask dark, int width, int height, int thickest, int broken) {
        boolean across = width > height;
        try (Mask whole = across ? dark.closed(broken, 1) : dark.closed(1, broken);
                Mask straight = whole.opened(width, height);
                Mask bars = across ? straight.opened(width, thickest) : straight.opened(thickest, height);
                Mask thin = straight.without(bars)) {
            return thin.and(dark);
        }
    }
}
