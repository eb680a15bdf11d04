package org.chartroom.api.releases;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.chartroom.api.errors.ProblemException;

/** Pictures of signatures as they come from a screen: small, and with something drawn on them. */
final class DrawnSignature {
    private static final int MOST_BYTES = 500_000;
    private static final int WIDEST = 3_000;
    private static final int HIGHEST = 1_500;

    /** A dot is no signature. */
    private static final int LEAST_INK = 100;

    private static final int DARK = 128;
    private static final int SEEN = 64;

    private DrawnSignature() {}

    /** @throws ProblemException when it is no picture of a signature */
    static void check(byte[] png) {
        if (png.length > MOST_BYTES) {
            throw not();
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) > WIDEST || reader.getHeight(0) > HIGHEST) {
                throw not();
            }
            if (ink(reader.read(0)) < LEAST_INK) {
                throw ProblemException.badRequest(
                        "Nothing is drawn. Sign again, or type the name. Nothing was handed over.");
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof ProblemException problem ? problem : not();
        } finally {
            reader.dispose();
        }
    }

    private static int ink(BufferedImage picture) {
        int ink = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int argb = picture.getRGB(x, y);
                int light = ((argb >> 16 & 0xff) + (argb >> 8 & 0xff) + (argb & 0xff)) / 3;
                if (argb >>> 24 > SEEN && light < DARK) {
                    ink++;
                }
            }
        }
        return ink;
    }

    private static ProblemException not() {
        return ProblemException.badRequest(
                "The signature is no picture that can be kept (a PNG of 3,000 by 1,500 points at most). Sign again, or type the name. Nothing was handed over.");
    }
}
