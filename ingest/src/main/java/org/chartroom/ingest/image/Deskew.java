package org.chartroom.ingest.image;

import java.util.Locale;
import java.util.Optional;

/** Turns a page by up to 15 degrees so that its lines lie level. */
public final class Deskew implements PageStep {
    private static final double RANGE = 15;

    /** Below this many degrees, turning costs more sharpness than it gains. */
    private static final double WORTH_IT = 0.15;

    private static final double SURE = 3;

    @Override
    public String name() {
        return "deskew";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        Optional<Lean> lean;
        try (PageBitmap shapes = page.shapes()) {
            lean = shapes.lean(RANGE);
        }
        if (lean.isEmpty() || lean.get().sure() < SURE) {
            return Stepped.skipped(page, "no lines to go by", 0);
        }
        double degrees = lean.get().degrees();
        if (Math.abs(degrees) < WORTH_IT) {
            return Stepped.skipped(page, "level", degrees);
        }
        return new Stepped(
                page.turnedBy(degrees),
                String.format(Locale.ROOT, "turned by %.2f degrees", degrees),
                degrees,
                0,
                -degrees);
    }
}
