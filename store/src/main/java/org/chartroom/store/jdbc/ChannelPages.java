package org.chartroom.store.jdbc;

import org.chartroom.models.record.Channel;

/**
 * Pages in against pages accounted for, of all that ever came through one door.
 *
 * @param arrivals files, packets and mails that came in
 * @param received input pages as counted when the files were opened
 * @param pending input files not yet read through; their pages are not in {@code received}
 */
public record ChannelPages(
        Channel channel,
        long arrivals,
        long received,
        long inDocuments,
        long separators,
        long blanks,
        long rejected,
        long pending) {
    /** Pages whose end is known. */
    public long accountedFor() {
        return inDocuments + separators + blanks + rejected;
    }

    /** Whether every page received is accounted for. */
    public boolean balanced() {
        return received == accountedFor();
    }
}
