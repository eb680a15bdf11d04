package org.chartroom.api.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.EmergencyAccess;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.UserId;

/** Which restricted charts are open to whom just now because of an emergency. Safe for use by many threads. */
public final class Emergencies {
    private final RecordStore store;
    private final Clock clock;
    private volatile List<EmergencyAccess> open;

    public Emergencies(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.open = read();
    }

    private List<EmergencyAccess> read() {
        return store.read(records -> records.emergencies().openAt(clock.instant()));
    }

    /** Those that are open to somebody. */
    Set<PatientId> openTo(UserId user) {
        List<EmergencyAccess> known = open;
        if (known.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        return known.stream()
                .filter(each -> each.by().equals(user) && each.isOpen(now))
                .map(EmergencyAccess::patient)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** To be told after one was opened. */
    void changed() {
        open = read();
    }
}
