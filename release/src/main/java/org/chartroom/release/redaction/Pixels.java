package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.chartroom.models.text.Box;

/** The pixels of a page image as numbers, the same whatever form the image has in memory. */
final class Pixels {
    private Pixels() {}

    /** A hash of size and pixels, in lower-case hex. */
    static String sha256(BufferedImage image) {
        MessageDigest digest = digest();
        int width = image.getWidth();
        digest.update(
                ByteBuffer.allocate(8).putInt(width).putInt(image.getHeight()).array());
        int[] row = new int[width];
        byte[] bytes = new byte[width * 3];
        for (int y = 0; y < image.getHeight(); y++) {
            row(image, y, row);
            for (int x = 0; x < width; x++) {
                bytes[3 * x] = (byte) (row[x] >> 16);
                bytes[3 * x + 1] = (byte) (row[x] >> 8);
                bytes[3 * x + 2] = (byte) row[x];
            }
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
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

    /** Gray is taken as it is stored: {@code getRGB} would bend it by the curve of Java's gray colour space. */
    private static void row(BufferedImage image, int y, int[] row) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            image.getRaster().getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] *= 0x010101;
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
