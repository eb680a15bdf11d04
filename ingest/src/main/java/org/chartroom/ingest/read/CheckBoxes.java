package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Finds the boxes of a form that people tick: squares of about a letter's size with four straight sides. What is drawn in
 * them decides whether they are read as {@value #EMPTY} or {@value #TICKED}.
 */
final class CheckBoxes {
    static final String EMPTY = "\u2610";
    static final String TICKED = "\u2612";

    /** Sides at least this long, in heights of a letter. */
    private static final double SMALLEST = 0.9;

    private static final double LARGEST = 3.2;

    /** How much of each side must be drawn. */
    private static final double DRAWN = 0.8;

    /** And of its corners. */
    private static final double CORNERS = 0.65;

    /** What is white at both sides of a box, in its widths. */
    private static final double CLEAR = 0.25;

    /** A tick may reach over a side, in this share of the rows. */
    private static final double OVER = 0.2;

    /** More ink than this inside is a mark. */
    private static final double MARKED = 0.05;

    /** More than this is a black square, such as lists have. */
    private static final double BLACK = 0.75;

    private static final double SURE = 0.95;
    private static final int MOST = 400;

    private CheckBoxes() {}

    /**
     * The boxes on a page as words, in no promised order.
     *
     * @param letterHeight px; 0 where there is no print to compare with
     */
    static List<Word> on(PageBitmap page, double letterHeight) {
        int side = (int) (letterHeight * SMALLEST);
        if (side < 9) {
            return List.of();
        }
        List<Word> boxes = new ArrayList<>();
        try (PageBitmap lines = page.straightStrokes(side)) {
            List<Box> squares = lines.shapeBoxes(5_000).stream()
                    .filter(box -> isSquare(box, side, letterHeight * LARGEST))
                    .toList();
            if (squares.isEmpty() || squares.size() > MOST) {
                return List.of();
            }
            byte[] strokes = lines.luminance();
            byte[] ink = page.luminance();
            for (Box square : squares) {
                if (standsAlone(ink, page.width(), square) && hasFourSides(strokes, page.width(), square)) {
                    double inside = inside(ink, page.width(), square);
                    if (inside < BLACK) {
                        boxes.add(new Word(inside > MARKED ? TICKED : EMPTY, square, SURE, 0));
                    }
                }
            }
        }
        return boxes;
    }

    private static boolean isSquare(Box box, double smallest, double largest) {
        double longer = Math.max(box.width(), box.height());
        double shorter = Math.min(box.width(), box.height());
        return shorter >= smallest && longer <= largest && shorter >= longer * 0.75;
    }

    /** Letters have neighbours nearer than a box has its label. */
    private static boolean standsAlone(byte[] ink, int width, Box box) {
        int clear = Math.max(3, (int) (box.width() * CLEAR));
        return rows(ink, width, box, box.x() - clear, box.x() - 1) <= OVER * box.height()
                && rows(ink, width, box, box.x() + box.width() + 1, box.x() + box.width() + clear)
                        <= OVER * box.height();
    }

    /** In how many rows of a box there is ink between these columns. */
    private static int rows(byte[] ink, int width, Box box, int from, int to) {
        int rows = 0;
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            for (int x = Math.max(0, from); x <= Math.min(width - 1, to); x++) {
                if ((ink[y * width + x] & 0xFF) < 150) {
                    rows++;
                    break;
                }
            }
        }
        return rows;
    }

    private static boolean hasFourSides(byte[] strokes, int width, Box box) {
        int across = box.width();
        int down = box.height();
        int depth = Math.max(3, Math.min(across, down) / 4);
        int right = box.x() + across - 1;
        int bottom = box.y() + down - 1;
        return isDrawn(strokes, width, new Side(box.x(), box.y(), 1, 0, 0, 1), across, depth)
                && isDrawn(strokes, width, new Side(box.x(), bottom, 1, 0, 0, -1), across, depth)
                && isDrawn(strokes, width, new Side(box.x(), box.y(), 0, 1, 1, 0), down, depth)
                && isDrawn(strokes, width, new Side(right, box.y(), 0, 1, -1, 0), down, depth);
    }

    /** Where a side of a box begins, which way it runs, and which way is inwards. */
    private record Side(int x, int y, int alongX, int alongY, int inX, int inY) {}

    /** Whether most of a side is one straight line, right into its corners: letters are round there, or open. */
    private static boolean isDrawn(byte[] strokes, int width, Side side, int length, int depth) {
        int[] offsets = new int[length];
        int[] at = new int[depth + 1];
        for (int i = 0; i < length; i++) {
            int offset = 0;
            while (offset < depth
                    && (strokes[
                                            (side.y + i * side.alongY + offset * side.inY) * width
                                                    + side.x
                                                    + i * side.alongX
                                                    + offset * side.inX]
                                    & 0xFF)
                            >= 128) {
                offset++;
            }
            offsets[i] = offset;
            at[offset]++;
        }
        int usual = 0;
        for (int offset = 0; offset < depth; offset++) {
            usual = at[offset] > at[usual] ? offset : usual;
        }
        int straight = 0;
        int corners = 0;
        int corner = Math.max(2, length / 6);
        for (int i = 0; i < length; i++) {
            boolean on = Math.abs(offsets[i] - usual) <= Math.max(2, length / 12);
            straight += on ? 1 : 0;
            corners += on && (i < corner || i >= length - corner) ? 1 : 0;
        }
        return straight >= DRAWN * length && corners >= CORNERS * 2 * corner;
    }

    /** The share of the inner part that is ink. */
    private static double inside(byte[] ink, int width, Box box) {
        int marginX = box.width() / 4;
        int marginY = box.height() / 4;
        int dark = 0;
        int all = 0;
        for (int y = box.y() + marginY; y < box.y() + box.height() - marginY; y++) {
            for (int x = box.x() + marginX; x < box.x() + box.width() - marginX; x++) {
                dark += (ink[y * width + x] & 0xFF) < 150 ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 1 : (double) dark / all;
    }
}
