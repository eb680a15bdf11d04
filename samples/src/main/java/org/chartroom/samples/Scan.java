package org.chartroom.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** What printing, scanning, faxing and photographing do to a page. Every method gives a new image. */
final class Scan {
    private Scan() {}

    /** Turns by this many degrees clockwise about the middle, on a white ground, same size. */
    static BufferedImage skew(BufferedImage page, double degrees) {
        BufferedImage out = like(page, page.getWidth(), page.getHeight());
        Graphics2D g = smooth(out);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, out.getWidth(), out.getHeight());
        g.drawImage(
                page,
                AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), page.getWidth() / 2.0, page.getHeight() / 2.0),
                null);
        g.dispose();
        return out;
    }

    /** Turns by quarters clockwise: 1 is 90 degrees. */
    static BufferedImage turn(BufferedImage page, int quarters) {
        int width = page.getWidth();
        int height = page.getHeight();
        boolean side = quarters % 2 != 0;
        BufferedImage out = like(page, side ? height : width, side ? width : height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = page.getRGB(x, y);
                switch (quarters % 4) {
                    case 1 -> out.setRGB(height - 1 - y, x, rgb);
                    case 2 -> out.setRGB(width - 1 - x, height - 1 - y, rgb);
                    case 3 -> out.setRGB(y, width - 1 - x, rgb);
                    default -> out.setRGB(x, y, rgb);
                }
            }
        }
        return out;
    }

    /** A flatbed's grey noise and a light paper tone. */
    static BufferedImage flatbed(BufferedImage page, Random random, int noise) {
        BufferedImage out = like(page, page.getWidth(), page.getHeight());
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int rgb = page.getRGB(x, y);
                int shift = (int) (random.nextGaussian() * noise) - 4;
                out.setRGB(
                        x,
                        y,
                        clamp((rgb >> 16 & 255) + shift) << 16
                                | clamp((rgb >> 8 & 255) + shift) << 8
                                | clamp((rgb & 255) + shift));
            }
        }
        return out;
    }

    /** Draws another page very faintly and mirrored, as print shows through thin paper. */
    static BufferedImage showThrough(BufferedImage blank, BufferedImage behind, int percent) {
        BufferedImage out = like(blank, blank.getWidth(), blank.getHeight());
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                int front = blank.getRGB(x, y) & 255;
                int back = behind.getRGB(
                                behind.getWidth() - 1 - x * behind.getWidth() / out.getWidth(),
                                y * behind.getHeight() / out.getHeight())
                        & 255;
                int grey = clamp(front - (255 - back) * percent / 100);
                out.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return out;
    }

    /** Black and white at this size in px: what a fax machine sends. */
    static BufferedImage bitonal(BufferedImage page, int width, int height, int threshold) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = smooth(scaled);
        g.drawImage(page, 0, 0, width, height, null);
        g.dispose();
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.setRGB(x, y, (scaled.getRGB(x, y) & 255) < threshold ? 0xff000000 : 0xffffffff);
            }
        }
        return out;
    }

    /** Specks and lost lines of a bad telephone line. */
    static BufferedImage lineNoise(BufferedImage fax, Random random, int specks, int lostLines) {
        BufferedImage out = new BufferedImage(fax.getWidth(), fax.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D g = out.createGraphics();
        g.drawImage(fax, 0, 0, null);
        g.dispose();
        for (int i = 0; i < specks; i++) {
            int x = random.nextInt(out.getWidth() - 2);
            int y = random.nextInt(out.getHeight() - 2);
            out.setRGB(x, y, 0xff000000);
            if (random.nextInt(3) == 0) {
                out.setRGB(x + 1, y, 0xff000000);
            }
        }
        for (int i = 0; i < lostLines; i++) {
            int y = random.nextInt(out.getHeight());
            int from = random.nextInt(out.getWidth());
            for (int x = from; x < Math.min(out.getWidth(), from + out.getWidth() / 3); x++) {
                out.setRGB(x, y, 0xffffffff);
            }
        }
        return out;
    }

    /** Lays a strip of rendered header over the top of a fax page, as receiving machines print it. */
    static BufferedImage header(BufferedImage fax, BufferedImage strip) {
        BufferedImage out = new BufferedImage(fax.getWidth(), fax.getHeight(), fax.getType());
        Graphics2D g = out.createGraphics();
        g.drawImage(fax, 0, 0, null);
        g.drawImage(strip, 0, 0, fax.getWidth(), strip.getHeight(), null);
        g.dispose();
        return out;
    }

    /** A page lying on a desk, taken from above and a little aside, with uneven light. */
    static BufferedImage photo(BufferedImage page, Random random, int width, int height) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double[][] corners = {
            {width * (0.07 + random.nextDouble() * 0.03), height * (0.06 + random.nextDouble() * 0.02)},
            {width * (0.91 + random.nextDouble() * 0.03), height * (0.05 + random.nextDouble() * 0.03)},
            {width * (0.95 + random.nextDouble() * 0.02), height * (0.95 - random.nextDouble() * 0.02)},
            {width * (0.04 + random.nextDouble() * 0.02), height * (0.94 + random.nextDouble() * 0.02)}
        };
        double[] h = homography(corners, page.getWidth(), page.getHeight());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double w = h[6] * x + h[7] * y + 1;
                double px = (h[0] * x + h[1] * y + h[2]) / w;
                double py = (h[3] * x + h[4] * y + h[5]) / w;
                double light = 0.72 + 0.25 * x / width + 0.06 * Math.sin(3.0 * y / height);
                int grain = (int) (random.nextGaussian() * 3);
                int base;
                if (px >= 0 && py >= 0 && px < page.getWidth() - 1 && py < page.getHeight() - 1) {
                    base = blend(page, px, py);
                } else {
                    int wood = 120 + (int) (14 * Math.sin(x / 37.0 + Math.sin(y / 90.0) * 2));
                    base = wood << 16 | (wood - 35) << 8 | (wood - 65);
                }
                int r = clamp((int) ((base >> 16 & 255) * light) + grain);
                int gr = clamp((int) ((base >> 8 & 255) * light * 0.98) + grain);
                int b = clamp((int) ((base & 255) * light * 0.93) + grain);
                out.setRGB(x, y, r << 16 | gr << 8 | b);
            }
        }
        return out;
    }

    /** The map from the photo's px to the page's px that takes the four corners to the page's. */
    private static double[] homography(double[][] corners, int width, int height) {
        double[][] to = {{0, 0}, {width, 0}, {width, height}, {0, height}};
        double[][] a = new double[8][9];
        for (int i = 0; i < 4; i++) {
            double x = corners[i][0];
            double y = corners[i][1];
            a[2 * i] = new double[] {x, y, 1, 0, 0, 0, -to[i][0] * x, -to[i][0] * y, to[i][0]};
            a[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -to[i][1] * x, -to[i][1] * y, to[i][1]};
        }
        for (int column = 0; column < 8; column++) {
            int pivot = column;
            for (int row = column; row < 8; row++) {
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int row = 0; row < 8; row++) {
                if (row != column) {
                    double factor = a[row][column] / a[column][column];
                    for (int k = column; k < 9; k++) {
                        a[row][k] -= factor * a[column][k];
                    }
                }
            }
        }
        double[] h = new double[8];
        for (int i = 0; i < 8; i++) {
            h[i] = a[i][8] / a[i][i];
        }
        return h;
    }

    private static int blend(BufferedImage page, double px, double py) {
        int x = (int) px;
        int y = (int) py;
        double fx = px - x;
        double fy = py - y;
        int out = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double top = (page.getRGB(x, y) >> shift & 255) * (1 - fx) + (page.getRGB(x + 1, y) >> shift & 255) * fx;
            double bottom =
                    (page.getRGB(x, y + 1) >> shift & 255) * (1 - fx) + (page.getRGB(x + 1, y + 1) >> shift & 255) * fx;
            out |= clamp((int) (top * (1 - fy) + bottom * fy)) << shift;
        }
        return out;
    }

    private static BufferedImage like(BufferedImage page, int width, int height) {
        int type = page.getType() == BufferedImage.TYPE_CUSTOM ? BufferedImage.TYPE_INT_RGB : page.getType();
        return new BufferedImage(width, height, type);
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        return g;
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }
}
