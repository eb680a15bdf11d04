package org.chartroom.models.record;

import java.time.LocalDate;

/**
 * Pages in against pages accounted for, of one channel on one day (in the office's zone).
 *
 * @param received input pages as counted when the files were opened
 * @param pending input files not yet read through (their pages are not in {@code received})
 */
public record Reconciliation(
        LocalDate day,
        Channel channel,
        int arrivals,
        int received,
        int inDocuments,
        int separators,
        int blanks,
        int rejected,
        int pending) {
    /** Whether every page received is accounted for. */
    public boolean balanced() {
        return received == inDocuments + separators + blanks + rejected;
    }
}
