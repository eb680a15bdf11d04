package org.chartroom.ingest.barcode;

import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;

/**
 * Finds the transfer patch that separator sheets carry for scanners: four bars across, narrow, wide, narrow, wide, as read
 * from the edge of the sheet inwards. Bars and spaces are 0.08 inch, wide bars 0.20 inch, 0.80 inch in all. A line that
 * crosses leaning bars sees all of them longer by the same factor, so that leaning does not matter.
 */
final class PatchT {
    /** Bar, space, bar, space, bar, space, bar: in tenths of the whole. */
    private static final double[] INWARDS = {1, 1, 2.5, 1, 1, 1, 2.5};

    private static final double[] OUTWARDS = {2.5, 1, 1, 1, 2.5, 1, 1};
    private static final double TOLERANCE = 0.55;

    /** Paper before and behind, in tenths of the whole. */
    private static final double QUIET = 1.1;

    /** Looked at along lines this far apart; that many must show it, nearly in a row: bars are 0.75 inch long and more. */
    private static final double EVERY_INCH = 0.05;

    private static final int LINES = 12;
    private static final int MOST_MISSED = 2;

    private final int[] bits;
    private final int words;
    private final int width;
    private final int height;
    private final double dpi;

    private PatchT(PageBitmap bitonal) {
        this.bits = bitonal.bits();
        this.words = (bitonal.width() + 31) / 32;
        this.width = bitonal.width();
        this.height = bitonal.height();
        this.dpi = bitonal.xDpi();
    }

    /** Where it is along any edge of a bitonal page whose resolution is known, px of that page. */
    static Optional<Box> in(PageBitmap bitonal) {
        try (PageBitmap half = bitonal.halved()) {
            PatchT patch = new PatchT(half);
            return patch.along(true)
                    .or(() -> patch.along(false))
                    .map(box -> new Box(box.x() * 2, box.y() * 2, box.width() * 2, box.height() * 2));
        }
    }

    private Optional<Box> along(boolean down) {
        int step = Math.max(1, (int) (dpi * EVERY_INCH));
        int seen = 0;
        int missed = 0;
        int from = 0;
        Run last = new Run(0, 0);
        for (int line = step; line < (down ? width : height) - 1; line += step) {
            Optional<Run> found = run(line, down);
            if (found.isPresent() && (seen == 0 || Math.abs(found.get().start() - last.start()) < dpi * 0.08)) {
                from = seen == 0 ? line : from;
                last = found.get();
                seen++;
                missed = 0;
            } else if (++missed > MOST_MISSED) {
                seen = 0;
            }
            if (seen >= LINES) {
                int length = line - from;
                int whole = last.end() - last.start();
                return Optional.of(
                        down ? new Box(from, last.start(), length, whole) : new Box(last.start(), from, whole, length));
            }
        }
        return Optional.empty();
    }

    private record Run(int start, int end) {}

    /** The pattern along one line, from its first bar to behind its last, px. */
    private Optional<Run> run(int line, boolean down) {
        int length = down ? height : width;
        // The last nine places where paper and ink change: seven runs, and where the ones beside them end.
        int[] edges = new int[9];
        int count = 0;
        boolean dark = false;
        for (int i = 0; i <= length; i++) {
            boolean now = i < length && dark(line, i, down);
            if (now == dark && i < length) {
                continue;
            }
            dark = now;
            System.arraycopy(edges, 1, edges, 0, 8);
            edges[8] = i;
            count++;
            // Behind a pattern paper begins at edges[7] and lasts to here, or to the end of the line.
            boolean complete = count >= 9 && (now || i == length);
            if (complete && matches(edges, length)) {
                return Optional.of(new Run(edges[0], edges[7]));
            }
        }
        return Optional.empty();
    }

    private boolean matches(int[] edges, int length) {
        double whole = edges[7] - edges[0];
        if (whole < dpi * 0.5 || whole > dpi * 1.15 || edges[8] - edges[7] < QUIET * whole / 10) {
            return false;
        }
        double middle = (edges[0] + whole / 2) / length;
        return middle < 0.6 && matches(edges, whole, INWARDS) || middle > 0.4 && matches(edges, whole, OUTWARDS);
    }

    private static boolean matches(int[] edges, double whole, double[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            double tenths = (edges[i + 1] - edges[i]) / whole * 10;
            if (Math.abs(tenths - pattern[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** What two of three lines side by side say: a speck or a lost line does not cut a bar. */
    private boolean dark(int line, int i, boolean down) {
        int votes = 0;
        for (int beside = -1; beside <= 1; beside++) {
            int x = down ? line + beside : i;
            int y = down ? i : line + beside;
            votes += bits[y * words + (x >> 5)] >>> (31 - (x & 31)) & 1;
        }
        return votes >= 2;
    }
}
