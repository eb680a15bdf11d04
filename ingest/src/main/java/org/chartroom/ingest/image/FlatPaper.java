package org.chartroom.ingest.image;

import java.util.Locale;
import java.util.Optional;

/**
 * Bends the lines of a photographed page straight where the paper did not lie flat or was seen from one side. Its lines must lie
 * about level: it comes after {@link Deskew}.
 */
public final class FlatPaper {
    /** Lines that swing by less than this share of a letter's height are read as they are. */
    private static final double WORTH_IT = 0.35;

    /** Lines do not swing by more than this share of the page's height: what was seen are no lines. */
    private static final double TOO_MUCH = 0.08;

    private static final String NAME = "flat paper";

    private FlatPaper() {}

    /**
     * The copy that is read and the page that people see, both flattened alike, or as they were.
     *
     * @param copy the one whose lines are looked at
     * @param page the same page, of the same size; may be the same object
     * @param letterHeight of most of its letters, px; 0 where not known
     * @return new bitmaps, for the caller to close besides those given, or the very ones that were given
     */
    public static Flattened apply(PageBitmap copy, PageBitmap page, double letterHeight) {
        if (page.depth() == 1 || letterHeight <= 0) {
            // Scanners and fax machines press the paper flat.
            return new Flattened(copy, page, NAME, "not looked for", 0);
        }
        Optional<Curl> found = Curl.of(copy);
        if (found.isEmpty()) {
            return new Flattened(copy, page, NAME, "no lines to go by", 0);
        }
        double bend = found.get().bend();
        if (bend < WORTH_IT * letterHeight || bend > TOO_MUCH * page.height()) {
            return new Flattened(copy, page, NAME, "flat", bend);
        }
        PageBitmap flat = found.get().flattened(page);
        return new Flattened(
                copy == page ? flat : found.get().flattened(copy),
                flat,
                NAME,
                String.format(Locale.ROOT, "lines bent straight by %.0f px", bend),
                bend);
    }

    /**
     * What became of a page.
     *
     * @param copy that is read
     * @param page that people see
     * @param decision what was done and why
     * @param bend by how many px the most bent line swung up and down; 0 where that was not found out
     */
    public record Flattened(PageBitmap copy, PageBitmap page, String name, String decision, double bend) {}
}
