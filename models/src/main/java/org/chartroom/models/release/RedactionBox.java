package org.chartroom.models.release;

/**
 * What is painted over on a page, as fractions of the upright page's width and height, from the upper left corner.
 *
 * @param why such as {@code third party}; never what it covers
 */
public record RedactionBox(double x, double y, double width, double height, String why) {
    public RedactionBox {
        boolean inside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.0001 && y + height <= 1.0001;
        if (!inside) {
            throw new IllegalArgumentException("a box lies on its page: x, y, width and height are 0 to 1 of it");
        }
    }
}
