package org.chartroom.ingest.image;

import java.util.Locale;
import net.sourceforge.lept4j.Leptonica1;

/**
 * Darkens pencil and other faint marks on a gray page, and frees a nearly empty one from the grain of its paper, which would be
 * taken for print where there is hardly any.
 */
public final class FaintMarks implements PageStep {
    /** Marks that are darker than paper by fewer grays are faint. */
    private static final double FAINT = 30;

    /** A page with less on it than this is nearly empty. */
    private static final double FEW = 0.002;

    /** About as far from a mark as a letter is high, the paper is left as it is, millimetres. */
    private static final double AROUND = 1.5;

    /** As light as paper becomes when its background is divided out. */
    private static final int PAPER = 250;

    private final Marks marks;

    /**
     * For the page that has these marks.
     *
     * @param marks stay the caller's to close
     */
    public FaintMarks(Marks marks) {
        this.marks = marks;
    }

    @Override
    public String name() {
        return "faint marks";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        double share = marks.share();
        if (page.depth() == 1 || Math.min(page.width(), page.height()) < 100 || share == 0) {
            return Stepped.skipped(page, "black and white", share);
        }
        boolean faint = marks.contrast() < FAINT;
        if (!faint && share >= FEW) {
            return Stepped.skipped(page, "dark enough", marks.contrast());
        }
        try (PageBitmap gray = page.gray();
                PageBitmap even = faint ? darkened(gray) : gray.withDpi(page.xDpi(), page.yDpi());
                PageBitmap paper = marks.paper(AROUND, page.width(), page.height())) {
            return Stepped.changed(
                    even.whitened(paper),
                    String.format(
                            Locale.ROOT,
                            faint ? "darkened from %.0f grays, %.2f %% of the page" : "hardly any, %.0f grays, %.2f %%",
                            marks.contrast(),
                            share * 100),
                    marks.contrast());
        }
    }

    private PageBitmap darkened(PageBitmap gray) {
        try (PageBitmap smooth = gray.smoothed();
                PageBitmap flat = new PageBitmap(
                        Leptonica1.pixBackgroundNormMorph(smooth.pix(), null, 4, 15, PAPER),
                        gray.xDpi(),
                        gray.yDpi())) {
            int ink = (int) (PAPER - marks.contrast());
            int lightest = (int) (PAPER - marks.contrast() / 3);
            return new PageBitmap(
                    Leptonica1.pixGammaTRC(null, flat.pix(), 1, ink - (int) (marks.contrast() / 3), lightest),
                    gray.xDpi(),
                    gray.yDpi());
        }
    }
}
