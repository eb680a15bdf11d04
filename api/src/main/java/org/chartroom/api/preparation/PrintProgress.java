package org.chartroom.api.preparation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/** How far the printing of days is, by whom it is for and the name they gave it. Safe for use by many threads. */
final class PrintProgress {
    private static final int REMEMBERED = 200;

    private final Map<Job, Far> jobs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Job, Far> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Job(UserId user, String name) {}

    /** @param of how many packets there are; 0 when that is not known */
    record Far(int done, int of) {}

    synchronized void put(UserId user, String name, Far far) {
        jobs.put(new Job(user, name), far);
    }

    synchronized Far of(UserId user, String name) {
        return Optional.ofNullable(jobs.get(new Job(user, name))).orElse(new Far(0, 0));
    }
}
