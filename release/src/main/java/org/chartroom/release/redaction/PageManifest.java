package org.chartroom.release.redaction;

import java.util.List;
import org.chartroom.models.text.Box;

/**
 * What a page of a packet has to be, as it was made.
 *
 * @param kind whether it is a picture or our own text
 * @param sha256 of a picture's pixels, or of a text page's content
 * @param width of a picture, px; 0 for text
 * @param height of a picture, px; 0 for text
 * @param dpi of a picture; 0 for text
 * @param foot height of the strip below a picture that bears its stamp, points; 0 for none
 * @param boxes what is painted over, px
 */
public record PageManifest(Kind kind, String sha256, int width, int height, double dpi, double foot, List<Box> boxes) {
    /** What a page is made of. */
    public enum Kind {
        PICTURE,
        /** Cover, index and notices. */
        TEXT
    }

    public PageManifest {
        boxes = List.copyOf(boxes);
    }
}
