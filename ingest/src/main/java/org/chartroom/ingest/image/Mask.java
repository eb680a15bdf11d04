package org.chartroom.ingest.image;

import com.sun.jna.ptr.PointerByReference;
import java.nio.IntBuffer;
import java.util.List;
import net.sourceforge.lept4j.Box;
import net.sourceforge.lept4j.ILeptonica;
import net.sourceforge.lept4j.Leptonica1;
import net.sourceforge.lept4j.Pix;
import org.jspecify.annotations.Nullable;

/**
 * Bitonal pixels that say where something is on a page, and what can be done with such places. Operations make new masks;
 * whoever makes one closes it. Not safe for use by several threads.
 */
final class Mask implements AutoCloseable {
    private final Pix pix;

    private Mask(@Nullable Pix made) {
        if (made == null) {
            throw new IllegalStateException("Leptonica made no image");
        }
        made.setAutoSynch(false);
        this.pix = made;
    }

    /** Where a gray or bitonal page is darker than this, 0..255. */
    static Mask darkerThan(PageBitmap page, int gray) {
        return switch (page.depth()) {
            case 1 -> new Mask(Leptonica1.pixClone(page.pix()));
            case 8 -> new Mask(Leptonica1.pixThresholdToBinary(page.pix(), gray));
            default -> {
                try (PageBitmap inGray = page.gray()) {
                    yield new Mask(Leptonica1.pixThresholdToBinary(inGray.pix(), gray));
                }
            }
        };
    }

    int width() {
        return Leptonica1.pixGetWidth(pix);
    }

    int height() {
        return Leptonica1.pixGetHeight(pix);
    }

    /** What is at least as wide and high as this. */
    Mask opened(int width, int height) {
        return new Mask(Leptonica1.pixOpenCompBrick(null, pix, Math.max(1, width), Math.max(1, height)));
    }

    /** Without shapes of at most this many px both ways. */
    Mask largerThan(int px) {
        return new Mask(Leptonica1.pixSelectBySize(
                pix, px + 1, px + 1, 8, ILeptonica.L_SELECT_IF_EITHER, ILeptonica.L_SELECT_IF_GTE, null));
    }

    /** With gaps narrower and lower than this filled. */
    Mask closed(int width, int height) {
        return new Mask(Leptonica1.pixCloseSafeCompBrick(null, pix, Math.max(1, width), Math.max(1, height)));
    }

    /** Grown by about half of this to all sides. */
    Mask grown(int width, int height) {
        return new Mask(Leptonica1.pixDilateCompBrick(null, pix, Math.max(1, width), Math.max(1, height)));
    }

    Mask and(Mask other) {
        return new Mask(Leptonica1.pixAnd(null, pix, other.pix));
    }

    Mask or(Mask other) {
        return new Mask(Leptonica1.pixOr(null, pix, other.pix));
    }

    Mask without(Mask other) {
        return new Mask(Leptonica1.pixSubtract(null, pix, other.pix));
    }

    /** All that is not in it. */
    Mask inverted() {
        return new Mask(Leptonica1.pixInvert(null, pix));
    }

    /** Those of its shapes that touch one of these places. */
    Mask touching(Mask seeds) {
        try (Mask both = and(seeds)) {
            return new Mask(Leptonica1.pixSeedfillBinary(null, both.pix, pix, 8));
        }
    }

    /** What of it lies in these boxes. */
    Mask within(List<org.chartroom.models.text.Box> boxes) {
        Pix places = Leptonica1.pixCreateTemplate(pix);
        try (Mask mask = new Mask(places)) {
            for (org.chartroom.models.text.Box part : boxes) {
                Box box = Leptonica1.boxCreate(part.x(), part.y(), part.width(), part.height());
                Leptonica1.pixSetInRect(places, box);
                Leptonica1.boxDestroy(new PointerByReference(box.getPointer()));
            }
            return and(mask);
        }
    }

    /** The outermost pixels of an image of this size: so many at the sides, so many at top and bottom. */
    Mask ring(int sides, int ends) {
        Pix ring = Leptonica1.pixCreateTemplate(pix);
        Leptonica1.pixSetOrClearBorder(ring, sides, sides, ends, ends, ILeptonica.PIX_SET);
        return new Mask(ring);
    }

    /** The same places on an image of another size. */
    Mask stretchedTo(int width, int height) {
        return new Mask(Leptonica1.pixScaleBySamplingToSize(pix, width, height));
    }

    /** How many pixels are set. */
    long count() {
        IntBuffer count = IntBuffer.allocate(1);
        Leptonica1.pixCountPixels(pix, count, null);
        return count.get(0);
    }

    /** The share of the image that is set, 0..1. */
    double share() {
        return (double) count() / Math.max(1, (double) width() * height());
    }

    /** As a bitonal page. */
    PageBitmap asPage(double xDpi, double yDpi) {
        return new PageBitmap(Leptonica1.pixClone(pix), xDpi, yDpi);
    }

    @Override
    public void close() {
        Leptonica1.pixDestroy(new PointerByReference(pix.getPointer()));
    }
}
