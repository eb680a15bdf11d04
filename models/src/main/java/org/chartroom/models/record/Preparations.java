package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/** The preparation of charts for planned visits: which are prepared, and the rules that it goes by. */
public interface Preparations {
    Optional<Prepared> of(AppointmentId appointment);

    /** Takes the place of what was marked before. */
    void put(Prepared prepared);

    /** The visit's chart is to be prepared again. */
    void remove(AppointmentId appointment);

    /** The office's own rules; empty when it never changed those that ship. */
    Optional<ChartRules> rules();

    /**
     * Keeps rules; {@code version} is the one they were read with, the kept ones have the next. Earlier ones are kept.
     *
     * @throws ConflictException when somebody else changed them since
     */
    ChartRules putRules(ChartRules changed, UserId editor, Instant at);
}
