package org.chartroom.index.forms;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What is drawn in a zone, as the zone lies on the form: straightened, without the lines and frames that are printed there, and
 * without specks.
 *
 * @param squareInches how much is inked
 * @param widthInches how wide what is inked is
 * @param share of the zone that is inked, 0..1
 */
record ZoneInk(double squareInches, double widthInches, double share) {
    private static final double DPI = 150;
    private static final int DARKER_BY = 60;
    /** A straight stroke that is so long is no handwriting, inches. */
    private static final double LINE = 0.28;
    /** Or as long as this part of a small zone. */
    private static final double LINE_OF_ZONE = 0.45;
    /** Smaller shapes are specks, cells. */
    private static final int SPECK = 8;

    /**
     * Measures a zone.
     *
     * @param placement from inches of the form to px of the page
     * @param zone inches of the form
     * @param printed places with print that is not what was filled in, inches of the form
     */
    static ZoneInk of(PageInk page, Placement placement, Area zone, List<Area> printed) {
        int width = (int) Math.max(4, Math.round(zone.width * DPI));
        int height = (int) Math.max(4, Math.round(zone.height * DPI));
        boolean[] ink = cells(page, placement, zone, width, height);
        for (Area print : printed) {
            wipe(ink, width, height, zone, print);
        }
        int across = (int) Math.round(Math.min(LINE * DPI, Math.max(LINE_OF_ZONE * width, 8)));
        int down = (int) Math.round(Math.min(LINE * DPI, Math.max(LINE_OF_ZONE * height, 8)));
        boolean[] lines = new boolean[ink.length];
        runs(ink, lines, width, height, across, true);
        runs(ink, lines, width, height, down, false);
        for (int i = 0; i < ink.length; i++) {
            ink[i] &= !lines[i];
        }
        return measured(ink, width, height);
    }

    /** A rectangle, inches. */
    record Area(double x, double y, double width, double height) {}

    private static boolean[] cells(PageInk page, Placement placement, Area zone, int width, int height) {
        int[] darkest = new int[width * height];
        int reach = reach(placement);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Placement.Point at =
                        placement.page(new Placement.Point(zone.x + (x + 0.5) / DPI, zone.y + (y + 0.5) / DPI));
                darkest[y * width + x] = darkest(page, (int) Math.floor(at.x()), (int) Math.floor(at.y()), reach);
            }
        }
        int[] sorted = darkest.clone();
        Arrays.sort(sorted);
        int paper = Math.max(120, sorted[(int) (sorted.length * 0.8)]);
        boolean[] ink = new boolean[darkest.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = darkest[i] < paper - DARKER_BY;
        }
        return ink;
    }

    /** How many px a cell has on the page, so that no thin stroke falls between. */
    private static int reach(Placement placement) {
        double px = Math.max(Math.hypot(placement.a(), placement.d()), Math.hypot(placement.b(), placement.e())) / DPI;
        return (int) Math.clamp(Math.round(px), 1, 8);
    }

    private static int darkest(PageInk page, int x, int y, int reach) {
        int darkest = 255;
        int from = -(reach - 1) / 2;
        for (int i = from; i < from + reach; i++) {
            for (int j = from; j < from + reach; j++) {
                if (x + j >= 0 && x + j < page.width() && y + i >= 0 && y + i < page.height()) {
                    darkest = Math.min(darkest, page.luminance(x + j, y + i));
                }
            }
        }
        return darkest;
    }

    private static void wipe(boolean[] ink, int width, int height, Area zone, Area print) {
        int left = (int) Math.floor((print.x - zone.x) * DPI) - 2;
        int top = (int) Math.floor((print.y - zone.y) * DPI) - 2;
        int right = (int) Math.ceil((print.x + print.width - zone.x) * DPI) + 2;
        int bottom = (int) Math.ceil((print.y + print.height - zone.y) * DPI) + 2;
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
                ink[y * width + x] = false;
            }
        }
    }

    /** Notes the straight runs of cells, with what lies right beside them: a line has ragged edges. */
    private static void runs(boolean[] ink, boolean[] lines, int width, int height, int longest, boolean across) {
        int outer = across ? height : width;
        int inner = across ? width : height;
        int along = across ? 1 : width;
        int beside = across ? width : 1;
        for (int o = 0; o < outer; o++) {
            int start = -1;
            for (int i = 0; i <= inner; i++) {
                boolean dark = i < inner && ink[o * beside + i * along];
                if (dark && start < 0) {
                    start = i;
                } else if (!dark && start >= 0) {
                    if (i - start >= longest) {
                        for (int k = start; k < i; k++) {
                            lines[o * beside + k * along] = true;
                        }
                    }
                    start = -1;
                }
            }
        }
    }

    private static ZoneInk measured(boolean[] ink, int width, int height) {
        int cells = 0;
        int left = width;
        int right = -1;
        boolean[] seen = new boolean[ink.length];
        Deque<Integer> open = new ArrayDeque<>();
        for (int start = 0; start < ink.length; start++) {
            if (!ink[start] || seen[start]) {
                continue;
            }
            int size = 0;
            int minX = width;
            int maxX = -1;
            int minY = height;
            int maxY = -1;
            open.add(start);
            seen[start] = true;
            while (!open.isEmpty()) {
                int at = open.remove();
                int x = at % width;
                int y = at / width;
                size++;
                minX = Math.min(minX, x);
                maxX = Math.max(maxX, x);
                minY = Math.min(minY, y);
                maxY = Math.max(maxY, y);
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int nx = x + dx;
                        int ny = y + dy;
                        if (nx >= 0
                                && nx < width
                                && ny >= 0
                                && ny < height
                                && ink[ny * width + nx]
                                && !seen[ny * width + nx]) {
                            seen[ny * width + nx] = true;
                            open.add(ny * width + nx);
                        }
                    }
                }
            }
            boolean isRest = maxY - minY < 2 || maxX - minX < 2;
            if (size >= SPECK && !isRest) {
                cells += size;
                left = Math.min(left, minX);
                right = Math.max(right, maxX);
            }
        }
        return new ZoneInk(cells / (DPI * DPI), right < 0 ? 0 : (right - left + 1) / DPI, (double) cells / ink.length);
    }
}
