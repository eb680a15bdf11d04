package org.chartroom.ingest.barcode;

import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;

/** The gray pixels of one part of a page, seen along any direction. Outside of it everything is paper. */
final class Cutout {
    private static final double COARSE_HEIGHT = 40;

    /** A line this light, for the paper, has hardly a speck. */
    private static final double LIGHT = 0.91;

    /** The widest space within a stacked code, px; its quiet zones are no narrower. */
    private static final int STACKED_GAP = 15;

    private static final int MATRIX_GAP = 5;

    private final byte[] gray;
    private final int width;
    private final int height;
    private final int left;
    private final int top;
    private final int paper;

    private Cutout(byte[] gray, int width, int height, int left, int top) {
        this.gray = gray;
        this.width = width;
        this.height = height;
        this.left = left;
        this.top = top;
        this.paper = paper(gray);
    }

    /** The gray that a tenth of the pixels are lighter than. */
    private static int paper(byte[] gray) {
        int[] counts = new int[256];
        for (byte pixel : gray) {
            counts[pixel & 0xFF]++;
        }
        int left = gray.length / 10;
        int level = 255;
        while (level > 0 && left >= counts[level]) {
            left -= counts[level--];
        }
        return level;
    }

    /** The square part of the page around a place that holds it turned any way, and this many px of its surroundings. */
    static Cutout of(PageBitmap page, Region region, double margin) {
        double reach = Math.hypot(region.across(), region.along());
        double cos = Math.abs(Math.cos(Math.toRadians(region.degrees())));
        double sin = Math.abs(Math.sin(Math.toRadians(region.degrees())));
        double halfWidth = Math.min(reach, cos * region.across() + sin * region.along() + 0.15 * reach) + margin;
        double halfHeight = Math.min(reach, sin * region.across() + cos * region.along() + 0.15 * reach) + margin;
        int left = (int) Math.clamp(region.x() - halfWidth, 0, page.width() - 1);
        int top = (int) Math.clamp(region.y() - halfHeight, 0, page.height() - 1);
        int right = (int) Math.clamp(region.x() + halfWidth + 1, left + 1, page.width());
        int bottom = (int) Math.clamp(region.y() + halfHeight + 1, top + 1, page.height());
        try (PageBitmap part = page.clip(new Box(left, top, right - left, bottom - top))) {
            return new Cutout(part.luminance(), right - left, bottom - top, left, top);
        }
    }

    /** Gray at a place of the page, 0 black to 255, between pixels as well. */
    private double at(double pageX, double pageY) {
        double x = pageX - left - 0.5;
        double y = pageY - top - 0.5;
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double rightwards = x - column;
        double downwards = y - row;
        double upper = pixel(column, row) * (1 - rightwards) + pixel(column + 1, row) * rightwards;
        double lower = pixel(column, row + 1) * (1 - rightwards) + pixel(column + 1, row + 1) * rightwards;
        return upper * (1 - downwards) + lower * downwards;
    }

    private int pixel(int column, int row) {
        return column < 0 || row < 0 || column >= width || row >= height ? paper : gray[row * width + column] & 0xFF;
    }

    /**
     * The mean gray along a direction: one value for each step across it.
     *
     * @param from where it begins, px from the region's middle
     * @param to where it ends
     * @param step px
     * @param aside the middle of what is averaged, px from the region's middle
     * @param thick how much is averaged, px
     * @param every px from one sample of the mean to the next
     */
    double[] profile(Region region, double from, double to, double step, double aside, double thick, double every) {
        double cos = Math.cos(Math.toRadians(region.degrees()));
        double sin = Math.sin(Math.toRadians(region.degrees()));
        double[] means = new double[(int) ((to - from) / step)];
        int samples = Math.max(1, (int) (thick / every));
        for (int i = 0; i < means.length; i++) {
            double u = from + i * step;
            double sum = 0;
            for (int k = 0; k < samples; k++) {
                double v = aside + (k + 0.5 - samples / 2.0) * every;
                sum += at(region.x() + u * cos - v * sin, region.y() + u * sin + v * cos);
            }
            means[i] = sum / samples;
        }
        return means;
    }

    /** The angle near the region's own by which its bars are sharpest. */
    Region levelled(Region region, double range) {
        Region best = region;
        double thick = Math.min(COARSE_HEIGHT, region.along() * 1.6);
        best = sharpest(best, range, 1, thick);
        if (region.along() > 15) {
            best = sharpest(best, 1, 0.2, Math.min(300, region.along() * 1.6));
        }
        return best;
    }

    private Region sharpest(Region region, double range, double step, double thick) {
        Region best = region;
        double sharp = -1;
        double every = Math.max(1.5, thick / 24);
        double reach = Math.min(region.across(), 200);
        for (double by = -range; by <= range + 1e-9; by += step) {
            Region turned = turned(region, by);
            double sharpness = sharpness(profile(turned, -reach, reach, 1, 0, thick, every));
            if (sharpness > sharp) {
                sharp = sharpness;
                best = turned;
            }
        }
        return best;
    }

    /**
     * A matrix code by its own directions; empty when its edges do not run along two directions at right angles.
     *
     * @param least how strongly they must, 0..1
     */
    Optional<Region> squared(Region region, double least) {
        double reach = Math.max(region.across(), region.along());
        int every = (int) Math.clamp(reach / 60, 1, 6);
        // Edges at right angles point to the same place when their angle is taken four times.
        double real = 0;
        double imaginary = 0;
        double all = 0;
        int fromX = (int) Math.max(2, region.x() - region.across() - left);
        int toX = (int) Math.min(width - 3.0, region.x() + region.across() - left);
        int fromY = (int) Math.max(2, region.y() - region.along() - top);
        int toY = (int) Math.min(height - 3.0, region.y() + region.along() - top);
        for (int y = fromY; y < toY; y += every) {
            for (int x = fromX; x < toX; x += every) {
                double across = 0;
                double along = 0;
                for (int k = -2; k <= 2; k++) {
                    across += grayAt(x + 2, y + k) + grayAt(x + 1, y + k) - grayAt(x - 1, y + k) - grayAt(x - 2, y + k);
                    along += grayAt(x + k, y + 2) + grayAt(x + k, y + 1) - grayAt(x + k, y - 1) - grayAt(x + k, y - 2);
                }
                double size = Math.hypot(across, along);
                if (size > 300) {
                    double twiceReal = (across * across - along * along) / size;
                    double twiceImaginary = 2 * across * along / size;
                    real += (twiceReal * twiceReal - twiceImaginary * twiceImaginary) / size;
                    imaginary += 2 * twiceReal * twiceImaginary / size;
                    all += size;
                }
            }
        }
        if (all == 0 || Math.hypot(real, imaginary) < least * all) {
            return Optional.empty();
        }
        double degrees = Math.toDegrees(Math.atan2(imaginary, real)) / 4;
        Region best = new Region(false, region.x(), region.y(), degrees, reach, reach);
        for (double step : new double[] {1, 0.3}) {
            Region about = best;
            double sharp = -1;
            for (int k = -3; k <= 3; k++) {
                Region turned = turned(about, k * step);
                double sharpness = bothWays(turned, Math.max(2, reach / 50));
                if (sharpness > sharp) {
                    sharp = sharpness;
                    best = turned;
                }
            }
        }
        return Optional.of(fitted(best));
    }

    private int grayAt(int column, int row) {
        return gray[row * width + column] & 0xFF;
    }

    private double bothWays(Region region, double every) {
        return sharpness(wholeProfile(region, every)) + sharpness(wholeProfile(turned(region, 90), every));
    }

    private double[] wholeProfile(Region region, double every) {
        return profile(region, -region.across(), region.across(), 1, 0, 2 * region.along(), every);
    }

    /** Drawn together around what is dark, its longer or sharper side across. */
    private Region fitted(Region region) {
        double[] across = extent(wholeProfile(region, 2));
        double[] along = extent(wholeProfile(turned(region, 90), 2));
        double cos = Math.cos(Math.toRadians(region.degrees()));
        double sin = Math.sin(Math.toRadians(region.degrees()));
        double u = (across[0] + across[1]) / 2 - region.across();
        double v = (along[0] + along[1]) / 2 - region.across();
        Region fitted = new Region(
                false,
                region.x() + u * cos - v * sin,
                region.y() + u * sin + v * cos,
                region.degrees(),
                Math.max(4, (across[1] - across[0]) / 2),
                Math.max(4, (along[1] - along[0]) / 2));
        boolean lying = fitted.along() > 1.15 * fitted.across();
        Region wide = lying
                ? new Region(false, fitted.x(), fitted.y(), fitted.degrees() + 90, fitted.along(), fitted.across())
                : fitted;
        Region grown = grown(wide);
        // What was seen may have been a part of it; then the other side counts too.
        return turned(grown(turned(grown.lain(), 90)).lain(), -90);
    }

    /** Stretched across as far as there is ink without a wide gap. */
    private Region grown(Region region) {
        double reach = Math.hypot(width, height);
        double[] profile = profile(region, -reach, reach, 1, 0, 1.6 * region.along(), 2);
        int gap = region.across() > region.along() ? STACKED_GAP : MATRIX_GAP;
        double light = paper * LIGHT;
        int middle = profile.length / 2;
        int right = edge(profile, middle + (int) region.across() - 1, 1, gap, light);
        int left = edge(profile, middle - (int) region.across() + 1, -1, gap, light);
        double by = (right + left) / 2.0 - middle;
        double cos = Math.cos(Math.toRadians(region.degrees()));
        double sin = Math.sin(Math.toRadians(region.degrees()));
        return new Region(
                false,
                region.x() + by * cos,
                region.y() + by * sin,
                region.degrees(),
                Math.max(4, (right - left) / 2.0),
                region.along());
    }

    private static int edge(double[] profile, int from, int step, int gap, double light) {
        int last = from;
        for (int i = from; i >= 0 && i < profile.length && Math.abs(i - last) <= gap; i += step) {
            if (profile[i] < light) {
                last = i;
            }
        }
        return last;
    }

    /** Where a profile begins and ends to be darker than a fifth of its darkness. */
    private double[] extent(double[] profile) {
        double darkest = 0;
        for (double gray : profile) {
            darkest = Math.max(darkest, paper - gray);
        }
        int from = 0;
        while (from < profile.length - 1 && paper - profile[from] < 0.2 * darkest) {
            from++;
        }
        int to = profile.length;
        while (to > from + 1 && paper - profile[to - 1] < 0.2 * darkest) {
            to--;
        }
        return new double[] {from, to};
    }

    private static Region turned(Region region, double by) {
        return new Region(
                region.bars(), region.x(), region.y(), region.degrees() + by, region.across(), region.along());
    }

    private static double sharpness(double[] profile) {
        double sum = 0;
        for (int i = 1; i < profile.length; i++) {
            double change = profile[i] - profile[i - 1];
            sum += change * change;
        }
        return sum;
    }

    /**
     * The region with its bars upright, surrounded by a margin.
     *
     * @param scale px of the result for each px of the page
     * @param spread px of the page that are averaged for each pixel, both ways; 0 for none
     */
    Straight straight(Region region, double margin, double scale, double spread) {
        double cos = Math.cos(Math.toRadians(region.degrees()));
        double sin = Math.sin(Math.toRadians(region.degrees()));
        int columns = (int) (2 * (region.across() + margin) * scale);
        int lines = (int) (2 * (region.along() + margin) * scale);
        byte[] pixels = new byte[columns * lines];
        for (int line = 0; line < lines; line++) {
            double v = (line + 0.5 - lines / 2.0) / scale;
            for (int column = 0; column < columns; column++) {
                double u = (column + 0.5 - columns / 2.0) / scale;
                double x = region.x() + u * cos - v * sin;
                double y = region.y() + u * sin + v * cos;
                double value = at(x, y);
                if (spread > 0) {
                    value = (2 * value + at(x - spread, y) + at(x + spread, y) + at(x, y - spread) + at(x, y + spread))
                            / 6;
                }
                pixels[line * columns + column] = (byte) Math.round(value);
            }
        }
        return new Straight(pixels, columns, lines);
    }

    /** Gray pixels, row by row, 0 black. */
    record Straight(byte[] gray, int width, int height) {
        boolean dark(int x, int y) {
            return (gray[y * width + x] & 0xFF) < 128;
        }

        /**
         * How much of an upright line is dark, at the darkest place within some px.
         *
         * @param from where looking begins, px from the left
         * @param to where it ends
         * @param top how much is left out above and below, px
         */
        double darkestColumn(int from, int to, int top) {
            double most = 0;
            for (int x = Math.max(0, from); x < Math.min(width, to); x++) {
                int dark = 0;
                for (int y = top; y < height - top; y++) {
                    dark += dark(x, y) ? 1 : 0;
                }
                most = Math.max(most, (double) dark / Math.max(1, height - 2 * top));
            }
            return most;
        }

        /** As seen after a quarter turn. */
        Straight turned() {
            byte[] turned = new byte[gray.length];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    turned[x * height + height - 1 - y] = gray[y * width + x];
                }
            }
            return new Straight(turned, height, width);
        }
    }
}
