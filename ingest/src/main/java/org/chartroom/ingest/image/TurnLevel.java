package org.chartroom.ingest.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chartroom.models.text.Box;

/**
 * Turns a page on which lines of print run up or down by a quarter, so that they lie level; whether they then stand on their
 * heads is for another step. Letters tell: the nearest neighbour of most of them is the next letter of the line, not one of
 * the line below. That holds for a single line, for capitals and figures, and for pages that lean.
 */
public final class TurnLevel implements PageStep {
    /** Fewer letters with a neighbour say nothing. */
    private static final int ENOUGH = 6;

    /** So many times as many neighbours up and down as to the sides. */
    private static final double CLEARLY = 1.5;

    /** Likewise where there are fewer letters than this. */
    private static final int FEW = 16;

    private static final double OF_FEW = 4;

    /** Letters that are asked for their neighbour. */
    private static final int ASKED = 2_000;

    private static final int SMALLEST = 5;
    private static final int LARGEST = 90;

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Stepped apply(PageBitmap page) {
        List<Box> letters;
        try (PageBitmap shapes = page.shapes()) {
            letters = shapes.shapeBoxes(20_000).stream()
                    .filter(box -> Math.max(box.width(), box.height()) >= SMALLEST
                            && Math.min(box.width(), box.height()) >= 2
                            && Math.max(box.width(), box.height()) <= LARGEST)
                    .toList();
        }
        Neighbours neighbours = Neighbours.of(letters);
        double down = (double) neighbours.upOrDown() / Math.max(1, neighbours.aside());
        int all = neighbours.aside() + neighbours.upOrDown();
        if (all < ENOUGH) {
            return Stepped.skipped(page, "too few letters to say", 0);
        }
        return down < (all < FEW ? OF_FEW : CLEARLY)
                ? Stepped.skipped(page, "level", down)
                : new Stepped(
                        page.turned(1),
                        String.format(Locale.ROOT, "ran up or down: turned by a quarter (%.1f : 1)", down),
                        down,
                        90,
                        0);
    }

    /** How many letters have their nearest neighbour beside them, and how many above or below. */
    private record Neighbours(int aside, int upOrDown) {
        static Neighbours of(List<Box> letters) {
            Map<Long, List<Box>> cells = new HashMap<>();
            letters.forEach(letter -> cells.computeIfAbsent(
                            cell(letter.x() / LARGEST, letter.y() / LARGEST), _ -> new ArrayList<>())
                    .add(letter));
            int aside = 0;
            int upOrDown = 0;
            int step = Math.max(1, letters.size() / ASKED);
            for (int i = 0; i < letters.size(); i += step) {
                Box letter = letters.get(i);
                int nearest = Math.max(letter.width(), letter.height());
                boolean across = false;
                boolean found = false;
                for (int row = -1; row <= 1; row++) {
                    for (int column = -1; column <= 1; column++) {
                        for (Box other : cells.getOrDefault(
                                cell(letter.x() / LARGEST + column, letter.y() / LARGEST + row), List.of())) {
                            if (other == letter) {
                                continue;
                            }
                            int x = gap(letter.x(), letter.width(), other.x(), other.width());
                            int y = gap(letter.y(), letter.height(), other.y(), other.height());
                            // Beside it or over it, not aslant, and not around it.
                            if (x < 0 == y < 0 || Math.max(x, y) >= nearest) {
                                continue;
                            }
                            nearest = Math.max(x, y);
                            across = x >= 0;
                            found = true;
                        }
                    }
                }
                aside += found && across ? 1 : 0;
                upOrDown += found && !across ? 1 : 0;
            }
            return new Neighbours(aside, upOrDown);
        }

        /** Between two stretches; negative where they overlap. */
        private static int gap(int one, int length, int other, int otherLength) {
            return Math.max(one, other) - Math.min(one + length, other + otherLength);
        }

        private static long cell(int x, int y) {
            return (long) x << 32 | y & 0xFFFF_FFFFL;
        }
    }
}
