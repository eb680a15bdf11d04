package org.chartroom.models.release;

/**
 * One line of an invoice.
 *
 * @param count of what is paid by the piece; 1 otherwise
 * @param centsEach for one
 */
public record FeeLine(Kind kind, String words, int count, long centsEach) {
    /** What it is for. Names are stored: added to, never renamed. */
    public enum Kind {
        COPYING_LABOUR,
        SUPPLIES,
        POSTAGE,
        SUMMARY,
        /** One amount for everything. */
        FLAT,
        PER_PAGE,
        SEARCH,
        RETRIEVAL,
        VERIFICATION,
        STORAGE,
        CERTIFICATION
    }

    public FeeLine {
        if (count < 0 || centsEach < 0) {
            throw new IllegalArgumentException("fees are not negative");
        }
    }

    /** In cents. */
    public long cents() {
        return Math.multiplyExact(count, centsEach);
    }
}
