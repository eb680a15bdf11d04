package org.chartroom.ingest;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Makes the paper that tests feed: pages set in the fonts that PDFBox brings along, and images of them. */
public final class PaperPages {
    public static final List<String> LETTER = List.of(
            "Millbrook Family Medicine",
            "Dear Doctor Abernathy,",
            "thank you for seeing this pleasant patient with knee pain.",
            "The examination today shows a mild effusion without warmth.",
            "Blood pressure was normal and the lungs were clear on both sides.",
            "We have started a short course of anti-inflammatory tablets",
            "and would be grateful for your opinion about physiotherapy.",
            "Please send your report to our office by the end of the month.",
            "With kind regards and many thanks for your help");

    private PaperPages() {}

    /** A born-digital PDF with these pages of lines. */
    public static PDDocument pdf(List<List<String>> pages) throws IOException {
        PDDocument document = new PDDocument();
        for (List<String> lines : pages) {
            PDPage page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                write(content, lines, 72, 700);
            }
        }
        return document;
    }

    /** Writes lines of 12 pt Helvetica, the first at this place. */
    public static void write(PDPageContentStream content, List<String> lines, float x, float y) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.setLeading(20);
        content.newLineAtOffset(x, y);
        for (String line : lines) {
            content.showText(line);
            content.newLine();
        }
        content.endText();
    }

    /** A page of these lines as a scanner sees it. */
    public static BufferedImage scan(int dpi, List<String> lines) throws IOException {
        try (PDDocument document = pdf(List.of(lines))) {
            return new PDFRenderer(document).renderImageWithDPI(0, dpi, ImageType.GRAY);
        }
    }

    /** The image turned clockwise about its middle, white let in. */
    public static BufferedImage turned(BufferedImage image, double degrees) {
        boolean sideways = Math.round(degrees) % 180 != 0 && degrees % 90 == 0;
        int width = sideways ? image.getHeight() : image.getWidth();
        int height = sideways ? image.getWidth() : image.getHeight();
        BufferedImage turned = blank(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = turned.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.translate(width / 2.0, height / 2.0);
        graphics.rotate(Math.toRadians(degrees));
        graphics.drawImage(image, -image.getWidth() / 2, -image.getHeight() / 2, null);
        graphics.dispose();
        return turned;
    }

    /** As a photo shows paper that bulges: gray, its columns moved up by a half wave, by most in the middle, px. */
    public static BufferedImage curled(BufferedImage image, int most) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage curled = blank(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < width; x++) {
            double up = most * Math.sin(Math.PI * x / width);
            int whole = (int) up;
            double share = up - whole;
            for (int y = 0; y < height - whole - 1; y++) {
                double gray = image.getRaster().getSample(x, y + whole, 0) * (1 - share)
                        + image.getRaster().getSample(x, y + whole + 1, 0) * share;
                curled.getRaster().setSample(x, y, 0, (int) gray);
            }
        }
        return curled;
    }

    /** White paper. */
    public static BufferedImage blank(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** In black and white, as faxes are. */
    public static BufferedImage bitonal(BufferedImage image) {
        BufferedImage bitonal = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int gray = image.getRaster().getSample(x, y, 0);
                bitonal.getRaster().setSample(x, y, 0, gray > 128 ? 1 : 0);
            }
        }
        return bitonal;
    }

    /** A sheet with a Code 128 barcode and nothing else, 200 dpi. */
    public static BufferedImage barcodeSheet(String value) {
        BufferedImage sheet = blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY);
        BitMatrix bars = new Code128Writer().encode(value, BarcodeFormat.CODE_128, 1000, 200);
        for (int y = 0; y < bars.getHeight(); y++) {
            for (int x = 0; x < bars.getWidth(); x++) {
                if (bars.get(x, y)) {
                    sheet.getRaster().setSample(350 + x, 900 + y, 0, 0);
                }
            }
        }
        return sheet;
    }

    /** A sheet with a transfer patch across its head, 200 dpi. */
    public static BufferedImage patchSheet() {
        BufferedImage sheet = blank(1700, 2200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.BLACK);
        int y = 100;
        for (int height : new int[] {16, 40, 16, 40}) {
            graphics.fillRect(600, y, 500, height);
            y += height + 16;
        }
        graphics.dispose();
        return sheet;
    }

    /** Writes images into one TIFF, compressed as faxes are (bitonal) or by LZW. */
    public static void tiff(Path file, List<BufferedImage> pages) throws IOException {
        ImageWriter writer = null;
        var writers = ImageIO.getImageWritersByFormatName("tiff");
        while (writers.hasNext()) {
            ImageWriter next = writers.next();
            if (next.getClass().getName().startsWith("com.sun.")) {
                writer = next;
            }
        }
        if (writer == null) {
            throw new IOException("the JDK's TIFF writer is missing");
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(page.getType() == BufferedImage.TYPE_BYTE_BINARY ? "CCITT T.6" : "LZW");
                writer.writeToSequence(new IIOImage(page, null, null), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }
}
