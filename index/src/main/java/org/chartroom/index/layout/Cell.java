package org.chartroom.index.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Box;

/**
 * Words that stand in one row without a wide gap between them: a heading, a label with its value, one field of a table.
 *
 * @param row of the page, from 0
 * @param left edge of the first word, in the page's own measure: px, or signs of a line where only the text is known
 * @param top edge
 * @param right edge of the last word
 * @param bottom edge
 * @param text with single spaces
 * @param words where each word of the text stands; empty where only the text is known
 */
public record Cell(int row, double left, double top, double right, double bottom, String text, List<Box> words) {
    public Cell {
        words = List.copyOf(words);
    }

    /** Of which only the text is known. */
    Cell(int row, double left, double top, double right, double bottom, String text) {
        this(row, left, top, right, bottom, text, List.of());
    }

    /** Where the words stand of which any sign is in this part of the text; parts of words by an even spread of their signs. */
    Optional<Box> placeOf(int from, int to) {
        String[] all = text.split(" ");
        List<Box> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < all.length && i < words.size(); i++) {
            int first = Math.max(from, begin);
            int behind = Math.min(to, begin + all[i].length());
            if (first < behind) {
                Box word = words.get(i);
                double sign = (double) word.width() / all[i].length();
                int left = (int) (word.x() + (first - begin) * sign);
                int right = (int) Math.ceil(word.x() + (behind - begin) * sign);
                parts.add(new Box(left, word.y(), Math.max(1, right - left), word.height()));
            }
            begin += all[i].length() + 1;
        }
        return parts.stream().reduce(Box::union);
    }

    /** Whether any part of this cell stands above or below the other. */
    boolean overlaps(Cell other, double tolerance) {
        return left <= other.right + tolerance && other.left <= right + tolerance;
    }

    /** Where the sign at this place of the text stands, by an even spread of signs. */
    double placeOf(int sign) {
        return left + (right - left) * sign / Math.max(1, text.length());
    }
}
