package org.chartroom.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.Committed;
import org.chartroom.models.record.DocumentId;

/** What one work, or one batch of them, touched. */
final class Touched {
    private final Map<DocumentId, Long> changes = new LinkedHashMap<>();
    private final Set<ArrivalId> arrivals = new LinkedHashSet<>();
    private final Set<DocumentId> documents = new LinkedHashSet<>();

    boolean changed(DocumentId document) {
        return changes.containsKey(document);
    }

    void change(DocumentId document, long sequence) {
        // Removed first: the map is in the order of the latest numbers.
        changes.remove(document);
        changes.put(document, sequence);
    }

    Set<ArrivalId> arrivals() {
        return arrivals;
    }

    Set<DocumentId> documents() {
        return documents;
    }

    void addAll(Touched later) {
        later.changes.forEach(this::change);
        arrivals.addAll(later.arrivals);
        documents.addAll(later.documents);
    }

    boolean isEmpty() {
        return changes.isEmpty() && arrivals.isEmpty() && documents.isEmpty();
    }

    Committed committed() {
        List<Change> log = new ArrayList<>(changes.size());
        changes.forEach((document, sequence) -> log.add(new Change(sequence, document)));
        return new Committed(log, arrivals, documents);
    }
}
