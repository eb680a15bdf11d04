package org.chartroom.api.auth;

import java.time.Clock;
import java.time.Duration;
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
    /** Another server may have opened or closed one in the meantime. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private final RecordStore store;
    private final Clock clock;
    private volatile Known known;

    private record Known(List<EmergencyAccess> open, Instant at) {}

    public Emergencies(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.known = read();
    }

    private Known read() {
        Instant now = clock.instant();
        return new Known(store.read(records -> records.emergencies().openAt(now)), now);
    }

    /** Those that are open to somebody. */
    Set<PatientId> openTo(UserId user) {
        Instant now = clock.instant();
        if (Duration.between(known.at(), now).abs().compareTo(KNOWN_FOR) > 0) {
            known = read();
        }
        return known.open().stream()
                .filter(each -> each.by().equals(user) && each.isOpen(now))
                .map(EmergencyAccess::patient)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** To be told after one was opened or closed. */
    void changed() {
        known = read();
    }
}
