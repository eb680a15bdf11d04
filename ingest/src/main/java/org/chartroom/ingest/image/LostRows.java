package org.chartroom.ingest.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chartroom.models.text.Box;

/**
 * Fills the rows that a bad line has taken out of a fax with their neighbours: a few rows without any ink, with much of the same ink above and
 * below. Between lines of print the rows above and below an empty one differ.
 */
public final class LostRows implements PageStep {
    /** In a row stretched for square pixels, a lost one is two or three. */
    private static final int MOST = 4;

    /** Ink in the row before and after, px. */
    private static final int INK = 24;

    /** How much of the ink before and after a lost row is the same. */
    private static final double SAME = 0.5;

    @Override
    public String name() {
        return "lost rows";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        if (page.depth() != 1) {
            return Stepped.skipped(page, "not black and white", 0);
        }
        List<Box> lost = lost(page);
        if (lost.isEmpty()) {
            return Stepped.skipped(page, "none", 0);
        }
        SortedMap<Integer, Integer> copied = new TreeMap<>();
        for (Box rows : lost) {
            for (int i = 0; i < rows.height(); i++) {
                boolean upper = i * 2 < rows.height();
                copied.put(rows.y() + i, upper ? rows.y() - 1 : rows.y() + rows.height());
            }
        }
        return Stepped.changed(
                page.withRows(copied), String.format(Locale.ROOT, "filled in %d places", lost.size()), lost.size());
    }

    private static List<Box> lost(PageBitmap page) {
        byte[] luminance = page.luminance();
        int width = page.width();
        int height = page.height();
        int[] ink = new int[height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                ink[y] += luminance[y * width + x] == 0 ? 1 : 0;
            }
        }
        List<Box> lost = new ArrayList<>();
        int y = 1;
        while (y < height - 1) {
            if (ink[y] > 0 || ink[y - 1] < INK) {
                y++;
                continue;
            }
            int end = y;
            while (end < height && ink[end] == 0) {
                end++;
            }
            if (end < height && end - y <= MOST && ink[end] >= INK && same(luminance, width, y - 1, end, ink) >= SAME) {
                lost.add(new Box(0, y, width, end - y));
            }
            y = end;
        }
        return lost;
    }

    private static double same(byte[] luminance, int width, int above, int below, int[] ink) {
        int both = 0;
        for (int x = 0; x < width; x++) {
            both += luminance[above * width + x] == 0 && luminance[below * width + x] == 0 ? 1 : 0;
        }
        return (double) both / Math.max(ink[above], ink[below]);
    }
}
