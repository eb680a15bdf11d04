package org.chartroom.ingest.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;
import org.chartroom.models.text.Box;

/**
 * What somebody put on a sheet of paper, dark or faint, told from the paper's own grain, shade, folds, holes, staples and
 * edges. Paper is what most of a small neighbourhood is; a mark is darker than it by more than the grain of this very sheet
 * explains. Not safe for use by several threads.
 */
public final class Marks implements AutoCloseable {
    /** Looked at in a copy of this long side at most, px. */
    private static final double LOOKED_AT_PX = 2_200;

    /** What lies this near to the border of the image, as a share of its size, is an edge. */
    private static final double MARGIN = 0.02;

    /** A neighbourhood, px. */
    private static final int TILE = 24;

    /** Marks are darker than paper by this many times its grain (one standard deviation), and by so many grays. */
    private static final double GRAINS = 5.5;

    private static final double LEAST_CONTRAST = 9;

    private static final double MM_PER_INCH = 25.4;

    private final Mask mask;
    private final double dpi;
    private final List<Box> shapes;
    private final double contrast;

    private Marks(Mask mask, double dpi, double contrast) {
        this.mask = mask;
        this.dpi = dpi;
        this.contrast = contrast;
        try (PageBitmap page = mask.asPage(dpi, dpi)) {
            this.shapes = page.shapeBoxes(20_000).stream()
                    .filter(box -> !isHole(box) && !isStaple(box))
                    .toList();
        }
    }

    /** Those of a page with a resolution that can be believed. */
    public static Marks of(PageBitmap page) {
        double factor = Math.min(1, LOOKED_AT_PX / Math.max(page.width(), page.height()));
        double dpi = Math.max(page.xDpi(), 70) * (factor < 0.75 && page.depth() != 1 ? factor : 1);
        if (page.depth() == 1) {
            try (Mask ink = Mask.darkerThan(page, 128)) {
                return new Marks(onPaper(ink, dpi), dpi, 255);
            }
        }
        try (PageBitmap gray = page.gray();
                PageBitmap small = factor < 0.75 ? gray.scaled(factor, factor) : gray.withDpi(dpi, dpi);
                PageBitmap smooth = small.smoothed()) {
            Darker darker = Darker.than(smooth);
            try (Mask ink = darker.mask()) {
                Mask marks = onPaper(ink, dpi);
                return new Marks(marks, dpi, darker.typicalIn(marks));
            }
        }
    }

    /** Without edges, folds and rules, and dust. */
    private static Mask onPaper(Mask ink, double dpi) {
        int speck = Math.max(1, (int) Math.round(dpi / 100));
        int stroke = (int) (dpi * 12 / MM_PER_INCH);
        try (Mask ring = ink.ring(2, 2);
                Mask edges = ink.touching(ring);
                Mask margin = ink.ring((int) (ink.width() * MARGIN), (int) (ink.height() * MARGIN));
                Mask inner = ink.without(edges);
                Mask off = inner.without(margin);
                Mask across = off.opened(stroke, 1);
                Mask down = off.opened(1, stroke);
                Mask rules = across.or(down);
                Mask about = rules.grown(7, 7);
                Mask written = off.without(about);
                Mask sizable = written.largerThan(speck)) {
            return sizable.closed(speck + 1, speck + 1);
        }
    }

    /** Whether there is anything of at least a millimetre, as the smallest print has. */
    public boolean any() {
        return isTiny() || largest() * MM_PER_INCH / dpi >= 1;
    }

    /** Whether something is as large as a digit of a typewriter. */
    public boolean sizable() {
        return isTiny() || largest() * MM_PER_INCH / dpi >= 1.8;
    }

    /** The share of the page that is marked, 0..1. */
    public double share() {
        return mask.share();
    }

    /** By how many grays, 0..255, the marks are darker than their paper, typically. */
    public double contrast() {
        return contrast;
    }

    /**
     * The paper around the marks, farther from them than this.
     *
     * @param millimetres at least 0
     * @return a bitonal page of this size with the paper as ink
     */
    PageBitmap paper(double millimetres, int width, int height) {
        int px = 2 * (int) Math.round(millimetres * dpi / MM_PER_INCH) + 1;
        try (Mask around = mask.grown(px, px);
                Mask fitted = around.stretchedTo(width, height);
                Mask rest = fitted.inverted()) {
            return rest.asPage(0, 0);
        }
    }

    /** An image too small to tell paper from marks: all of it counts. */
    private boolean isTiny() {
        return Math.min(mask.width(), mask.height()) < 64;
    }

    private int largest() {
        return shapes.stream()
                .mapToInt(box -> Math.max(box.width(), box.height()))
                .max()
                .orElse(0);
    }

    /** A punched hole: round, 4 to 9 mm, within 20 mm of an edge. */
    private boolean isHole(Box box) {
        double mm = Math.max(box.width(), box.height()) * MM_PER_INCH / dpi;
        double ratio = (double) box.width() / box.height();
        return mm >= 4
                && mm <= 9
                && ratio > 0.8
                && ratio < 1.25
                && (nearSide(box, 20) || nearEnd(box, 20))
                && filled(box) > 0.6;
    }

    /** A staple or its shadow: long and thin, in a corner. */
    private boolean isStaple(Box box) {
        int across = Math.max(1, Math.min(box.width(), box.height()));
        int along = Math.max(box.width(), box.height());
        return along >= 4 * across
                && across * MM_PER_INCH / dpi <= 2
                && along * MM_PER_INCH / dpi >= 6
                && nearSide(box, 20)
                && nearEnd(box, 20);
    }

    private boolean nearSide(Box box, double mm) {
        double px = mm * dpi / MM_PER_INCH;
        double middle = box.x() + box.width() / 2.0;
        return middle < px || middle > mask.width() - px;
    }

    private boolean nearEnd(Box box, double mm) {
        double px = mm * dpi / MM_PER_INCH;
        double middle = box.y() + box.height() / 2.0;
        return middle < px || middle > mask.height() - px;
    }

    private double filled(Box box) {
        try (PageBitmap page = mask.asPage(dpi, dpi);
                PageBitmap part = page.clip(box)) {
            return (double) part.inkPixels() / ((double) box.width() * box.height());
        }
    }

    @Override
    public void close() {
        mask.close();
    }

    /**
     * By how many grays each pixel of a smoothed gray page is darker than its own paper.
     *
     * @param limit from here on it is a mark
     */
    private record Darker(byte[] depth, int limit, int width, int height) {
        static Darker than(PageBitmap smooth) {
            byte[] gray = smooth.luminance();
            int width = smooth.width();
            int height = smooth.height();
            int columns = Math.max(1, width / TILE);
            int rows = Math.max(1, height / TILE);
            double[] paper = paper(gray, width, height, columns, rows);
            int[] below = new int[256];
            byte[] depth = new byte[gray.length];
            double[] tiles = new double[columns];
            int[] here = new int[width];
            double[] across = new double[width];
            Arrays.setAll(across, x -> tile(x, width, columns));
            for (int y = 0; y < height; y++) {
                between(tile(y, height, rows), rows, columns, paper, tiles);
                spread(tiles, across, here);
                int from = y * width;
                for (int x = 0; x < width; x++) {
                    int darker = here[x] - (gray[from + x] & 0xFF);
                    below[Math.abs(darker)]++;
                    depth[from + x] = (byte) Math.max(0, darker);
                }
            }
            double grain = Histogram.percentile(below, gray.length, 0.5) / 0.6745;
            int limit = (int) Math.ceil(Math.max(LEAST_CONTRAST, GRAINS * Math.max(grain, 0.5)));
            return new Darker(depth, limit, width, height);
        }

        /** The tile, with a part of the next, whose middle is at this pixel. */
        private static double tile(int pixel, int pixels, int tiles) {
            return Math.clamp((pixel + 0.5) * tiles / pixels - 0.5, 0, tiles - 1);
        }

        /** Fills in how light the tiles are at a place between two rows of them. */
        private static void between(double row, int rows, int columns, double[] paper, double[] tiles) {
            int above = (int) row;
            int under = Math.min(rows - 1, above + 1);
            double part = row - above;
            for (int column = 0; column < columns; column++) {
                tiles[column] = paper[above * columns + column] * (1 - part) + paper[under * columns + column] * part;
            }
        }

        /** Fills in how light each pixel's paper is, between the middles of its tiles. */
        private static void spread(double[] tiles, double[] across, int[] here) {
            int last = tiles.length - 1;
            for (int x = 0; x < here.length; x++) {
                int left = (int) across[x];
                double lightness = tiles[left];
                here[x] = (int) (lightness + (tiles[Math.min(last, left + 1)] - lightness) * (across[x] - left) + 0.5);
            }
        }

        /** How light the paper is, tile by tile: what most of the tile and of its neighbours is. */
        private static double[] paper(byte[] gray, int width, int height, int columns, int rows) {
            double[] median = new double[columns * rows];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int[] histogram = new int[256];
                    int seen = 0;
                    for (int y = row * height / rows; y < (row + 1) * height / rows; y++) {
                        for (int x = column * width / columns; x < (column + 1) * width / columns; x++) {
                            histogram[gray[y * width + x] & 0xFF]++;
                            seen++;
                        }
                    }
                    median[row * columns + column] = Histogram.percentile(histogram, seen, 0.6);
                }
            }
            double[] paper = new double[median.length];
            double[] around = new double[9];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int count = 0;
                    for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                        for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                            around[count++] = median[y * columns + x];
                        }
                    }
                    Arrays.sort(around, 0, count);
                    // Lighter than the middle one: where print is dense, its tiles are darker than the paper.
                    paper[row * columns + column] = around[count * 2 / 3];
                }
            }
            return paper;
        }

        Mask mask() {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            byte[] shown = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < shown.length; i++) {
                shown[i] = (byte) ((depth[i] & 0xFF) >= limit ? 0 : 255);
            }
            try (PageBitmap page = PageBitmap.of(image, 0, 0)) {
                return Mask.darkerThan(page, 128);
            }
        }

        /** The median of the marks, 0 where there are none. */
        int typicalIn(Mask marks) {
            int[] depths = new int[256];
            int count = 0;
            int words = (width + 31) / 32;
            try (PageBitmap page = marks.asPage(0, 0)) {
                int[] bits = page.bits();
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        int darker = depth[y * width + x] & 0xFF;
                        if (darker >= limit && (bits[y * words + (x >> 5)] << (x & 31)) < 0) {
                            depths[darker]++;
                            count++;
                        }
                    }
                }
            }
            return count == 0 ? 0 : Histogram.percentile(depths, count, 0.5);
        }
    }
}
