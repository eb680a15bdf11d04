package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * What looks like letters on a page, by size and shape alone.
 *
 * @param boxes of the shapes, px of the page
 * @param height typical height, px, between a small and a capital letter; 0 where there are too few to say
 */
record Letters(List<Box> boxes, double height) {
    /** Fewer shapes than this are not text. */
    private static final int ENOUGH = 12;

    private static final int DARK = 170;

    /** Pieces of letters, where print is pale or made of dots, are joined over this many px. */
    private static final int JOINED = 3;

    /** Looked at in a copy of this long side at most, px. */
    private static final double LOOKED_AT_PX = 2_600;

    /** What is lower than this share of the typical height may be a point or a speck. */
    private static final double SMALL = 0.6;

    private static final int MOST = 20_000;

    Letters {
        boxes = List.copyOf(boxes);
    }

    static Letters of(PageBitmap page) {
        double wanted = LOOKED_AT_PX / Math.max(page.width(), page.height());
        double factor = wanted < 0.9 ? wanted : 1;
        try (PageBitmap small = factor < 1 ? page.scaled(factor, factor) : page.withDpi(page.xDpi(), page.yDpi());
                PageBitmap shapes = small.joinedShapes(DARK, JOINED)) {
            List<Box> boxes = new ArrayList<>();
            for (Box box : shapes.shapeBoxes(MOST)) {
                if (box.height() >= 6 && box.height() <= 150 && box.width() >= 2 && box.width() <= 3 * box.height()) {
                    boxes.add(new Box(
                            (int) (box.x() / factor), (int) (box.y() / factor), (int) (box.width() / factor), (int)
                                    (box.height() / factor)));
                }
            }
            int[] heights = boxes.stream().mapToInt(Box::height).sorted().toArray();
            return new Letters(boxes, heights.length < ENOUGH ? 0 : heights[heights.length * 6 / 10]);
        }
    }

    /** The share of the letters, those of about the typical height, over which no word was read; 0..1. */
    double unread(List<Line> lines) {
        long all = boxes.stream().filter(this::isTypical).count();
        return all < ENOUGH
                ? 0
                : (double) unreadBoxes(lines).stream().filter(this::isTypical).count() / all;
    }

    /** Those over which no word was read and which are not much smaller than the typical ones. */
    List<Box> unreadBoxes(List<Line> lines) {
        List<Word> words = Line.words(lines);
        return boxes.stream()
                .filter(letter -> letter.height() >= height * SMALL)
                .filter(letter -> words.stream().noneMatch(word -> holds(word.box(), letter)))
                .toList();
    }

    /** The median height of those whose middle is in a place, px; 0 when there are none. */
    double heightIn(Box place) {
        int[] heights = boxes.stream()
                .filter(letter -> letter.height() >= height * SMALL && holds(place, letter))
                .mapToInt(Box::height)
                .sorted()
                .toArray();
        return heights.length == 0 ? 0 : heights[heights.length / 2];
    }

    private boolean isTypical(Box letter) {
        return letter.height() >= height * SMALL && letter.height() <= height * 2;
    }

    private static boolean holds(Box word, Box letter) {
        int x = letter.x() + letter.width() / 2;
        int y = letter.y() + letter.height() / 2;
        return x >= word.x() - 2
                && x <= word.x() + word.width() + 2
                && y >= word.y() - 2
                && y <= word.y() + word.height() + 2;
    }
}
