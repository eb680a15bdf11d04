package org.chartroom.ingest.barcode;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the transfer patch that separator sheets carry for scanners: four bars across, narrow, wide, narrow, wide, as read
 * from the edge of the sheet inwards. Bars and spaces are 0.08 inch, wide bars 0.20 inch, 0.80 inch in all.
 */
final class PatchT {
    /** Bar, space, bar, space, bar, space, bar: in tenths of the whole. */
    private static final double[] INWARDS = {1, 1, 2.5, 1, 1, 1, 2.5};

    private static final double[] OUTWARDS = {2.5, 1, 1, 1, 2.5, 1, 1};
    private static final double TOLERANCE = 0.45;

    /** Looked at along lines this far apart; that many in a row must show it: bars are 0.75 inch long and more. */
    private static final double EVERY_INCH = 0.1;

    private static final int IN_A_ROW = 6;

    private final byte[] gray;
    private final int width;
    private final int height;
    private final double dpi;

    PatchT(byte[] gray, int width, int height, double dpi) {
        this.gray = gray;
        this.width = width;
        this.height = height;
        this.dpi = dpi;
    }

    /** Whether there is one, along any edge. */
    boolean isThere() {
        return found(true) || found(false);
    }

    private boolean found(boolean down) {
        int step = Math.max(1, (int) (dpi * EVERY_INCH));
        int inARow = 0;
        double at = -1;
        for (int line = step; line < (down ? width : height); line += step) {
            double place = place(line, down);
            boolean same = place >= 0 && (at < 0 || Math.abs(place - at) < dpi * 0.1);
            inARow = place < 0 ? 0 : same ? inARow + 1 : 1;
            at = place;
            if (inARow >= IN_A_ROW) {
                return true;
            }
        }
        return false;
    }

    /** Where along the line the pattern begins, px; -1 where there is none. */
    private double place(int line, boolean down) {
        int length = down ? height : width;
        List<Integer> starts = new ArrayList<>();
        boolean dark = false;
        for (int i = 0; i < length; i++) {
            int pixel = gray[down ? i * width + line : line * width + i] & 0xFF;
            if (pixel < 128 != dark) {
                dark = !dark;
                starts.add(i);
            }
        }
        if (dark) {
            starts.add(length);
        }
        // Even entries begin bars, odd ones spaces.
        for (int first = 0; first + 7 < starts.size(); first += 2) {
            double whole = starts.get(first + 7) - starts.get(first);
            if (whole < dpi * 0.55 || whole > dpi * 1.05) {
                continue;
            }
            boolean nearStart = starts.get(first) + whole / 2 < length / 2.0;
            if (matches(starts, first, whole, nearStart ? INWARDS : OUTWARDS)) {
                return starts.get(first);
            }
        }
        return -1;
    }

    private static boolean matches(List<Integer> starts, int first, double whole, double[] pattern) {
        for (int i = 0; i < pattern.length; i++) {
            double tenths = (starts.get(first + i + 1) - starts.get(first + i)) / whole * 10;
            if (Math.abs(tenths - pattern[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
