package org.chartroom.models.record;

import java.util.List;
import java.util.Set;

/**
 * What a commit touched, for those who watch: told after it is durable, in commit order.
 *
 * @param changes index-relevant changes
 * @param arrivals arrivals that came or changed
 * @param documents documents whose stage, progress or content changed
 */
public record Committed(List<Change> changes, Set<ArrivalId> arrivals, Set<DocumentId> documents) {
    public Committed {
        changes = List.copyOf(changes);
        arrivals = Set.copyOf(arrivals);
        documents = Set.copyOf(documents);
    }
}
