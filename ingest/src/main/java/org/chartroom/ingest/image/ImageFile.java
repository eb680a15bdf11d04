package org.chartroom.ingest.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.chartroom.ingest.Budgets;
import org.chartroom.models.text.PageProblem;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * An image file, decoded page by page: one page's pixels are in memory at a time, and only after its header was found to
 * be within the budget. Not safe for use by several threads.
 */
public final class ImageFile implements AutoCloseable {
    /** Of a page of gray or colour with more pixels than this only every second, or fewer, are decoded. */
    private static final long MOST_DECODED = 45_000_000L;

    /** A page of more is made smaller before it is worked on, of which several copies are in memory at a time, octets. */
    private static final long ENOUGH = 72_000_000L;

    private final ImageReader reader;
    private final ImageInputStream stream;
    private final Budgets budgets;
    private final String mediaType;

    private ImageFile(ImageReader reader, ImageInputStream stream, Budgets budgets, String mediaType) {
        this.reader = reader;
        this.stream = stream;
        this.budgets = budgets;
        this.mediaType = mediaType;
    }

    /**
     * Opens a file.
     *
     * @param mediaType by its bytes
     * @throws UndecodableException when there is no decoder for it, or its header is damaged
     * @throws IOException when the file cannot be opened
     */
    public static ImageFile open(Path file, String mediaType, Budgets budgets)
            throws IOException, UndecodableException {
        ImageReader reader = readerFor(mediaType);
        ImageInputStream stream = new FileImageInputStream(file.toFile());
        reader.setInput(stream, false, false);
        return new ImageFile(reader, stream, budgets, mediaType);
    }

    private static ImageReader readerFor(String mediaType) throws UndecodableException {
        ImageReader best = null;
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(asRegistered(mediaType));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (best == null || trust(reader) > trust(best)) {
                best = reader;
            }
        }
        if (best == null) {
            throw new UndecodableException(PageProblem.UNSUPPORTED, notDecoded(mediaType));
        }
        return best;
    }

    private static String notDecoded(String mediaType) {
        return switch (mediaType) {
            case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif" ->
                "This photo is in the format " + (mediaType.equals("image/avif") ? "AVIF" : "HEIC")
                        + ", which cannot be read here; it is kept as it came. Save it as JPEG and send it again"
                        + " (on an iPhone: Settings, Camera, Formats, Most Compatible).";
            default -> "Images of the type " + mediaType + " are kept but not read.";
        };
    }

    /** The type a decoder goes by for what it reads under several names. */
    private static String asRegistered(String mediaType) {
        return switch (mediaType) {
            case "image/x-portable-bitmap",
                    "image/x-portable-graymap",
                    "image/x-portable-pixmap",
                    "image/x-portable-anymap",
                    "image/x-portable-arbitrarymap" -> "image/x-portable-anymap";
            case "image/jp2", "image/jpx", "image/jpm", "image/x-jp2-codestream", "image/x-jp2-container" ->
                "image/jp2";
            default -> mediaType;
        };
    }

    /** Of several decoders of a type, those hardened against damaged files go first, then the platform's own. */
    private static int trust(ImageReader reader) {
        String name = reader.getClass().getName();
        return name.startsWith("com.twelvemonkeys.") ? 2 : name.startsWith("com.sun.") ? 1 : 0;
    }

    /** How many pages it has; empty when its directory is damaged, so that only trying tells. */
    public OptionalInt pages() {
        if (!mediaType.equals("image/tiff")) {
            // The frames of an animation are not pages.
            return OptionalInt.of(1);
        }
        try {
            int pages = reader.getNumImages(true);
            return pages > 0 ? OptionalInt.of(pages) : OptionalInt.empty();
        } catch (IOException | RuntimeException e) {
            return OptionalInt.empty();
        }
    }

    /** Whether the file has a page with this number, from 1, as far as its directory can be followed. */
    public boolean has(int sourcePage) {
        try {
            return reader.getWidth(sourcePage - 1) > 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Decodes one page.
     *
     * @param sourcePage from 1
     * @throws UndecodableException when it is over the budget or damaged; other pages may still be fine
     */
    public Decoded page(int sourcePage) throws UndecodableException {
        int index = sourcePage - 1;
        try {
            int width = reader.getWidth(index);
            int height = reader.getHeight(index);
            check(width, height);
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            BufferedImage image;
            int subsampling = subsampling(width, height, index);
            try {
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceSubsampling(subsampling, subsampling, 0, 0);
                image = reader.read(index, param);
            } finally {
                reader.removeIIOReadWarningListener(warnings);
            }
            Layout layout = layout(index);
            PageBitmap bitmap = affordable(PageBitmap.of(image, layout.xDpi / subsampling, layout.yDpi / subsampling));
            if (layout.quarters == 0) {
                return new Decoded(bitmap, warnings.damaged, 0);
            }
            try (bitmap) {
                return new Decoded(bitmap.turned(layout.quarters), warnings.damaged, layout.quarters * 90);
            }
        } catch (OutOfMemoryError e) {
            throw new UndecodableException(
                    PageProblem.TOO_LARGE, "Page " + sourcePage + " needs more memory than a page may take.");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UndecodableException(
                    PageProblem.CORRUPT, "Page " + sourcePage + " is damaged or cut off and could not be decoded.");
        }
    }

    private static PageBitmap affordable(PageBitmap page) {
        double octets = (double) page.width() * page.height() * page.depth() / 8;
        if (page.depth() == 1 || octets <= ENOUGH) {
            return page;
        }
        double factor = Math.sqrt(ENOUGH / octets);
        try (page) {
            return page.scaled(factor, factor);
        }
    }

    private void check(int width, int height) throws UndecodableException {
        if (width <= 0 || height <= 0) {
            throw new UndecodableException(PageProblem.CORRUPT, "The image has no size.");
        }
        if ((long) width * height > budgets.maxPixelsPerPage()) {
            throw new UndecodableException(
                    PageProblem.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The image has %,d x %,d pixels; at most %,d pixels a page are read.",
                            width,
                            height,
                            budgets.maxPixelsPerPage()));
        }
    }

    private int subsampling(int width, int height, int index) throws IOException {
        long pixels = (long) width * height;
        if (pixels <= MOST_DECODED
                || reader.getRawImageType(index) == null
                || reader.getRawImageType(index).getColorModel().getPixelSize() == 1) {
            return 1;
        }
        return (int) Math.ceil(Math.sqrt((double) pixels / MOST_DECODED));
    }

    /**
     * Resolution and direction as the file states them.
     *
     * @param quarters to turn clockwise
     */
    private record Layout(double xDpi, double yDpi, int quarters) {}

    private Layout layout(int index) {
        try {
            IIOMetadata metadata = reader.getImageMetadata(index);
            if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
                return new Layout(0, 0, 0);
            }
            Element root = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
            double x = dpi(value(root, "HorizontalPixelSize"));
            double y = dpi(value(root, "VerticalPixelSize"));
            double ratio = number(value(root, "PixelAspectRatio"));
            if (x > 0 && y <= 0) {
                y = ratio > 0 ? x * ratio : x;
            }
            return new Layout(x, y, quarters(value(root, "ImageOrientation")));
        } catch (IOException | RuntimeException e) {
            // What is written beside the pixels may be broken while the pixels are fine.
            return new Layout(0, 0, 0);
        }
    }

    private static double dpi(@Nullable String mmPerPixel) {
        double mm = number(mmPerPixel);
        return mm > 0 ? 25.4 / mm : 0;
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int quarters(@Nullable String orientation) {
        return switch (orientation == null ? "" : orientation.toLowerCase(Locale.ROOT)) {
            // The standard names say how far to turn the stored image counter-clockwise to see it upright.
            case "rotate270" -> 1;
            case "rotate180" -> 2;
            case "rotate90" -> 3;
            default -> 0;
        };
    }

    private static @Nullable String value(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return found.getLength() == 0 ? null : ((Element) found.item(0)).getAttribute("value");
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        stream.close();
    }

    /** Decoders of JPEG warn and fill in gray where bytes are missing. */
    private static final class Warnings implements IIOReadWarningListener {
        private boolean damaged;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            damaged |= text.contains("premature") || text.contains("corrupt") || text.contains("truncated");
        }
    }
}
