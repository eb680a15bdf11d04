package org.chartroom.index;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;

/**
 * How an index compares with the store.
 *
 * @param damage what is wrong with the index's files, empty when their checksums are right
 * @param documents how many the index has
 * @param missing in the store, not in the index
 * @param stale in the index in another version
 * @param surplus in the index, not in the store
 */
public record IndexVerdict(
        Optional<String> damage,
        long documents,
        List<DocumentId> missing,
        List<DocumentId> stale,
        List<DocumentId> surplus) {
    public IndexVerdict {
        missing = List.copyOf(missing);
        stale = List.copyOf(stale);
        surplus = List.copyOf(surplus);
    }

    /** Whether index and store agree and the files are sound. */
    public boolean agrees() {
        return damage.isEmpty() && missing.isEmpty() && stale.isEmpty() && surplus.isEmpty();
    }
}
