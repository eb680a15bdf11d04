package org.chartroom.api.reader;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Fax files of many pages, each with its number in words. */
public final class ManyPages {
    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private ManyPages() {}

    /** Writes a TIFF of so many pages. */
    public static Path tiff(Path file, int pages) throws IOException {
        return tiff(file, pages, 0);
    }

    /** The same with one page, from 1, that has 64 million pixels. */
    static Path tiff(Path file, int pages, int hugePage) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("CCITT T.6");
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int page = 1; page <= pages; page++) {
                BufferedImage image = page == hugePage ? paper(8_000, 8_000) : page(page);
                writer.writeToSequence(
                        new IIOImage(
                                image,
                                null,
                                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), how)),
                        how);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** What stands on a page. */
    static String words(int page) {
        return "Page number " + DIGITS[page / 10 % 10] + " " + DIGITS[page % 10];
    }

    private static BufferedImage page(int number) {
        BufferedImage page = paper(1_728, 2_156);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 44));
        graphics.drawString(words(number) + " of a letter from another office.", 180, 300);
        graphics.drawString("There is no known allergy and no fever today.", 180, 400);
        graphics.dispose();
        return page;
    }

    private static BufferedImage paper(int width, int height) {
        BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return page;
    }
}
