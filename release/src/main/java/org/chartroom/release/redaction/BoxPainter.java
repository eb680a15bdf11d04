package org.chartroom.release.redaction;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;

/**
 * Paints over what does not leave. Boxes are made larger than what was marked and end on a grid, so that their width does not tell
 * which word they cover, and so that what a lossy picture smeared around its letters is covered too.
 */
final class BoxPainter {
    /** What a JPEG smears reaches to the end of its blocks of 8 px, or 16 where colour is coarser. */
    private static final int PAD = 8;

    /** Steps of a quarter of an inch across; down there is the next line to mind. */
    private static final double ACROSS = 0.25;

    private BoxPainter() {}

    /**
     * A page as it leaves.
     *
     * @param image bitonal, gray or RGB, without anything that shines through
     * @param boxes what was painted, px
     */
    record Painted(BufferedImage image, List<Box> boxes) {
        Painted {
            boxes = List.copyOf(boxes);
        }
    }

    static Painted paint(BufferedImage source, double dpi, List<RedactionBox> marks) {
        BufferedImage image = opaque(source);
        List<Box> boxes = new ArrayList<>();
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.BLACK);
        for (RedactionBox mark : marks) {
            Box box = grown(mark, image.getWidth(), image.getHeight(), dpi);
            canvas.fillRect(box.x(), box.y(), box.width(), box.height());
            boxes.add(box);
        }
        canvas.dispose();
        return new Painted(image, boxes);
    }

    static Box grown(RedactionBox mark, int width, int height, double dpi) {
        int grid = Math.max(1, (int) Math.round(dpi * ACROSS));
        int left = (int) Math.floor(mark.x() * width) - PAD;
        int right = (int) Math.ceil((mark.x() + mark.width()) * width) + PAD;
        int top = (int) Math.floor(mark.y() * height) - PAD / 2;
        int bottom = (int) Math.ceil((mark.y() + mark.height()) * height) + PAD / 2;
        left = Math.clamp((long) Math.floorDiv(left, grid) * grid, 0, width - 1);
        right = Math.clamp((long) Math.ceilDiv(right, grid) * grid, left + 1, width);
        top = Math.clamp(top, 0, height - 1);
        bottom = Math.clamp(bottom, top + 1, height);
        return new Box(left, top, right - left, bottom - top);
    }

    /** A copy of its own, on white where something shines through. */
    private static BufferedImage opaque(BufferedImage source) {
        boolean bitonal = source.getColorModel().getPixelSize() == 1
                && !source.getColorModel().hasAlpha();
        boolean gray = source.getType() == BufferedImage.TYPE_BYTE_GRAY;
        int type = bitonal
                ? BufferedImage.TYPE_BYTE_BINARY
                : gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage copy = new BufferedImage(source.getWidth(), source.getHeight(), type);
        boolean alike =
                bitonal && source.getType() == type && source.getColorModel().equals(copy.getColorModel());
        if (gray || alike) {
            // Drawing would bend gray by the curve of Java's gray colour space, and is slow for single bits.
            copy.getRaster().setRect(source.getRaster());
            return copy;
        }
        Graphics2D canvas = copy.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, copy.getWidth(), copy.getHeight());
        canvas.drawImage(source, 0, 0, null);
        canvas.dispose();
        return copy;
    }
}
