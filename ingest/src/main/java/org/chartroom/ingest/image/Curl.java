package org.chartroom.ingest.image;

import com.sun.jna.ptr.PointerByReference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.sourceforge.lept4j.Leptonica1;
import net.sourceforge.lept4j.Pta;
import net.sourceforge.lept4j.Ptaa;

/**
 * How the lines of a photographed page bend or draw together because the paper did not lie flat or was seen from one side. One
 * smooth surface is laid through the middles of its text lines; bending it back moves pixels up and down only, so that a page
 * keeps its size.
 */
final class Curl {
    /** Fewer lines do not tell how a page bends. */
    private static final int LINES = 5;

    /** Shorter ones than this share of the page's width say little. */
    private static final double LONG = 0.2;

    /** Some must be at least this long, or the surface is guessed at its sides. */
    private static final double VERY_LONG = 0.5;

    private static final int VERY_LONG_LINES = 3;

    /** Of the points of a line one in this many is enough. */
    private static final int STEP = 8;

    /** Lines that leave the surface by more than this many times what is usual are drawings, or two lines seen as one. */
    private static final double STRANGE = 2.5;

    /** What is left of the bend, as a share of it, when the surface is the page's. */
    private static final double LEFT = 0.4;

    /** Along x, and along x changing with y: lean, curl, and its lopsidedness. */
    private static final int TERMS = 5;

    private final double[] surface;
    private final Middles extent;
    private final double bend;

    private Curl(double[] surface, Middles extent, double bend) {
        this.surface = surface;
        this.extent = extent;
        this.bend = bend;
    }

    /** The middles of one line of text. */
    private record TextLine(double[] x, double[] y, double level) {
        double length() {
            return x[x.length - 1] - x[0];
        }
    }

    /** Where lines were seen, px of the page: elsewhere the surface goes on level. */
    private record Middles(double left, double right, double top, double bottom, double halfWidth, double halfHeight) {
        double across(double x) {
            return Math.clamp(x, left, right) / halfWidth - 1;
        }

        double down(double y) {
            return Math.clamp(y, top, bottom) / halfHeight - 1;
        }
    }

    /** How the lines of a page bend; empty when too few are seen. */
    static Optional<Curl> of(PageBitmap page) {
        List<TextLine> lines = linesOf(page);
        long veryLong = lines.stream()
                .filter(line -> line.length() >= VERY_LONG * page.width())
                .count();
        if (lines.size() < LINES || veryLong < VERY_LONG_LINES) {
            return Optional.empty();
        }
        Middles extent = extentOf(lines, page);
        double[] first = fitted(lines, extent);
        double[] off =
                lines.stream().mapToDouble(line -> off(line, first, extent)).toArray();
        double[] sorted = off.clone();
        Arrays.sort(sorted);
        double usual = Math.max(1, sorted[sorted.length / 2]);
        List<TextLine> kept = new ArrayList<>();
        for (int i = 0; i < off.length; i++) {
            if (off[i] <= STRANGE * usual) {
                kept.add(lines.get(i));
            }
        }
        if (kept.size() < LINES) {
            return Optional.empty();
        }
        double[] surface = fitted(kept, extent);
        double before = 0;
        double after = 0;
        double bend = 0;
        double[] level = new double[TERMS];
        for (TextLine line : kept) {
            before += off(line, level, extent);
            after += off(line, surface, extent);
            bend = Math.max(bend, swing(line, surface, extent));
        }
        return Optional.of(new Curl(surface, extent, after > LEFT * before ? 0 : bend));
    }

    /** By how many px the most bent line swings up and down; 0 when the lines follow no one surface, as flat ones do. */
    double bend() {
        return bend;
    }

    /** The page with its lines straight and level, white let in at the edges. */
    PageBitmap flattened(PageBitmap page) {
        double[] still = new double[page.width()];
        double[] growing = new double[page.width()];
        // The surface changes evenly from its top to its bottom: two of its rows tell all.
        for (int x = 0; x < still.length; x++) {
            double u = extent.across(x);
            double top = at(u, extent.down(extent.top()), surface);
            double bottom = at(u, extent.down(extent.bottom()), surface);
            growing[x] = (bottom - top) / Math.max(1, extent.bottom() - extent.top());
            still[x] = top;
        }
        return page.movedInColumns(still, growing, extent.top(), extent.bottom());
    }

    private static double at(double u, double v, double[] surface) {
        double[] terms = terms(u, v);
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += surface[i] * terms[i];
        }
        return sum;
    }

    private static double[] terms(double u, double v) {
        return new double[] {u, u * v, u * u, u * u * v, u * u * u};
    }

    private static double swing(TextLine line, double[] surface, Middles extent) {
        double v = extent.down(line.level());
        double lowest = Double.MAX_VALUE;
        double highest = -Double.MAX_VALUE;
        for (double x : line.x()) {
            double y = at(extent.across(x), v, surface);
            lowest = Math.min(lowest, y);
            highest = Math.max(highest, y);
        }
        return highest - lowest;
    }

    /** By how many px, on average, a line leaves the surface, its own height apart. */
    private static double off(TextLine line, double[] surface, Middles extent) {
        double v = extent.down(line.level());
        double[] left = new double[line.x().length];
        for (int i = 0; i < left.length; i++) {
            left[i] = line.y()[i] - at(extent.across(line.x()[i]), v, surface);
        }
        double mean = Arrays.stream(left).average().orElse(0);
        return Math.sqrt(
                Arrays.stream(left).map(y -> (y - mean) * (y - mean)).average().orElse(0));
    }

    /** Least squares over all lines, of which each has a height of its own. */
    private static double[] fitted(List<TextLine> lines, Middles extent) {
        double[][] normal = new double[TERMS][TERMS + 1];
        for (TextLine line : lines) {
            double v = extent.down(line.level());
            int points = line.x().length;
            double[][] rows = new double[points][];
            double[] mean = new double[TERMS + 1];
            for (int k = 0; k < points; k++) {
                rows[k] = Arrays.copyOf(terms(extent.across(line.x()[k]), v), TERMS + 1);
                rows[k][TERMS] = line.y()[k];
                for (int i = 0; i <= TERMS; i++) {
                    mean[i] += rows[k][i] / points;
                }
            }
            for (double[] row : rows) {
                for (int i = 0; i < TERMS; i++) {
                    for (int j = 0; j <= TERMS; j++) {
                        normal[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]);
                    }
                }
            }
        }
        for (int i = 0; i < TERMS; i++) {
            // What the lines say nothing of stays flat.
            normal[i][i] += 1e-3 * (1 + normal[i][i]);
        }
        return solved(normal);
    }

    /** By Gauss; the matrix is symmetric and positive. */
    private static double[] solved(double[][] normal) {
        for (int pivot = 0; pivot < TERMS; pivot++) {
            for (int row = pivot + 1; row < TERMS; row++) {
                double factor = normal[row][pivot] / normal[pivot][pivot];
                for (int column = pivot; column <= TERMS; column++) {
                    normal[row][column] -= factor * normal[pivot][column];
                }
            }
        }
        double[] solution = new double[TERMS];
        for (int row = TERMS - 1; row >= 0; row--) {
            double sum = normal[row][TERMS];
            for (int column = row + 1; column < TERMS; column++) {
                sum -= normal[row][column] * solution[column];
            }
            solution[row] = sum / normal[row][row];
        }
        return solution;
    }

    private static Middles extentOf(List<TextLine> lines, PageBitmap page) {
        return new Middles(
                lines.stream().mapToDouble(line -> line.x()[0]).min().orElse(0),
                lines.stream()
                        .mapToDouble(line -> line.x()[line.x().length - 1])
                        .max()
                        .orElse(page.width()),
                lines.stream().mapToDouble(TextLine::level).min().orElse(0),
                lines.stream().mapToDouble(TextLine::level).max().orElse(page.height()),
                page.width() / 2.0,
                page.height() / 2.0);
    }

    private static List<TextLine> linesOf(PageBitmap page) {
        List<TextLine> lines = new ArrayList<>();
        try (PageBitmap shapes = page.shapes()) {
            Ptaa found = Leptonica1.dewarpGetTextlineCenters(shapes.pix(), 0);
            if (found == null) {
                return lines;
            }
            double factor = (double) page.width() / shapes.width();
            int count = Leptonica1.ptaaGetCount(found);
            for (int i = 0; i < count; i++) {
                Pta points = Leptonica1.ptaaGetPta(found, i, 2);
                if (points != null) {
                    TextLine line = line(points, factor);
                    Leptonica1.ptaDestroy(new PointerByReference(points.getPointer()));
                    if (line.x().length > 2 && line.length() >= LONG * page.width()) {
                        lines.add(line);
                    }
                }
            }
            Leptonica1.ptaaDestroy(new PointerByReference(found.getPointer()));
        }
        return lines;
    }

    private static TextLine line(Pta points, double factor) {
        int count = Leptonica1.ptaGetCount(points) / STEP;
        double[] xs = new double[count];
        double[] ys = new double[count];
        FloatBuffer x = FloatBuffer.allocate(1);
        FloatBuffer y = FloatBuffer.allocate(1);
        for (int i = 0; i < count; i++) {
            Leptonica1.ptaGetPt(points, i * STEP, x, y);
            xs[i] = x.get(0) * factor;
            ys[i] = y.get(0) * factor;
        }
        return new TextLine(xs, ys, Arrays.stream(ys).average().orElse(0));
    }
}
