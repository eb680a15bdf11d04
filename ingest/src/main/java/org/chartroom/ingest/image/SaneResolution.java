package org.chartroom.ingest.image;

import java.util.Locale;

/**
 * Gives a page the resolution it must have where the file says none or an absurd one: phones write 72 dpi on pictures of
 * 4,000 px. A page is then taken to be a sheet of letter paper, a fax by its 1,728 px to be one of 204 dpi.
 */
public final class SaneResolution implements PageStep {
    private static final double LONG_SIDE_INCHES = 11;
    private static final int FAX_WIDTH = 1728;

    @Override
    public String name() {
        return "resolution";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        if (sane(page)) {
            return Stepped.skipped(page, "as the file says", page.xDpi());
        }
        if (page.depth() == 1 && page.width() == FAX_WIDTH) {
            // A standard fax has half the lines of a fine one: a sheet of it is wider than high.
            double yDpi = page.height() < 1_500 ? 98 : 196;
            return Stepped.changed(page.withDpi(204, yDpi), format("a fax of 204 x %.0f dpi", yDpi), yDpi);
        }
        double dpi = Math.clamp(Math.max(page.width(), page.height()) / LONG_SIDE_INCHES, 72, 600);
        return Stepped.changed(page.withDpi(dpi, dpi), format("taken to be %.0f dpi", dpi), dpi);
    }

    private static boolean sane(PageBitmap page) {
        return within(page.width(), page.xDpi()) && within(page.height(), page.yDpi());
    }

    private static boolean within(int px, double dpi) {
        return dpi >= 60 && dpi <= 1_300 && px / dpi <= 24;
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
