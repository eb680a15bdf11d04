package org.chartroom.ingest.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.PageStep;
import org.chartroom.ingest.image.Stepped;
import org.chartroom.ingest.image.Uprightness;
import org.chartroom.models.text.Word;

/**
 * Turns a page whose lines lie level, but on their heads. Ascenders and descenders are counted first, which takes a hundredth
 * of the time of reading; where they do not say it clearly, a reduced copy is read both ways, and where neither makes sense
 * (there are too few letters to know that lines lie level) also from the sides. The way that makes most sense wins.
 */
final class TurnUpright implements PageStep {
    /** What Leptonica's own decision takes as enough. */
    private static final double CLEAR = 8;

    /** What is upside down must read clearly better the other way: noise reads a little in all directions. */
    private static final double BETTER = 1.2;

    /** A page that is read less well than this, in letters times sureness, may lie on its side. */
    private static final double LITTLE = 15;

    /** Less than this, whichever way, is noise. */
    private static final double NOISE = 2;

    /** Long side of the copy that is read to try directions, px. */
    private static final double TRIED_PX = 1_800;

    private final TesseractReader reader;

    TurnUpright(TesseractReader reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return "orientation";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        Optional<Uprightness> letters;
        try (PageBitmap shapes = page.shapes()) {
            letters = shapes.uprightness();
        }
        double up = letters.map(Uprightness::up).orElse(0.0);
        if (up >= CLEAR) {
            return Stepped.skipped(page, "upright by its letters", up);
        }
        if (up <= -CLEAR) {
            return new Stepped(page.turned(2), "turned by 180 degrees by its letters", up, 180, 0);
        }
        double factor = Math.min(1, TRIED_PX / Math.max(page.width(), page.height()));
        try (PageBitmap small = factor < 0.9 ? page.scaled(factor, factor) : page.withDpi(page.xDpi(), page.yDpi())) {
            return tried(page, small);
        }
    }

    private Stepped tried(PageBitmap page, PageBitmap small) {
        List<Word> upright = reader.glance(small);
        double here = Judgement.worth(upright);
        if (Judgement.sureness(upright) >= Judgement.SURE_ENOUGH && here >= LITTLE) {
            return Stepped.skipped(page, "upright, as it reads well", Judgement.sureness(upright));
        }
        double best = Math.max(here * BETTER, NOISE);
        int turn = 0;
        double over = worth(small, 180);
        if (over > best) {
            best = over * BETTER;
            turn = 180;
        }
        if (Math.max(here, over) < LITTLE) {
            for (int side : List.of(90, 270)) {
                double worth = worth(small, side);
                if (worth > best) {
                    best = worth;
                    turn = side;
                }
            }
        }
        return turn == 0
                ? Stepped.skipped(page, "as it is: no direction reads better", here)
                : new Stepped(
                        page.turned(turn / 90),
                        String.format(Locale.ROOT, "turned by %d degrees, which reads better", turn),
                        best,
                        turn,
                        0);
    }

    private double worth(PageBitmap small, int turn) {
        try (PageBitmap turned = small.turned(turn / 90)) {
            return Judgement.worth(reader.glance(turned));
        }
    }
}
