package org.chartroom.ingest.image;

import java.util.Arrays;
import java.util.List;
import org.chartroom.models.text.Box;

/**
 * The print of the other side that shows through the paper, by the places of its lines. It is paler than print: what is
 * clearly darker, or elsewhere, was put on this side. Not safe for use by several threads.
 *
 * @param lines places of its lines on this side, px of the page
 * @param contrast by how many grays, 0..255, it is darker than the paper, typically
 * @param paper the gray of the paper about it
 */
public record OtherSide(List<Box> lines, int contrast, int paper) {
    /** Darker than this is no paper's way of showing its other side. */
    private static final int PALE = 110;

    public OtherSide {
        lines = List.copyOf(lines);
    }

    /** What shows through at these places of a page as it came. */
    public static OtherSide at(PageBitmap page, List<Box> lines) {
        byte[] gray = page.luminance();
        int[] all = new int[256];
        int count = 0;
        for (Box line : lines) {
            for (int y = Math.max(0, line.y()); y < Math.min(page.height(), line.y() + line.height()); y++) {
                for (int x = Math.max(0, line.x()); x < Math.min(page.width(), line.x() + line.width()); x++) {
                    all[gray[y * page.width() + x] & 0xFF]++;
                    count++;
                }
            }
        }
        int paper = Histogram.percentile(all, count, 0.85);
        int darkest = Histogram.percentile(all, count, 0.03);
        int limit = paper - (paper - darkest) * 2 / 5;
        int[] ink = Arrays.copyOf(all, Math.max(1, limit));
        return new OtherSide(
                lines, paper - Histogram.percentile(ink, Arrays.stream(ink).sum(), 0.5), paper);
    }

    /** Whether it is pale enough to be behind the paper, and not a page that was put in the wrong way round. */
    public boolean isBehind() {
        return contrast < PALE;
    }

    /** A copy of the page as it came without it. */
    public PageBitmap takenOff(PageBitmap page) {
        try (PageBitmap mask = mask(page)) {
            return page.painted(mask, paper);
        }
    }

    /**
     * A copy of the cleared page, on which paper is white, without it.
     *
     * @param page as it came, of the same size
     */
    public PageBitmap takenOff(PageBitmap page, PageBitmap cleared) {
        try (PageBitmap mask = mask(page)) {
            return cleared.whitened(mask);
        }
    }

    private PageBitmap mask(PageBitmap page) {
        try (Mask dark = Mask.darkerThan(page, Math.max(1, paper - contrast * 3 / 2));
                Mask kept = dark.grown(5, 5);
                Mask paperOrPale = kept.inverted();
                Mask off = paperOrPale.within(lines)) {
            return off.asPage(0, 0);
        }
    }
}
