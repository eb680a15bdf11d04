package org.chartroom.models.text;

/**
 * A rectangle on a page image.
 *
 * @param x left edge in px from the image's left edge, 0 or more
 * @param y top edge in px from the image's top edge, 0 or more
 * @param width in px, 0 or more
 * @param height in px, 0 or more
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        if (x < 0 || y < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "box has a negative side: x=" + x + " y=" + y + " width=" + width + " height=" + height);
        }
    }

    /** The smallest box that holds this one and the other. */
    public Box union(Box other) {
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        int right = Math.max(x + width, other.x + other.width);
        int bottom = Math.max(y + height, other.y + other.height);
        return new Box(left, top, right - left, bottom - top);
    }
}
