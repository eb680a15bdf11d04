package org.chartroom.ingest;

import java.time.Duration;

/**
 * How much one file may ask for. What goes over is refused before it is decoded and ledgered as {@code too large} (or
 * {@code timeout}); the file's other pages are still read.
 *
 * @param maxBytes of a file, and of everything unpacked from it
 * @param maxPagesPerFile pages after these are ledgered, not read
 * @param maxPixelsPerPage width times height of a page image
 * @param maxAttachments files taken out of one file, at all depths together
 * @param perPage time to read one page
 */
public record Budgets(long maxBytes, int maxPagesPerFile, long maxPixelsPerPage, int maxAttachments, Duration perPage) {
    public Budgets {
        if (maxBytes < 1 || maxPagesPerFile < 1 || maxPixelsPerPage < 1 || maxAttachments < 0) {
            throw new IllegalArgumentException("budgets must be positive: bytes=" + maxBytes + " pages="
                    + maxPagesPerFile + " pixels=" + maxPixelsPerPage + " attachments=" + maxAttachments);
        }
        if (!perPage.isPositive()) {
            throw new IllegalArgumentException("a page needs time, was " + perPage);
        }
    }

    /** For paper: 1 GiB, 5,000 pages, a page of A3 at 600 dpi and some (100 million pixels), a minute a page. */
    public static Budgets usual() {
        return new Budgets(1L << 30, 5_000, 100_000_000L, 500, Duration.ofSeconds(60));
    }
}
