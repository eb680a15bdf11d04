package org.chartroom.ingest.read;

import java.util.Locale;
import java.util.Optional;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.PageStep;
import org.chartroom.ingest.image.Stepped;
import org.chartroom.ingest.image.Uprightness;

/**
 * Turns a page that lies on its side or on its head. Ascenders and descenders are counted first, which takes a tenth of
 * the time; only where they do not clearly say that the page stands upright is Tesseract asked. A page with too little
 * text to say stays as it is.
 */
final class TurnUpright implements PageStep {
    /** What Leptonica's own decision takes as enough. */
    private static final double CLEAR = 8;

    private static final double CLEARLY_MORE = 2.5;

    private static final double SURE = 4;

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
        if (direction.isEmpty()) {
            return Stepped.skipped(page, "too little text to say", 0);
        }
        int turn = direction.get().turn();
        double sure = direction.get().sure();
        if (turn == 0) {
            return Stepped.skipped(page, "upright", sure);
        }
        if (sure < SURE && !letters.filter(seen -> agrees(seen, turn)).isPresent()) {
            return Stepped.skipped(
                    page, String.format(Locale.ROOT, "perhaps turned by %d degrees, not sure", turn), sure);
        }
        return new Stepped(page.turned(turn / 90), "turned by " + turn + " degrees", sure, turn, 0);
    }

    private static boolean clearlyUp(Uprightness letters) {
        return letters.up() >= CLEAR && letters.up() >= CLEARLY_MORE * Math.abs(letters.left());
    }

    private static boolean agrees(Uprightness letters, int turn) {
        return switch (turn) {
            case 90 -> letters.left() > 2 && letters.left() > Math.abs(letters.up());
            case 180 -> letters.up() < -2 && -letters.up() > Math.abs(letters.left());
            case 270 -> letters.left() < -2 && -letters.left() > Math.abs(letters.up());
            default -> false;
        };
    }
}
