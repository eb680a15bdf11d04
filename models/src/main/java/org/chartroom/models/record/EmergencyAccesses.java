package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Restricted charts that were opened in emergencies. None is ever deleted. */
public interface EmergencyAccesses {
    void add(EmergencyAccess access);

    Optional<EmergencyAccess> find(String id);

    /** Those that are open at a moment. */
    List<EmergencyAccess> openAt(Instant now);

    /**
     * The latest first.
     *
     * @param waiting only those at which nobody has looked
     */
    List<EmergencyAccess> latest(boolean waiting, int limit);

    /** How many nobody has looked at. */
    int waiting();

    /** Closes it before its time. @throws ConflictException when it was closed or looked at before */
    void close(EmergencyAccess closed);

    /** Keeps what somebody found. @throws ConflictException when somebody looked before */
    void look(EmergencyAccess lookedAt);
}
