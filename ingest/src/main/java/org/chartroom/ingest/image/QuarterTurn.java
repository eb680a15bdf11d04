package org.chartroom.ingest.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chartroom.ingest.Budgets;

/**
 * Turns a page image that was made here. It is plain Java and only for images that {@link PageImages} wrote: foreign bytes
 * are decoded by readers.
 */
public final class QuarterTurn {
    /** Above what the page was first kept with, so that turning it loses nothing that shows. */
    private static final float QUALITY = 0.92f;

    private QuarterTurn() {}

    /**
     * The image turned, in its own format: a PNG without loss, a JPEG encoded once more.
     *
     * @param image bytes of a PNG or JPEG file
     * @param degrees clockwise: 90, 180 or 270
     * @throws IOException when the bytes are neither, damaged, or more pixels than are decoded
     */
    public static byte[] turn(byte[] image, int degrees) throws IOException {
        if (degrees != 90 && degrees != 180 && degrees != 270) {
            throw new IllegalArgumentException("a page is turned by 90, 180 or 270 degrees, was " + degrees);
        }
        String mediaType = mediaType(image);
        BufferedImage turned = decode(mediaType, image);
        for (int left = degrees; left > 0; left -= 90) {
            turned = right(turned);
        }
        return encode(mediaType, turned);
    }

    /** PNG or JPEG, by the first bytes. */
    static String mediaType(byte[] image) {
        boolean jpeg = image.length > 2 && (image[0] & 0xFF) == 0xFF && (image[1] & 0xFF) == 0xD8;
        return jpeg ? "image/jpeg" : "image/png";
    }

    private static BufferedImage right(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        WritableRaster from = image.getRaster();
        WritableRaster to = from.createCompatibleWritableRaster(height, width);
        Object row = null;
        for (int y = 0; y < height; y++) {
            row = from.getDataElements(0, y, width, 1, row);
            to.setDataElements(height - 1 - y, 0, 1, width, row);
        }
        return new BufferedImage(image.getColorModel(), to, image.isAlphaPremultiplied(), new Hashtable<>());
    }

    static BufferedImage decode(String mediaType, byte[] bytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
        if (!readers.hasNext()) {
            throw new IOException("no decoder for " + mediaType);
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > Budgets.usual().maxPixelsPerPage()) {
                throw new IOException("a page image of " + pixels + " px is more than is decoded");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] encode(String mediaType, BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(mediaType).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (mediaType.equals("image/jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
