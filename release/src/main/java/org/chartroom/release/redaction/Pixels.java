package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.chartroom.models.text.Box;

/** The pixels of a page image as numbers, the same whatever form the image has in memory. */
final class Pixels {
    private static final byte GRAYS = 1;
    private static final byte COLOURS = 3;

    private Pixels() {}

    /** A hash of size and pixels, in lower-case hex. */
    static String sha256(BufferedImage image) {
        MessageDigest digest = digest();
        int width = image.getWidth();
        digest.update(
                ByteBuffer.allocate(8).putInt(width).putInt(image.getHeight()).array());
        int[] row = new int[width];
        byte[] bytes = new byte[1 + width * COLOURS];
        for (int y = 0; y < image.getHeight(); y++) {
            row(image, y, row);
            digest.update(bytes, 0, write(row, bytes));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A row without colours is a third as long; which of both it is stands before it. */
    private static int write(int[] row, byte[] bytes) {
        bytes[0] = GRAYS;
        for (int x = 0; x < row.length; x++) {
            int rgb = row[x] & 0xFFFFFF;
            if (rgb != (rgb & 0xFF) * 0x010101) {
                return writeColours(row, bytes);
            }
            bytes[1 + x] = (byte) rgb;
        }
        return 1 + row.length;
    }

    private static int writeColours(int[] row, byte[] bytes) {
        bytes[0] = COLOURS;
        for (int x = 0; x < row.length; x++) {
            bytes[1 + 3 * x] = (byte) (row[x] >> 16);
            bytes[2 + 3 * x] = (byte) (row[x] >> 8);
            bytes[3 + 3 * x] = (byte) row[x];
        }
        return 1 + COLOURS * row.length;
    }

    /** Whether every pixel of a box is black. */
    static boolean isBlack(BufferedImage image, Box box) {
        if (box.x() + box.width() > image.getWidth() || box.y() + box.height() > image.getHeight()) {
            return false;
        }
        int[] row = new int[image.getWidth()];
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            row(image, y, row);
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                if ((row[x] & 0xFFFFFF) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Gray is taken as it is stored: {@code getRGB} would bend it by the curve of Java's gray colour space. For black and white
     * {@code getRGB} asks the colour model for each pixel, which takes longer than all else that is done to a page.
     */
    private static void row(BufferedImage image, int y, int[] row) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            byte[] grays = (byte[]) image.getRaster().getDataElements(0, y, row.length, 1, null);
            for (int x = 0; x < row.length; x++) {
                row[x] = (grays[x] & 0xFF) * 0x010101;
            }
        } else if (image.getType() == BufferedImage.TYPE_BYTE_BINARY
                && image.getColorModel() instanceof IndexColorModel palette) {
            int[] colours = new int[palette.getMapSize()];
            palette.getRGBs(colours);
            image.getRaster().getPixels(0, y, row.length, 1, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = colours[row[x]];
            }
        } else {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
