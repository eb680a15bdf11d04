package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;

/**
 * A page that was painted over and packed, not yet in any file. Making one is most of the work of a packet and touches nothing else:
 * pages of one packet can be made side by side. Immutable.
 */
public final class PaintedPage {
    private final byte[] packed;
    private final COSName filter;
    private final int bits;
    private final PDColorSpace space;
    private final COSDictionary parameters;
    private final int width;
    private final int height;
    private final double dpi;
    private final String sha256;
    private final List<Box> boxes;

    private PaintedPage(
            byte[] packed,
            COSName filter,
            int bits,
            PDColorSpace space,
            COSDictionary parameters,
            BufferedImage image,
            double dpi,
            List<Box> boxes) {
        this.packed = packed;
        this.filter = filter;
        this.bits = bits;
        this.space = space;
        this.parameters = parameters;
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.dpi = dpi;
        this.sha256 = Pixels.sha256(image);
        this.boxes = List.copyOf(boxes);
    }

    /**
     * Paints a page over.
     *
     * @param source the upright page; not changed
     * @param dpi of it
     * @param marks what is painted over
     */
    public static PaintedPage of(BufferedImage source, double dpi, List<RedactionBox> marks) throws IOException {
        return of(BoxPainter.paint(source, dpi, marks), dpi);
    }

    static PaintedPage of(BoxPainter.Painted painted, double dpi) throws IOException {
        BufferedImage image = painted.image();
        return switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_BINARY -> bitonal(image, dpi, painted.boxes());
            case BufferedImage.TYPE_BYTE_GRAY -> gray(image, dpi, painted.boxes());
            default -> colour(image, dpi, painted.boxes());
        };
    }

    /** As PDFBox's factory does it, which asks for the colour of every pixel by itself. */
    private static PaintedPage bitonal(BufferedImage image, double dpi, List<Box> boxes) throws IOException {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] ink =
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
        int stride = (width + 7) / 8;
        int spare = stride * 8 - width;
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (byte) ~ink[i];
        }
        for (int end = stride - 1; end < ink.length; end += stride) {
            ink[end] &= (byte) (0xFF << spare);
        }
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.COLUMNS, width);
        parameters.setInt(COSName.ROWS, height);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        FilterFactory.INSTANCE
                .getFilter(COSName.CCITTFAX_DECODE)
                .encode(new ByteArrayInputStream(ink), packed, parameters, 0);
        parameters.setInt(COSName.K, -1);
        return new PaintedPage(
                packed.toByteArray(), COSName.CCITTFAX_DECODE, 1, PDDeviceGray.INSTANCE, parameters, image, dpi, boxes);
    }

    /** PDFBox's own way would bend the pixels by the curve of Java's gray colour space. */
    private static PaintedPage gray(BufferedImage image, double dpi, List<Box> boxes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < image.getHeight(); y++) {
                out.write((byte[]) image.getRaster().getDataElements(0, y, image.getWidth(), 1, null));
            }
        }
        return new PaintedPage(
                packed.toByteArray(),
                COSName.FLATE_DECODE,
                8,
                PDDeviceGray.INSTANCE,
                new COSDictionary(),
                image,
                dpi,
                boxes);
    }

    private static PaintedPage colour(BufferedImage image, double dpi, List<Box> boxes) throws IOException {
        try (PDDocument aside = new PDDocument()) {
            PDImageXObject made = LosslessFactory.createFromImage(aside, image);
            COSDictionary parameters = new COSDictionary();
            COSDictionary written = made.getCOSObject().getCOSDictionary(COSName.DECODE_PARMS);
            if (written != null) {
                written.keySet().forEach(name -> parameters.setItem(name, written.getItem(name)));
            }
            byte[] packed;
            try (InputStream in = made.getCOSObject().createRawInputStream()) {
                packed = in.readAllBytes();
            }
            PDColorSpace space =
                    made.getColorSpace().getNumberOfComponents() == 1 ? PDDeviceGray.INSTANCE : PDDeviceRGB.INSTANCE;
            return new PaintedPage(
                    packed, COSName.FLATE_DECODE, made.getBitsPerComponent(), space, parameters, image, dpi, boxes);
        }
    }

    PDImageXObject in(PDDocument document) throws IOException {
        PDImageXObject picture =
                new PDImageXObject(document, new ByteArrayInputStream(packed), filter, width, height, bits, space);
        if (parameters.size() > 0) {
            COSDictionary own = new COSDictionary();
            parameters.keySet().forEach(name -> own.setItem(name, parameters.getItem(name)));
            picture.getCOSObject().setItem(COSName.DECODE_PARMS, own);
        }
        return picture;
    }

    float widthPoints() {
        return (float) (width * 72 / dpi);
    }

    float heightPoints() {
        return (float) (height * 72 / dpi);
    }

    double dpi() {
        return dpi;
    }

    List<Box> boxes() {
        return boxes;
    }

    PageManifest manifest(double foot) {
        return new PageManifest(PageManifest.Kind.PICTURE, sha256, width, height, dpi, foot, boxes);
    }
}
