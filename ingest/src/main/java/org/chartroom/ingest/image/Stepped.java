package org.chartroom.ingest.image;

/**
 * What a step made of a page.
 *
 * @param page the page after it; the same object as before when there was nothing to do
 * @param decision what it did and why, for the page's record, such as {@code turned by 180 degrees}
 * @param value the number it rests on, in the step's own unit
 * @param turned degrees the page was turned clockwise in quarters: 0, 90, 180 or 270
 * @param skewDegrees skew that was taken out, degrees, positive clockwise
 */
public record Stepped(PageBitmap page, String decision, double value, int turned, double skewDegrees) {
    /** Nothing to do. */
    public static Stepped skipped(PageBitmap page, String why, double value) {
        return new Stepped(page, why, value, 0, 0);
    }

    /** Changed in size, colour or resolution, not in direction. */
    public static Stepped changed(PageBitmap page, String decision, double value) {
        return new Stepped(page, decision, value, 0, 0);
    }
}
