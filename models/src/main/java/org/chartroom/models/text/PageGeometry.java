package org.chartroom.models.text;

/**
 * The shape of the upright page image that people see, and what was done to the input to get it.
 *
 * @param widthPx width in px
 * @param heightPx height in px
 * @param xDpi resolution across, dots per inch; of a fax that was stretched, the resolution after it
 * @param yDpi resolution down, dots per inch
 * @param rotation degrees the input was turned clockwise to stand upright: 0, 90, 180 or 270
 * @param skewDegrees degrees of skew that were taken out, positive clockwise
 */
public record PageGeometry(int widthPx, int heightPx, double xDpi, double yDpi, int rotation, double skewDegrees) {
    public PageGeometry {
        if (widthPx <= 0 || heightPx <= 0) {
            throw new IllegalArgumentException("a page image needs a size, was " + widthPx + " x " + heightPx + " px");
        }
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, was " + rotation);
        }
    }
}
