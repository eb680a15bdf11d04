package org.chartroom.ingest.image;

import java.io.IOException;
import java.nio.file.Path;
import org.chartroom.models.text.PageGeometry;

/** Writes the upright page that people see, and its thumbnail. */
public final class PageImages {
    /** Longest side of a thumbnail, px. */
    public static final int THUMBNAIL_PX = 320;

    /** A page with more tones than this is a photo or a noisy scan: PNG would make it many times larger. */
    private static final int PRINT_TONES = 200;

    private static final int QUALITY = 80;

    private PageImages() {}

    /**
     * Writes {@code page-N.png} or {@code .jpg}, and {@code page-N-small.jpg}.
     *
     * @param spool an existing folder
     * @param sourcePage N, from 1
     * @param rotation degrees the input was turned clockwise to stand upright: 0, 90, 180 or 270
     * @param skewDegrees skew that was taken out, positive clockwise
     * @throws IOException when the folder cannot take them
     */
    public static KeptImage keep(PageBitmap page, Path spool, int sourcePage, int rotation, double skewDegrees)
            throws IOException {
        boolean print = page.depth() == 1 || page.tones(PRINT_TONES) <= PRINT_TONES;
        Path image = spool.resolve("page-" + sourcePage + (print ? ".png" : ".jpg"));
        if (print) {
            page.writePng(image);
        } else {
            page.writeJpeg(image, QUALITY);
        }
        Path thumbnail = spool.resolve("page-" + sourcePage + "-small.jpg");
        double factor = Math.min(1, (double) THUMBNAIL_PX / Math.max(page.width(), page.height()));
        try (PageBitmap small = factor < 1 ? page.scaled(factor, factor) : page.withDpi(page.xDpi(), page.yDpi());
                PageBitmap shown = small.depth() == 1 ? small.gray() : small.withDpi(small.xDpi(), small.yDpi())) {
            shown.writeJpeg(thumbnail, 75);
        }
        return new KeptImage(
                image,
                thumbnail,
                new PageGeometry(page.width(), page.height(), page.xDpi(), page.yDpi(), rotation, skewDegrees));
    }
}
