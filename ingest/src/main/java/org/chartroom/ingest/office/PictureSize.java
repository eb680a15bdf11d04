package org.chartroom.ingest.office;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture's size from its header; no pixel is decoded.
 *
 * @param width in px, 0 where it is not known
 * @param height in px, 0 where it is not known
 */
public record PictureSize(int width, int height) {
    private static final int SHORTEST_SIDE = 250;
    private static final long FEWEST_PIXELS = 150_000;

    /** The size of a picture of any kind that this Java reads. */
    public static PictureSize of(Path picture) {
        try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return new PictureSize(0, 0);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return new PictureSize(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return new PictureSize(0, 0);
        }
    }

    /**
     * Whether it is large enough to be a photographed or scanned page, receipt or card, and not a logo, a button or a
     * signature line. A picture of unknown size could be anything.
     */
    public boolean couldBeAPage() {
        return (width == 0 && height == 0)
                || (Math.min(width, height) >= SHORTEST_SIDE && (long) width * height >= FEWEST_PIXELS);
    }
}
