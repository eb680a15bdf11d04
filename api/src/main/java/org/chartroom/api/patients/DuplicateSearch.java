package org.chartroom.api.patients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.chartroom.index.matching.Candidate;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;

/**
 * Looks for charts that may be one person's, by how they agree and by how much that says in this office. After a start all are
 * looked at, afterwards those that changed. For a duty that runs often: it goes on where it stopped.
 */
public final class DuplicateSearch {
    /** Other duties wait as long. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final int KEPT_AT_ONCE = 50;

    private final RecordStore store;
    private final PatientDirectory directory;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Map<PatientId, Integer> looked = new HashMap<>();

    public DuplicateSearch(RecordStore store, PatientDirectory directory, Supplier<String> ids, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks at patients that were not looked at as they are now, for some seconds at most. */
    public synchronized void keepUp() {
        if (!directory.isComplete()) {
            return;
        }
        Instant until = clock.instant().plus(AT_ONCE);
        Map<PatientId, List<DuplicatePair>> found = new LinkedHashMap<>();
        for (Map.Entry<PatientId, Integer> entry : directory.versions().entrySet()) {
            if (entry.getValue().equals(looked.get(entry.getKey()))) {
                continue;
            }
            Optional<Patient> patient = store.read(records -> records.patients().find(entry.getKey()));
            patient.ifPresent(each -> found.put(each.id(), pairs(each)));
            looked.put(entry.getKey(), entry.getValue());
            if (found.size() >= KEPT_AT_ONCE) {
                keep(found);
            }
            if (clock.instant().isAfter(until)) {
                break;
            }
        }
        keep(found);
    }

    private List<DuplicatePair> pairs(Patient patient) {
        if (patient.mergedInto().isPresent()) {
            return List.of();
        }
        List<Candidate> similar = directory.similar(patient);
        return similar.stream()
                .map(candidate -> DuplicatePair.found(
                        ids.get(), patient.id(), candidate.patient(), candidate.bits(), words(candidate)))
                .toList();
    }

    private static Map<String, String> words(Candidate candidate) {
        Map<String, String> words = new HashMap<>();
        candidate.agreement().forEach((thing, alike) -> words.put(thing, alike.name()));
        return words;
    }

    private void keep(Map<PatientId, List<DuplicatePair>> found) {
        if (found.isEmpty()) {
            return;
        }
        Set<Map.Entry<PatientId, List<DuplicatePair>>> all = Map.copyOf(found).entrySet();
        found.clear();
        store.write(records -> {
            all.forEach(each -> records.duplicates().offer(each.getKey(), each.getValue()));
            return true;
        });
    }
}
