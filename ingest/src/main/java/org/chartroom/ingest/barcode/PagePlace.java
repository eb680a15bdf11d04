package org.chartroom.ingest.barcode;

import java.util.List;
import org.chartroom.ingest.Barcode;
import org.chartroom.models.text.Box;

/**
 * How a page lies while it is cleaned up, so that a box found on it can be followed onto the upright page.
 *
 * @param width px
 * @param height px
 * @param degrees how far it has been turned clockwise about its middle since it came in
 */
public record PagePlace(int width, int height, double degrees) {
    /** The barcodes of the page as it lies here, on the same page as it lies there. */
    public List<Barcode> moved(List<Barcode> barcodes, PagePlace there) {
        return barcodes.stream()
                .map(barcode -> new Barcode(barcode.symbology(), barcode.value(), moved(barcode.box(), there)))
                .toList();
    }

    private Box moved(Box box, PagePlace there) {
        double turned = Math.toRadians(there.degrees - degrees);
        double cos = Math.cos(turned);
        double sin = Math.sin(turned);
        double fromX = box.x() + box.width() / 2.0 - width / 2.0;
        double fromY = box.y() + box.height() / 2.0 - height / 2.0;
        double x = there.width / 2.0 + fromX * cos - fromY * sin;
        double y = there.height / 2.0 + fromX * sin + fromY * cos;
        double halfWidth = (Math.abs(cos) * box.width() + Math.abs(sin) * box.height()) / 2;
        double halfHeight = (Math.abs(sin) * box.width() + Math.abs(cos) * box.height()) / 2;
        int left = (int) Math.clamp(x - halfWidth, 0, there.width - 1);
        int top = (int) Math.clamp(y - halfHeight, 0, there.height - 1);
        return new Box(
                left,
                top,
                (int) Math.clamp(x + halfWidth, left + 1, there.width) - left,
                (int) Math.clamp(y + halfHeight, top + 1, there.height) - top);
    }
}
