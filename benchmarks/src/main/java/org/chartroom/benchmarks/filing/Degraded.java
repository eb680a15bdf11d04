package org.chartroom.benchmarks.filing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How a page looks when it arrives. The first two are of the built half, the others of the tested one. */
enum Degraded {
    /** A scan in greys at 200 dpi, a little soft. */
    GREY_SCAN(200, 200, Font.SANS_SERIF),
    /** A fax of fine resolution, 204 by 196 dpi. */
    FINE_FAX(204, 196, Font.SERIF),
    /** A scan in greys at 150 dpi, pale. */
    PALE_SCAN(150, 150, Font.SERIF),
    /** A fax of standard resolution, 204 by 98 dpi. */
    STANDARD_FAX(204, 98, Font.SANS_SERIF),
    /** A copy of a copy: crooked by about a degree, specks, letters grown together or broken. */
    PHOTOCOPY(200, 200, Font.SERIF);

    private static final double POINTS = 72;
    private static final double WIDTH = 612;
    private static final double HEIGHT = 792;

    private final int xDpi;
    private final int yDpi;
    private final String font;

    Degraded(int xDpi, int yDpi, String font) {
        this.xDpi = xDpi;
        this.yDpi = yDpi;
        this.font = font;
    }

    static List<Degraded> of(Half half) {
        return half == Half.BUILT ? List.of(GREY_SCAN, FINE_FAX) : List.of(PALE_SCAN, STANDARD_FAX, PHOTOCOPY);
    }

    BufferedImage image(List<Printed> page, Random chance) {
        BufferedImage drawn = drawn(page, this == PHOTOCOPY ? Math.toRadians(chance.nextDouble() * 2 - 1) : 0);
        return switch (this) {
            case GREY_SCAN -> noisy(soft(drawn), 12, chance);
            case PALE_SCAN -> pale(noisy(soft(drawn), 10, chance));
            case FINE_FAX, STANDARD_FAX -> blackAndWhite(drawn, 140, 0.0004, chance);
            case PHOTOCOPY -> blackAndWhite(soft(soft(drawn)), 150 + chance.nextInt(60), 0.002, chance);
        };
    }

    /** Where the words of a page stand on its image. */
    List<PlacedWord> places(List<Printed> page) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<PlacedWord> places = new ArrayList<>();
        for (Printed printed : page) {
            Font type = font(printed);
            int begin = 0;
            for (String word : printed.text().split(" ")) {
                if (!word.isEmpty()) {
                    double left = type.getStringBounds(printed.text().substring(0, begin), context)
                            .getWidth();
                    double width = type.getStringBounds(word, context).getWidth();
                    places.add(new PlacedWord(
                            word,
                            (printed.x() + left + width / 2) / WIDTH,
                            (printed.y() - printed.size() * 0.36) / HEIGHT));
                }
                begin += word.length() + 1;
            }
        }
        return places;
    }

    private Font font(Printed printed) {
        return new Font(font, Font.PLAIN, 1).deriveFont((float) printed.size());
    }

    private BufferedImage drawn(List<Printed> page, double turned) {
        BufferedImage image = new BufferedImage(
                (int) (WIDTH * xDpi / POINTS), (int) (HEIGHT * yDpi / POINTS), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(xDpi / POINTS, yDpi / POINTS);
        graphics.rotate(turned, WIDTH / 2, HEIGHT / 2);
        for (Printed printed : page) {
            graphics.setFont(font(printed));
            graphics.drawString(printed.text(), (float) printed.x(), (float) printed.y());
        }
        graphics.dispose();
        return image;
    }

    private static BufferedImage soft(BufferedImage image) {
        float[] ninth = new float[9];
        Arrays.fill(ninth, 1 / 9f);
        return new ConvolveOp(new Kernel(3, 3, ninth), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    private static BufferedImage pale(BufferedImage image) {
        return new RescaleOp(0.55f, 100, null).filter(image, null);
    }

    private static BufferedImage noisy(BufferedImage image, int spread, Random chance) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int level = image.getRaster().getSample(x, y, 0) - 6 + (int) (chance.nextGaussian() * spread);
                image.getRaster().setSample(x, y, 0, Math.clamp(level, 0, 255));
            }
        }
        return image;
    }

    private static BufferedImage blackAndWhite(BufferedImage image, int threshold, double specks, Random chance) {
        BufferedImage bits = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean light = image.getRaster().getSample(x, y, 0) > threshold;
                bits.getRaster().setSample(x, y, 0, (chance.nextDouble() < specks) != light ? 1 : 0);
            }
        }
        return bits;
    }
}
