package org.chartroom.ingest.read;

import java.util.Arrays;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;

/** How high the letters of a page are. */
final class LetterHeight {
    /** Fewer shapes than this are not text. */
    private static final int ENOUGH = 12;

    private LetterHeight() {}

    /** The median height of letter-like shapes, px; empty where the page is large enough or has hardly any. */
    static Optional<Double> of(PageBitmap page) {
        if (Math.max(page.width(), page.height()) > 2_600) {
            return Optional.empty();
        }
        int[] heights;
        try (PageBitmap bitonal = page.bitonal()) {
            heights = bitonal.shapeBoxes(20_000).stream()
                    .filter(box -> box.height() >= 5 && box.height() <= 90 && box.width() <= 3 * box.height())
                    .mapToInt(box -> box.height())
                    .toArray();
        }
        if (heights.length < ENOUGH) {
            return Optional.empty();
        }
        Arrays.sort(heights);
        return Optional.of((double) heights[heights.length / 2]);
    }
}
