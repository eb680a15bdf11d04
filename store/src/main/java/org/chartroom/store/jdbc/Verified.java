package org.chartroom.store.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * What a verification looked at and whether it found anything.
 *
 * @param first the first thing that is wrong, empty when nothing is
 * @param findings how many things are wrong
 * @param auditEntries entries of the trail that were checked
 * @param inputPages pages that came in, as the ledgers have them
 * @param channels the same by the door they came through, with what became of them
 * @param blobs blobs that records name
 * @param bytes their plain bytes
 * @param orphans blobs that are kept though no record names them (the sweeper takes them; no fault)
 * @param complete false when it was called off before the end
 */
public record Verified(
        Optional<Finding> first,
        long findings,
        long auditEntries,
        long inputPages,
        List<ChannelPages> channels,
        long blobs,
        long bytes,
        long orphans,
        boolean complete) {
    public Verified {
        channels = List.copyOf(channels);
    }

    /** Whether everything was looked at and nothing is wrong. */
    public boolean clean() {
        return complete && findings == 0;
    }
}
