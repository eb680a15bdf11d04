package org.chartroom.index.layout;

/**
 * Words that stand in one row without a wide gap between them: a heading, a label with its value, one field of a table.
 *
 * @param row of the page, from 0
 * @param left edge of the first word, in the page's own measure: px, or signs of a line where only the text is known
 * @param top edge
 * @param right edge of the last word
 * @param bottom edge
 * @param text with single spaces
 */
public record Cell(int row, double left, double top, double right, double bottom, String text) {
    /** Whether any part of this cell stands above or below the other. */
    boolean overlaps(Cell other, double tolerance) {
        return left <= other.right + tolerance && other.left <= right + tolerance;
    }

    /** Where the sign at this place of the text stands, by an even spread of signs. */
    double placeOf(int sign) {
        return left + (right - left) * sign / Math.max(1, text.length());
    }
}
