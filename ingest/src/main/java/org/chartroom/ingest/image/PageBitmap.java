package org.chartroom.ingest.image;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import net.sourceforge.lept4j.Boxa;
import net.sourceforge.lept4j.ILeptonica;
import net.sourceforge.lept4j.Leptonica1;
import net.sourceforge.lept4j.Pix;
import org.chartroom.models.text.Box;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of one page, in Leptonica's memory: bitonal (1 bit, set is ink), gray (8 bit) or colour (32 bit), never with
 * transparency or a palette. Immutable; what changes pixels makes a new bitmap. Whoever makes one closes it.
 *
 * <p>Not safe for use by several threads.
 */
public final class PageBitmap implements AutoCloseable {
    static {
        // What it says on standard error is about pages, and nobody reads it.
        Leptonica1.setMsgSeverity(ILeptonica.L_SEVERITY_NONE);
    }

    private final Pix pix;
    private final double xDpi;
    private final double yDpi;
    private boolean closed;

    /** Takes over an image that Leptonica made; null, its way to say that it could not, is refused. */
    PageBitmap(@Nullable Pix made, double xDpi, double yDpi) {
        if (made == null) {
            throw new IllegalStateException("Leptonica made no image");
        }
        // JNA would copy its Java side of the struct back into native memory before each call, reference count
        // included: a double free or a leak as soon as Tesseract shares the image.
        made.setAutoSynch(false);
        this.pix = made;
        this.xDpi = xDpi;
        this.yDpi = yDpi;
    }

    /**
     * A copy of a decoded image, transparency laid over white.
     *
     * @param xDpi resolution across, dots per inch, 0 where not known
     * @param yDpi resolution down, dots per inch, 0 where not known
     */
    public static PageBitmap of(BufferedImage image, double xDpi, double yDpi) {
        if (image.getType() == BufferedImage.TYPE_BYTE_BINARY
                && image.getColorModel().getPixelSize() == 1) {
            return bitonal(image, xDpi, yDpi);
        }
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY ? gray(image, xDpi, yDpi) : colour(image, xDpi, yDpi);
    }

    private static PageBitmap bitonal(BufferedImage image, double xDpi, double yDpi) {
        if (!(image.getColorModel() instanceof IndexColorModel palette)
                || palette.getMapSize() != 2
                || palette.hasAlpha()
                || !isGray(palette.getRGB(0))
                || !isGray(palette.getRGB(1))) {
            return colour(image, xDpi, yDpi);
        }
        boolean setIsInk = (palette.getRGB(1) & 0xFF) < (palette.getRGB(0) & 0xFF);
        int width = image.getWidth();
        int height = image.getHeight();
        Pix made = Leptonica1.pixCreate(width, height, 1);
        PageBitmap bitmap = new PageBitmap(made, xDpi, yDpi);
        var raster = image.getRaster();
        int rowBytes = (width + 7) / 8;
        byte[] row = new byte[rowBytes];
        int words = Leptonica1.pixGetWpl(made);
        int[] packed = new int[words];
        int spare = rowBytes * 8 - width;
        boolean direct = raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModelTranslateX() == 0
                && raster.getSampleModelTranslateY() == 0
                && raster.getSampleModel() instanceof MultiPixelPackedSampleModel model
                && model.getDataBitOffset() == 0;
        Pointer data = data(made);
        for (int y = 0; y < height; y++) {
            if (direct) {
                var model = (MultiPixelPackedSampleModel) raster.getSampleModel();
                byte[] all = ((DataBufferByte) raster.getDataBuffer()).getData();
                int from = raster.getDataBuffer().getOffset() + y * model.getScanlineStride();
                System.arraycopy(all, from, row, 0, rowBytes);
            } else {
                Arrays.fill(row, (byte) 0);
                for (int x = 0; x < width; x++) {
                    if (raster.getSample(x, y, 0) != 0) {
                        row[x >> 3] |= (byte) (0x80 >> (x & 7));
                    }
                }
            }
            if (!setIsInk) {
                for (int i = 0; i < rowBytes; i++) {
                    row[i] = (byte) ~row[i];
                }
            }
            if (spare > 0) {
                row[rowBytes - 1] &= (byte) (0xFF << spare);
            }
            pack(row, rowBytes, packed);
            data.write((long) y * words * 4, packed, 0, words);
        }
        return bitmap;
    }

    private static boolean isGray(int rgb) {
        return (rgb >> 16 & 0xFF) == (rgb >> 8 & 0xFF) && (rgb >> 8 & 0xFF) == (rgb & 0xFF);
    }

    private static PageBitmap gray(BufferedImage image, double xDpi, double yDpi) {
        int width = image.getWidth();
        int height = image.getHeight();
        Pix made = Leptonica1.pixCreate(width, height, 8);
        PageBitmap bitmap = new PageBitmap(made, xDpi, yDpi);
        int words = Leptonica1.pixGetWpl(made);
        byte[] row = new byte[width];
        int[] packed = new int[words];
        Pointer data = data(made);
        for (int y = 0; y < height; y++) {
            image.getRaster().getDataElements(0, y, width, 1, row);
            pack(row, width, packed);
            data.write((long) y * words * 4, packed, 0, words);
        }
        return bitmap;
    }

    /** Leptonica counts pixels from the most significant bit of 32-bit words in the machine's own byte order. */
    private static void pack(byte[] row, int bytes, int[] packed) {
        Arrays.fill(packed, 0);
        for (int i = 0; i < bytes; i++) {
            packed[i >> 2] |= (row[i] & 0xFF) << (24 - ((i & 3) << 3));
        }
    }

    private static PageBitmap colour(BufferedImage image, double xDpi, double yDpi) {
        int width = image.getWidth();
        int height = image.getHeight();
        Pix made = Leptonica1.pixCreate(width, height, 32);
        PageBitmap bitmap = new PageBitmap(made, xDpi, yDpi);
        // In strips: a second whole copy of a large colour page would double its memory.
        int stripHeight = Math.min(height, Math.max(1, 1_000_000 / width));
        BufferedImage strip = new BufferedImage(width, stripHeight, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width];
        Pointer data = data(made);
        long tinted = 0;
        for (int top = 0; top < height; top += stripHeight) {
            int rows = Math.min(stripHeight, height - top);
            Graphics2D graphics = strip.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, stripHeight);
            graphics.drawImage(image.getSubimage(0, top, width, rows), 0, 0, null);
            graphics.dispose();
            for (int y = 0; y < rows; y++) {
                strip.getRaster().getDataElements(0, y, width, 1, pixels);
                for (int x = 0; x < width; x++) {
                    int rgb = pixels[x];
                    tinted += tinted(rgb) ? 1 : 0;
                    pixels[x] = rgb << 8;
                }
                data.write((long) (top + y) * width * 4, pixels, 0, width);
            }
        }
        if (tinted * 20_000 > (long) width * height) {
            return bitmap;
        }
        try (bitmap) {
            return bitmap.gray();
        }
    }

    private static boolean tinted(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > 24;
    }

    private static Pointer data(Pix pix) {
        return Leptonica1.pixGetData(pix).getPointer();
    }

    /** Width in px. */
    public int width() {
        return Leptonica1.pixGetWidth(open());
    }

    /** Height in px. */
    public int height() {
        return Leptonica1.pixGetHeight(open());
    }

    /** Bits a pixel: 1, 8 or 32. */
    public int depth() {
        return Leptonica1.pixGetDepth(open());
    }

    /** Resolution across, dots per inch; 0 where not known. */
    public double xDpi() {
        return xDpi;
    }

    /** Resolution down, dots per inch; 0 where not known. */
    public double yDpi() {
        return yDpi;
    }

    /** The native image, owned by this bitmap and valid until it is closed. */
    public Pix pix() {
        return open();
    }

    /** The same pixels with another resolution written on them. */
    public PageBitmap withDpi(double newXDpi, double newYDpi) {
        return new PageBitmap(Leptonica1.pixClone(open()), newXDpi, newYDpi);
    }

    /** In 8-bit gray. */
    public PageBitmap gray() {
        return depth() == 32
                ? new PageBitmap(Leptonica1.pixConvertRGBToLuminance(open()), xDpi, yDpi)
                : new PageBitmap(Leptonica1.pixConvertTo8(open(), 0), xDpi, yDpi);
    }

    /** In 8-bit gray by the brightest of a pixel's colours: only what is black, not what is dark blue, comes out black. */
    PageBitmap brightest() {
        return depth() == 32
                ? new PageBitmap(Leptonica1.pixConvertRGBToGrayMinMax(open(), ILeptonica.L_CHOOSE_MAX), xDpi, yDpi)
                : gray();
    }

    /** In black and white, for looking at shapes: background evened out first, so that shadows are not ink. */
    public PageBitmap bitonal() {
        if (depth() == 1) {
            return new PageBitmap(Leptonica1.pixClone(open()), xDpi, yDpi);
        }
        try (PageBitmap gray = gray()) {
            if (Math.min(width(), height()) < 64) {
                return new PageBitmap(Leptonica1.pixThresholdToBinary(gray.pix, 160), xDpi, yDpi);
            }
            Pix flat = Leptonica1.pixBackgroundNormFlex(gray.pix, 7, 7, 1, 1, 0);
            if (flat == null) {
                return new PageBitmap(Leptonica1.pixThresholdToBinary(gray.pix, 160), xDpi, yDpi);
            }
            try (PageBitmap even = new PageBitmap(flat, xDpi, yDpi)) {
                return new PageBitmap(Leptonica1.pixThresholdToBinary(even.pix, 180), xDpi, yDpi);
            }
        }
    }

    /**
     * Its shapes in black and white at no more than about 200 dpi: what steps look at to decide, an eighth of the work of
     * the full page.
     */
    public PageBitmap shapes() {
        double factor = Math.min(1, 2_200.0 / Math.max(width(), height()));
        if (factor > 0.75) {
            return bitonal();
        }
        try (PageBitmap gray = depth() == 32 ? gray() : withDpi(xDpi, yDpi);
                PageBitmap small = gray.scaled(factor, factor)) {
            return small.bitonal();
        }
    }

    /** What is darker than this gray, 0..255, in black and white, pieces nearer to each other than this many px joined. */
    public PageBitmap joinedShapes(int gray, int px) {
        try (Mask dark = Mask.darkerThan(this, gray);
                Mask joined = dark.closed(px, px)) {
            return joined.asPage(xDpi, yDpi);
        }
    }

    /** Its dark straight strokes, level and upright ones at least this long, px, in black and white. */
    public PageBitmap straightStrokes(int px) {
        try (Mask dark = Mask.darkerThan(this, 170);
                Mask across = dark.opened(px, 1);
                Mask down = dark.opened(1, px);
                Mask both = across.or(down)) {
            return both.asPage(xDpi, yDpi);
        }
    }

    /** Painted white within these boxes. */
    public PageBitmap without(List<Box> boxes) {
        PageBitmap copy = new PageBitmap(Leptonica1.pixCopy(null, open()), xDpi, yDpi);
        for (Box part : boxes) {
            net.sourceforge.lept4j.Box box = Leptonica1.boxCreate(part.x(), part.y(), part.width(), part.height());
            try {
                if (depth() == 1) {
                    Leptonica1.pixClearInRect(copy.pix, box);
                } else {
                    Leptonica1.pixSetInRect(copy.pix, box);
                }
            } finally {
                Leptonica1.boxDestroy(new PointerByReference(box.getPointer()));
            }
        }
        return copy;
    }

    /**
     * The same by one threshold for the whole page: dark areas wider than strokes stay solid, and shadows are ink. Bitonal
     * pages have no other shapes.
     */
    public PageBitmap solidShapes() {
        if (depth() == 1) {
            return shapes();
        }
        double factor = Math.min(1, 2_200.0 / Math.max(width(), height()));
        try (PageBitmap gray = gray();
                PageBitmap small = factor > 0.75 ? gray.withDpi(xDpi, yDpi) : gray.scaled(factor, factor)) {
            return small.thresholded();
        }
    }

    /** Turned clockwise by this many quarters, 0 to 3. */
    public PageBitmap turned(int quarters) {
        boolean swapped = quarters % 2 == 1;
        return new PageBitmap(Leptonica1.pixRotateOrth(open(), quarters), swapped ? yDpi : xDpi, swapped ? xDpi : yDpi);
    }

    /** As seen through the paper from its other side. */
    public PageBitmap mirrored() {
        return new PageBitmap(Leptonica1.pixFlipLR(null, open()), xDpi, yDpi);
    }

    /** Turned clockwise by a few degrees about its middle, same size, white let in at the corners. */
    public PageBitmap turnedBy(double degrees) {
        if (depth() == 1) {
            // Sampling or shearing single bits frays the strokes; in gray they stay smooth.
            try (PageBitmap gray = gray();
                    PageBitmap turned = gray.turnedBy(degrees)) {
                return turned.thresholded();
            }
        }
        return new PageBitmap(
                Leptonica1.pixRotate(
                        open(),
                        (float) Math.toRadians(degrees),
                        ILeptonica.L_ROTATE_AREA_MAP,
                        ILeptonica.L_BRING_IN_WHITE,
                        0,
                        0),
                xDpi,
                yDpi);
    }

    /**
     * A gray or coloured page with every column moved up and stretched: at {@code y} stands what stood {@code still[x] +
     * growing[x] * (y - top)} px lower, above {@code top} and below {@code bottom} as much lower as there. White is let in.
     */
    PageBitmap movedInColumns(double[] still, double[] growing, double top, double bottom) {
        if (depth() == 1) {
            try (PageBitmap gray = gray()) {
                return gray.movedInColumns(still, growing, top, bottom);
            }
        }
        int width = width();
        int height = height();
        boolean colour = depth() == 32;
        int words = Leptonica1.pixGetWpl(open());
        int[] in = data(pix).getIntArray(0, words * height);
        Pix made = Leptonica1.pixCreate(width, height, depth());
        PageBitmap moved = new PageBitmap(made, xDpi, yDpi);
        Pointer out = data(made);
        int[] row = new int[words];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0);
            double down = Math.clamp(y, top, bottom) - top;
            for (int x = 0; x < width; x++) {
                double from = y + still[x] + growing[x] * down;
                int above = (int) Math.floor(from);
                int share = (int) ((from - above) * 256);
                if (colour) {
                    row[x] = mixed(in, above, height, words, x, share);
                } else {
                    int shift = 24 - ((x & 3) << 3);
                    int one = grayAt(in, above, height, words, x);
                    int other = grayAt(in, above + 1, height, words, x);
                    row[x >> 2] |= ((one * (256 - share) + other * share) >> 8) << shift;
                }
            }
            out.write((long) y * words * 4, row, 0, words);
        }
        return moved;
    }

    private static int grayAt(int[] pixels, int y, int height, int words, int x) {
        return y < 0 || y >= height ? 0xFF : pixels[y * words + (x >> 2)] >>> (24 - ((x & 3) << 3)) & 0xFF;
    }

    private static int mixed(int[] pixels, int above, int height, int words, int x, int share) {
        int one = above < 0 || above >= height ? 0xFFFFFF00 : pixels[above * words + x];
        int other = above + 1 < 0 || above + 1 >= height ? 0xFFFFFF00 : pixels[(above + 1) * words + x];
        int colour = 0;
        for (int shift = 8; shift <= 24; shift += 8) {
            colour |= (((one >>> shift & 0xFF) * (256 - share) + (other >>> shift & 0xFF) * share) >> 8) << shift;
        }
        return colour;
    }

    /** With rows that are copies of others, the number of the row each is copied from by its own number. */
    PageBitmap withRows(SortedMap<Integer, Integer> copied) {
        Pix made = Leptonica1.pixCopy(null, open());
        copied.forEach((to, from) -> Leptonica1.pixRasterop(made, 0, to, width(), 1, ILeptonica.PIX_SRC, pix, 0, from));
        return new PageBitmap(made, xDpi, yDpi);
    }

    /**
     * Painted white where a mask has ink.
     *
     * @param mask bitonal, of the same size
     */
    PageBitmap whitened(PageBitmap mask) {
        return painted(mask, 0xFF);
    }

    /** Likewise in this gray, 0..255; in black and white it is white. */
    PageBitmap painted(PageBitmap mask, int gray) {
        Pix painted = Leptonica1.pixCopy(null, open());
        if (depth() == 1) {
            Leptonica1.pixSubtract(painted, painted, mask.open());
        } else {
            Leptonica1.pixSetMasked(painted, mask.open(), depth() == 32 ? gray << 24 | gray << 16 | gray << 8 : gray);
        }
        return new PageBitmap(painted, xDpi, yDpi);
    }

    /**
     * In gray or black and white, light and dark exchanged where a mask has ink.
     *
     * @param mask bitonal, of the same size
     */
    PageBitmap inverted(PageBitmap mask) {
        try (PageBitmap base = depth() == 1 ? new PageBitmap(Leptonica1.pixCopy(null, open()), xDpi, yDpi) : gray();
                PageBitmap other = new PageBitmap(Leptonica1.pixInvert(null, base.pix), xDpi, yDpi)) {
            Pix made = Leptonica1.pixCopy(null, base.pix);
            Leptonica1.pixCombineMasked(made, other.pix, mask.open());
            return new PageBitmap(made, xDpi, yDpi);
        }
    }

    /** Stretched or shrunk; the resolution follows. A bitonal page that shrinks becomes gray. */
    public PageBitmap scaled(double byX, double byY) {
        if (depth() == 1 && byX < 1 && byX == byY && byX >= 0.05) {
            return new PageBitmap(Leptonica1.pixScaleToGray(open(), (float) byX), xDpi * byX, yDpi * byY);
        }
        if (depth() == 1) {
            try (PageBitmap gray = gray();
                    PageBitmap scaled = gray.scaled(byX, byY)) {
                return scaled.thresholded();
            }
        }
        return new PageBitmap(Leptonica1.pixScale(open(), (float) byX, (float) byY), xDpi * byX, yDpi * byY);
    }

    /** A gray page with its finest grain smoothed away: the dots of a printer's needles run together into strokes. */
    public PageBitmap smoothed() {
        return new PageBitmap(Leptonica1.pixBlockconvGray(open(), null, 1, 1), xDpi, yDpi);
    }

    private PageBitmap thresholded() {
        return new PageBitmap(Leptonica1.pixThresholdToBinary(open(), 128), xDpi, yDpi);
    }

    /** What is darker than this, 0..255, is no white paper any more. */
    private static final int NOT_WHITE = 236;

    /** The bounds of all that is not white; empty when all is. */
    public Optional<Box> bounds() {
        if (depth() != 1) {
            try (PageBitmap gray = gray();
                    PageBitmap dark = new PageBitmap(Leptonica1.pixThresholdToBinary(gray.open(), NOT_WHITE), 0, 0)) {
                return dark.bounds();
            }
        }
        PointerByReference found = new PointerByReference();
        if (Leptonica1.pixClipToForeground(open(), null, found) != 0 || found.getValue() == null) {
            return Optional.empty();
        }
        try {
            net.sourceforge.lept4j.Box box = new net.sourceforge.lept4j.Box(found.getValue());
            box.read();
            return Optional.of(new Box(box.x, box.y, box.w, box.h));
        } finally {
            Leptonica1.boxDestroy(found);
        }
    }

    /** The part within these bounds, which must lie on the page. */
    public PageBitmap clip(Box part) {
        net.sourceforge.lept4j.Box box = Leptonica1.boxCreate(part.x(), part.y(), part.width(), part.height());
        try {
            return new PageBitmap(Leptonica1.pixClipRectangle(open(), box, null), xDpi, yDpi);
        } finally {
            Leptonica1.boxDestroy(new PointerByReference(box.getPointer()));
        }
    }

    /** How many pixels of a bitonal page are ink. */
    public int inkPixels() {
        IntBuffer count = IntBuffer.allocate(1);
        Leptonica1.pixCountPixels(open(), count, null);
        return count.get(0);
    }

    /** A bitonal page without specks: shapes less than this many px both ways. */
    PageBitmap withoutSpecks(int px) {
        return new PageBitmap(
                Leptonica1.pixSelectBySize(
                        open(), px, px, 8, ILeptonica.L_SELECT_IF_EITHER, ILeptonica.L_SELECT_IF_GTE, null),
                xDpi,
                yDpi);
    }

    /** The boxes of the shapes (connected ink) of a bitonal page, at most this many, in no promised order. */
    public List<Box> shapeBoxes(int limit) {
        Boxa found = Leptonica1.pixConnCompBB(open(), 8);
        if (found == null) {
            return List.of();
        }
        try {
            found.setAutoSynch(false);
            IntBuffer x = IntBuffer.allocate(1);
            IntBuffer y = IntBuffer.allocate(1);
            IntBuffer width = IntBuffer.allocate(1);
            IntBuffer height = IntBuffer.allocate(1);
            int count = Math.min(limit, Leptonica1.boxaGetCount(found));
            List<Box> boxes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Leptonica1.boxaGetBoxGeometry(found, i, x, y, width, height);
                boxes.add(new Box(x.get(0), y.get(0), width.get(0), height.get(0)));
            }
            return boxes;
        } finally {
            Leptonica1.boxaDestroy(new PointerByReference(found.getPointer()));
        }
    }

    /**
     * How a bitonal page leans.
     *
     * @param range degrees to look to both sides
     */
    Optional<Lean> lean(double range) {
        FloatBuffer angle = FloatBuffer.allocate(1);
        FloatBuffer sure = FloatBuffer.allocate(1);
        FloatBuffer score = FloatBuffer.allocate(1);
        int sweepReduction = Math.min(width(), height()) >= 1200 ? 4 : 2;
        int failed = Leptonica1.pixFindSkewSweepAndSearchScorePivot(
                open(),
                angle,
                sure,
                score,
                sweepReduction,
                2,
                0f,
                (float) range,
                1f,
                0.01f,
                ILeptonica.L_SHEAR_ABOUT_CORNER);
        return failed == 0 ? Optional.of(new Lean(angle.get(0), sure.get(0))) : Optional.empty();
    }

    /**
     * Which way letters point on a bitonal, deskewed page, by their ascenders and descenders; empty when there are too few
     * letters to say.
     */
    public Optional<Uprightness> uprightness() {
        FloatBuffer up = FloatBuffer.allocate(1);
        FloatBuffer left = FloatBuffer.allocate(1);
        int failed = Leptonica1.pixOrientDetect(open(), up, left, 0, 0);
        return failed == 0 ? Optional.of(new Uprightness(up.get(0), left.get(0))) : Optional.empty();
    }

    /** How many different colours or grays are in it, counted on a sample, at most {@code limit} + 1. */
    int tones(int limit) {
        int step = Math.max(1, (int) Math.sqrt((double) width() * height() / 400_000));
        Pointer data = data(open());
        int words = Leptonica1.pixGetWpl(pix);
        int[] row = new int[words];
        Set<Integer> seen = new HashSet<>();
        int bytes = depth() / 8;
        for (int y = 0; y < height(); y += step) {
            data.read((long) y * words * 4, row, 0, words);
            for (int x = 0; x < width(); x += step) {
                seen.add(bytes == 4 ? row[x] >>> 8 : row[x >> 2] >>> (24 - ((x & 3) << 3)) & 0xFF);
                if (seen.size() > limit) {
                    return seen.size();
                }
            }
        }
        return seen.size();
    }

    /** The gray of every pixel, row by row, one byte each, 0 black; a bitonal page has 0 and 255 only. */
    public byte[] luminance() {
        try (PageBitmap gray = gray()) {
            int width = gray.width();
            int height = gray.height();
            int words = Leptonica1.pixGetWpl(gray.pix);
            byte[] bytes = new byte[Math.multiplyExact(width, height)];
            int[] row = new int[words];
            Pointer data = data(gray.pix);
            for (int y = 0; y < height; y++) {
                data.read((long) y * words * 4, row, 0, words);
                for (int x = 0; x < width; x++) {
                    bytes[y * width + x] = (byte) (row[x >> 2] >>> (24 - ((x & 3) << 3)));
                }
            }
            return bytes;
        }
    }

    /**
     * The bits of a bitonal page, row by row, set is ink: {@code (width + 31) / 32} words a row, its leftmost pixel in the
     * highest bit; what is beyond the right edge is not set.
     */
    public int[] bits() {
        if (depth() != 1) {
            throw new IllegalStateException("a page of " + depth() + " bits a pixel has no bits");
        }
        Leptonica1.pixSetPadBits(open(), 0);
        return data(pix).getIntArray(0, Leptonica1.pixGetWpl(pix) * height());
    }

    /** A bitonal page at half the size: ink where two of four pixels were. Specks and frayed edges go. */
    public PageBitmap halved() {
        return new PageBitmap(Leptonica1.pixReduceRankBinary2(open(), 2, null), xDpi / 2, yDpi / 2);
    }

    /** Writes it without loss. */
    void writePng(Path file) throws IOException {
        Leptonica1.pixSetResolution(open(), (int) Math.round(xDpi), (int) Math.round(yDpi));
        Leptonica1.pixSetZlibCompression(pix, 4);
        check(Leptonica1.pixWritePng(file.toString(), pix, 0f), file);
    }

    /** Writes it as JPEG; {@code quality} from 1 to 100. */
    void writeJpeg(Path file, int quality) throws IOException {
        Leptonica1.pixSetResolution(open(), (int) Math.round(xDpi), (int) Math.round(yDpi));
        check(Leptonica1.pixWriteJpeg(file.toString(), pix, quality, 0), file);
    }

    private static void check(int failed, Path file) throws IOException {
        if (failed != 0) {
            throw new IOException("the page image could not be written to " + file.getParent());
        }
    }

    private Pix open() {
        if (closed) {
            throw new IllegalStateException("the bitmap is closed");
        }
        return pix;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Leptonica1.pixDestroy(new PointerByReference(pix.getPointer()));
        }
    }
}
