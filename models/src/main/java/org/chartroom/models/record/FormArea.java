package org.chartroom.models.record;

/**
 * A rectangle on a form, in fractions of the page: 0 is its left or top edge, 1 its right or bottom one.
 *
 * @param x left edge
 * @param y top edge
 * @param width more than 0
 * @param height more than 0
 */
public record FormArea(double x, double y, double width, double height) {
    /** What rounding may put over the edge. */
    private static final double SLACK = 1e-6;

    public FormArea {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + SLACK && y + height <= 1 + SLACK)) {
            throw new IllegalArgumentException(
                    "a place on a form lies within the page: x, y, width and height are fractions of it, 0 to 1");
        }
    }

    /** Whether a place, in fractions of the page, lies in it. */
    public boolean contains(double atX, double atY) {
        return atX >= x && atX <= x + width && atY >= y && atY <= y + height;
    }

    /** Whether the middle of another area lies in it. */
    public boolean holds(FormArea other) {
        return contains(other.x + other.width / 2, other.y + other.height / 2);
    }
}
