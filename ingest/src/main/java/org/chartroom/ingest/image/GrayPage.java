package org.chartroom.ingest.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A page image that was made here, as shades of gray. It is plain Java and only for images that {@link PageImages} wrote: foreign
 * bytes are decoded by readers. Immutable.
 */
public final class GrayPage {
    private final int width;
    private final int height;
    private final byte[] luminance;

    private GrayPage(int width, int height, byte[] luminance) {
        this.width = width;
        this.height = height;
        this.luminance = luminance;
    }

    /**
     * Decodes an image.
     *
     * @param image bytes of a PNG or JPEG file
     * @throws IOException when the bytes are neither, damaged, or more pixels than are decoded
     */
    public static GrayPage of(byte[] image) throws IOException {
        BufferedImage decoded = QuarterTurn.decode(QuarterTurn.mediaType(image), image);
        int width = decoded.getWidth();
        int height = decoded.getHeight();
        byte[] luminance = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            decoded.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int rgb = row[x];
                luminance[y * width + x] =
                        (byte) ((299 * ((rgb >> 16) & 0xFF) + 587 * ((rgb >> 8) & 0xFF) + 114 * (rgb & 0xFF)) / 1000);
            }
        }
        return new GrayPage(width, height, luminance);
    }

    /** Width in px. */
    public int width() {
        return width;
    }

    /** Height in px. */
    public int height() {
        return height;
    }

    /** How light it is there, 0 black to 255 white. */
    public int luminance(int x, int y) {
        return luminance[y * width + x] & 0xFF;
    }
}
