package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.PageStep;
import org.chartroom.ingest.image.Stepped;
import org.chartroom.ingest.image.Uprightness;
import org.chartroom.models.text.Word;

/**
 * Turns a page that lies on its side or on its head. Ascenders and descenders are counted first, which takes a tenth of
 * the time; where they do not clearly say that the page stands upright, Tesseract is asked; where the two do not agree,
 * a reduced copy is read in the directions that come into question, and the one that makes sense wins.
 */
final class TurnUpright implements PageStep {
    /** What Leptonica's own decision takes as enough. */
    private static final double CLEAR = 8;

    private static final double CLEARLY_MORE = 2.5;

    private static final double SURE = 2;

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
        if (letters.isPresent() && clearlyUp(letters.get())) {
            return Stepped.skipped(page, "upright by its letters", letters.get().up());
        }
        Optional<TesseractEngine.Direction> direction = reader.direction(page);
        int turn = direction.map(TesseractEngine.Direction::turn).orElse(0);
        double sure = direction.map(TesseractEngine.Direction::sure).orElse(0.0);
        if (turn == 0 && sure >= SURE) {
            return Stepped.skipped(page, "upright", sure);
        }
        if (turn != 0
                && sure >= SURE
                && letters.filter(seen -> agrees(seen, turn)).isPresent()) {
            return new Stepped(page.turned(turn / 90), "turned by " + turn + " degrees", sure, turn, 0);
        }
        return tried(page, turn);
    }

    private Stepped tried(PageBitmap page, int likely) {
        double factor = Math.min(1, TRIED_PX / Math.max(page.width(), page.height()));
        try (PageBitmap small = factor < 0.9 ? page.scaled(factor, factor) : page.withDpi(page.xDpi(), page.yDpi())) {
            List<Word> upright = reader.glance(small);
            double best = Judgement.worth(upright);
            if (Judgement.sureness(upright) >= Judgement.SURE_ENOUGH && best >= 15) {
                return Stepped.skipped(page, "upright, as it reads well", Judgement.sureness(upright));
            }
            // What is upside down must read clearly better the other way: noise reads a little in all directions.
            best = Math.max(best * 1.5, 3);
            int turn = 0;
            for (int other : others(likely)) {
                try (PageBitmap turned = small.turned(other / 90)) {
                    double worth = Judgement.worth(reader.glance(turned));
                    if (worth > best) {
                        best = worth;
                        turn = other;
                    }
                }
            }
            return turn == 0
                    ? Stepped.skipped(page, "as it is: no direction reads better", best)
                    : new Stepped(
                            page.turned(turn / 90),
                            String.format(Locale.ROOT, "turned by %d degrees, which reads better", turn),
                            best,
                            turn,
                            0);
        }
    }

    private static List<Integer> others(int likely) {
        List<Integer> others = new ArrayList<>(List.of(180, 90, 270));
        if (likely != 0) {
            others.remove(Integer.valueOf(likely));
            others.addFirst(likely);
        }
        return others;
    }

    private static boolean clearlyUp(Uprightness letters) {
        return letters.up() >= CLEAR && letters.up() >= CLEARLY_MORE * Math.abs(letters.left());
    }

    private static boolean agrees(Uprightness letters, int turn) {
        return switch (turn) {
            case 90 -> letters.left() > 3 && letters.left() > 2 * Math.abs(letters.up());
            case 180 -> letters.up() < -3 && -letters.up() > 2 * Math.abs(letters.left());
            case 270 -> letters.left() < -3 && -letters.left() > 2 * Math.abs(letters.up());
            default -> false;
        };
    }
}
