package org.chartroom.ingest.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chartroom.ingest.Barcode.Symbology;
import org.chartroom.ingest.PaperPages;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.SquarePixels;

/** Draws separator sheets, labelled pages and pages without any barcode, and what scanners and fax lines do to them. */
final class BarcodePages {
    static final int WIDTH = 1700;
    static final int HEIGHT = 2200;

    /** What happens to a page on its way, 200 dpi in all. */
    enum Way {
        GRAY_SCAN,
        BITONAL_SCAN,
        BLURRED_SCAN,
        FINE_FAX,
        STANDARD_FAX,
        BAD_FAX
    }

    private final Map<Integer, BufferedImage> letters = new java.util.HashMap<>();

    /** A sheet with a code and few words, turned about its middle. */
    BufferedImage sheet(Symbology symbology, String value, double degrees, Random random) throws IOException {
        BufferedImage words = letter(12, List.of("DOCUMENT SEPARATOR", value, "Place between two documents."));
        BufferedImage sheet = paper();
        Graphics2D pen = pen(sheet);
        pen.rotate(Math.toRadians(degrees), WIDTH / 2.0, HEIGHT / 2.0);
        pen.drawImage(
                words.getSubimage(0, 180, words.getWidth(), 300), 0, symbology == Symbology.PATCH_T ? 1300 : 300, null);
        pen.translate(WIDTH / 2.0 + random.nextInt(200) - 100, HEIGHT / 2.0 + random.nextInt(300) - 150);
        if (symbology == Symbology.PATCH_T) {
            pen.translate(0, -HEIGHT / 2.0 + 600);
            patch(pen, 500 + random.nextInt(500));
        } else {
            code(pen, symbology, value, random.nextDouble());
        }
        pen.dispose();
        return sheet;
    }

    /** A written page with a code at any angle in its lower half. */
    BufferedImage labelled(Symbology symbology, String value, double degrees, Random random) throws IOException {
        BufferedImage page = paper();
        Graphics2D pen = pen(page);
        pen.drawImage(letter(11, text(random, 26)), 0, 0, null);
        double x = WIDTH / 2.0 + random.nextInt(160) - 80;
        double y = 1600 + random.nextInt(60) - 30;
        pen.setColor(Color.WHITE);
        pen.fill(new Rectangle2D.Double(x - 560, y - 560, 1120, 1120));
        pen.setColor(Color.BLACK);
        pen.translate(x, y);
        pen.rotate(Math.toRadians(degrees));
        code(pen, symbology, value, random.nextDouble() * 0.6);
        pen.dispose();
        return page;
    }

    /** Text, a form or a table with line patterns, and no barcode. */
    BufferedImage plain(int number, Random random) throws IOException {
        BufferedImage page = paper();
        Graphics2D pen = pen(page);
        pen.rotate(Math.toRadians(random.nextGaussian() * 1.5), WIDTH / 2.0, HEIGHT / 2.0);
        switch (number % 5) {
            case 0 -> pen.drawImage(letter(8 + random.nextInt(6), text(random, 60)), 0, 0, null);
            case 1 -> form(pen, random);
            case 2 -> table(pen, random);
            case 3 -> stripes(pen, random);
            default -> {
                pen.drawImage(letter(14, text(random, 8)), 0, 0, null);
                chart(pen, random);
            }
        }
        pen.dispose();
        return page;
    }

    /** The page as it comes in. */
    PageBitmap arrived(BufferedImage page, Way way, Random random) {
        return switch (way) {
            case GRAY_SCAN -> PageBitmap.of(grained(page, random, 6), 200, 200);
            case BITONAL_SCAN ->
                PageBitmap.of(bitonal(grained(page, random, 10), 128 + random.nextInt(60) - 30), 200, 200);
            case BLURRED_SCAN -> PageBitmap.of(bitonal(blurred(page), 128 + random.nextInt(40) - 20), 200, 200);
            case FINE_FAX -> fax(page, 2156, 196, random, 400, 2);
            case STANDARD_FAX -> fax(page, 1078, 98, random, 200, 1);
            case BAD_FAX -> fax(page, 2156, 196, random, 4000, 12);
        };
    }

    private static PageBitmap fax(BufferedImage page, int lines, double yDpi, Random random, int specks, int lost) {
        BufferedImage scaled = new BufferedImage(1728, lines, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(page, 0, 0, 1728, lines, null);
        pen.dispose();
        BufferedImage fax = bitonal(scaled, 128 + random.nextInt(50) - 25);
        for (int i = 0; i < specks; i++) {
            int x = random.nextInt(1726);
            int y = random.nextInt(lines - 1);
            int ink = random.nextInt(4) == 0 ? 1 : 0;
            fax.getRaster().setSample(x, y, 0, ink);
            fax.getRaster().setSample(x + random.nextInt(2), y + random.nextInt(2), 0, ink);
        }
        for (int i = 0; i < lost; i++) {
            int y = random.nextInt(lines);
            int from = random.nextInt(1000);
            for (int x = from; x < Math.min(1728, from + 700); x++) {
                fax.getRaster().setSample(x, y, 0, 1);
            }
        }
        PageBitmap bitmap = PageBitmap.of(fax, 204, yDpi);
        PageBitmap square = new SquarePixels().apply(bitmap).page();
        if (square != bitmap) {
            bitmap.close();
        }
        return square;
    }

    private static BufferedImage grained(BufferedImage page, Random random, double grain) {
        BufferedImage out = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        byte[] from = ((java.awt.image.DataBufferByte) page.getRaster().getDataBuffer()).getData();
        byte[] to = ((java.awt.image.DataBufferByte) out.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < from.length; i++) {
            double noise = (random.nextInt(1000) + random.nextInt(1000) - 999) / 500.0 * grain;
            to[i] = (byte) Math.clamp((from[i] & 0xFF) * 0.88 + 14 + noise, 0, 255);
        }
        return out;
    }

    private static BufferedImage blurred(BufferedImage page) {
        float ninth = 1 / 9f;
        float[] mean = {ninth, ninth, ninth, ninth, ninth, ninth, ninth, ninth, ninth};
        return new ConvolveOp(new Kernel(3, 3, mean), ConvolveOp.EDGE_NO_OP, null).filter(page, null);
    }

    private static BufferedImage bitonal(BufferedImage page, int threshold) {
        BufferedImage out = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        byte[] from = ((java.awt.image.DataBufferByte) page.getRaster().getDataBuffer()).getData();
        byte[] to = ((java.awt.image.DataBufferByte) out.getRaster().getDataBuffer()).getData();
        int bytes = (page.getWidth() + 7) / 8;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                if ((from[y * page.getWidth() + x] & 0xFF) > threshold) {
                    to[y * bytes + (x >> 3)] |= (byte) (0x80 >> (x & 7));
                }
            }
        }
        return out;
    }

    private static void patch(Graphics2D pen, double length) {
        double y = -80;
        for (int bar : new int[] {16, 40, 16, 40}) {
            pen.fill(new Rectangle2D.Double(-length / 2, y, length, bar));
            y += bar + 16;
        }
    }

    /**
     * @param size 0..1, from the small print of labels to what fills a sheet
     */
    private static void code(Graphics2D pen, Symbology symbology, String value, double size) {
        BitMatrix modules = encoded(symbology, value);
        int width = modules.getWidth();
        int height = modules.getHeight();
        double module = switch (symbology) {
            case CODE_128 -> 2.6 + 4 * size;
            case CODE_39 -> 2.6 + 2 * size;
            case PDF417 -> 2.6 + 2 * size;
            default -> 4.5 + 6 * size;
        };
        module = Math.min(module, 1050.0 / width);
        boolean bars = symbology == Symbology.CODE_128 || symbology == Symbology.CODE_39;
        double tall = bars ? 90 + 140 * size : module * height;
        double step = tall / height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = x;
                while (x < width && modules.get(x, y)) {
                    x++;
                }
                if (x > from) {
                    pen.fill(new Rectangle2D.Double(
                            (from - width / 2.0) * module, (y - height / 2.0) * step, (x - from) * module, step));
                }
            }
        }
    }

    private static BitMatrix encoded(Symbology symbology, String value) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.MARGIN, 0);
        try {
            return switch (symbology) {
                case CODE_128 -> new MultiFormatWriter().encode(value, BarcodeFormat.CODE_128, 1, 1, hints);
                case CODE_39 -> new MultiFormatWriter().encode(value, BarcodeFormat.CODE_39, 1, 1, hints);
                case QR_CODE -> new MultiFormatWriter().encode(value, BarcodeFormat.QR_CODE, 1, 1, hints);
                case DATA_MATRIX -> {
                    hints.put(
                            EncodeHintType.DATA_MATRIX_SHAPE,
                            com.google.zxing.datamatrix.encoder.SymbolShapeHint.FORCE_SQUARE);
                    yield new MultiFormatWriter().encode(value, BarcodeFormat.DATA_MATRIX, 1, 1, hints);
                }
                case PDF417 -> {
                    com.google.zxing.pdf417.encoder.PDF417 code = new com.google.zxing.pdf417.encoder.PDF417();
                    code.setDimensions(12, 2, 90, 3);
                    code.generateBarcodeLogic(value, 3);
                    byte[][] rows = code.getBarcodeMatrix().getScaledMatrix(1, 3);
                    BitMatrix modules = new BitMatrix(rows[0].length, rows.length);
                    for (int y = 0; y < rows.length; y++) {
                        for (int x = 0; x < rows[0].length; x++) {
                            if (rows[rows.length - 1 - y][x] == 1) {
                                modules.set(x, y);
                            }
                        }
                    }
                    yield modules;
                }
                case PATCH_T -> throw new IllegalArgumentException("a patch says nothing");
            };
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void form(Graphics2D pen, Random random) {
        for (int row = 0; row < 30; row++) {
            int y = 150 + row * 62;
            pen.fillRect(150, y, 1400, 2);
            for (int box = 0; box < 30; box++) {
                if (random.nextInt(3) > 0) {
                    pen.drawRect(160 + box * 45, y + 10, 36, 40);
                }
            }
        }
    }

    private static void table(Graphics2D pen, Random random) {
        int pitch = 14 + random.nextInt(20);
        for (int x = 150; x < 1550; x += pitch * (1 + random.nextInt(3))) {
            pen.fillRect(x, 200, 1 + random.nextInt(3), 1700);
        }
        for (int y = 200; y < 1900; y += pitch * (1 + random.nextInt(3))) {
            pen.fillRect(150, y, 1400, 1 + random.nextInt(3));
        }
    }

    /** The nearest to a barcode that is none: bars of random widths. */
    private static void stripes(Graphics2D pen, Random random) {
        for (int block = 0; block < 6; block++) {
            int x = 150 + block % 2 * 750;
            int y = 200 + block / 2 * 600;
            int end = x + 300 + random.nextInt(350);
            while (x < end) {
                int bar = 2 + random.nextInt(12);
                if (block < 4) {
                    pen.fillRect(x, y, bar, 300);
                } else {
                    pen.fillRect(200 + (block - 4) * 750, x - 150 - (block - 4) * 750 + y, 400, bar);
                }
                x += bar + 2 + random.nextInt(12);
            }
        }
    }

    private static void chart(Graphics2D pen, Random random) {
        for (int bar = 0; bar < 20; bar++) {
            int height = 60 + random.nextInt(500);
            pen.fillRect(200 + bar * 60, 1800 - height, 30, height);
        }
        for (int i = 0; i < 60; i++) {
            for (int k = 0; k < 60; k++) {
                if (random.nextBoolean()) {
                    pen.fillRect(300 + i * 8, 700 + k * 8, 8, 8);
                }
            }
        }
    }

    private static List<String> text(Random random, int lines) {
        List<String> text = new ArrayList<>();
        int start = random.nextInt(PaperPages.LETTER.size());
        for (int i = 0; i < lines; i++) {
            text.add(PaperPages.LETTER.get((start + i) % PaperPages.LETTER.size()));
        }
        return text;
    }

    private BufferedImage letter(int points, List<String> lines) throws IOException {
        int key = points * 31 + lines.hashCode();
        BufferedImage known = letters.get(key);
        if (known == null) {
            known = PaperPages.scan(200, lines);
            letters.put(key, known);
        }
        return known;
    }

    private static BufferedImage paper() {
        return PaperPages.blank(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static Graphics2D pen(BufferedImage page) {
        Graphics2D pen = page.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(Color.BLACK);
        return pen;
    }
}
