package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when to when something holds.
 *
 * @param from the first day; empty where not known
 * @param to the last day; empty while it holds, or where not known
 */
public record Validity(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** Nobody said from when to when. */
    public static final Validity NOT_SAID = new Validity(Optional.empty(), Optional.empty());

    public Validity {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("the last day is before the first");
        }
    }

    /** Whether it is over on that day. */
    public boolean endedBefore(LocalDate day) {
        return to.filter(last -> last.isBefore(day)).isPresent();
    }

    static Validity given(@Nullable Validity given) {
        return given == null ? NOT_SAID : given;
    }
}
