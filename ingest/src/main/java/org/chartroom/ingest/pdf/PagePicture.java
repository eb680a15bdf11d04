package org.chartroom.ingest.pdf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.chartroom.ingest.Budgets;

/** Puts a page image into a PDF in the form that takes the least room without a visible loss. */
final class PagePicture {
    /** A PNG of more bytes than this for a pixel holds noise, which JPEG keeps in a fraction of the room. */
    private static final double NOISY_BYTES_PER_PIXEL = 0.2;

    private static final float QUALITY = 0.85f;

    private PagePicture() {}

    /**
     * Black and white as CCITT G4, JPEG byte for byte, everything else without loss unless it is noise.
     *
     * @param bytes a PNG or JPEG file
     * @throws IOException when the bytes are neither or damaged
     */
    static PDImageXObject embed(PDDocument document, byte[] bytes) throws IOException {
        if (bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
            PDImageXObject jpeg = JPEGFactory.createFromByteArray(document, bytes);
            if (!jpeg.getCOSObject().getItem(COSName.COLORSPACE).equals(COSName.DEVICECMYK)) {
                return jpeg;
            }
            // Inks would need an output intent of their own beside that of the screen.
            return JPEGFactory.createFromImage(document, flat(decode("image/jpeg", bytes)), QUALITY);
        }
        BufferedImage image = decode("image/png", bytes);
        if (image.getColorModel().getPixelSize() == 1 && !image.getColorModel().hasAlpha()) {
            return CCITTFactory.createFromImage(document, image);
        }
        BufferedImage flat = flat(image);
        PDImageXObject exact = LosslessFactory.createFromImage(document, flat);
        if (bytes.length <= NOISY_BYTES_PER_PIXEL * image.getWidth() * image.getHeight()) {
            return exact;
        }
        PDImageXObject lossy = JPEGFactory.createFromImage(document, flat, QUALITY);
        return lossy.getCOSObject().getLength() < exact.getCOSObject().getLength() ? lossy : exact;
    }

    /** On white, where it lets something shine through. */
    private static BufferedImage flat(BufferedImage image) {
        boolean gray = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        if (gray || image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = flat.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
        return flat;
    }

    private static BufferedImage decode(String mediaType, byte[] bytes) throws IOException {
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
}
