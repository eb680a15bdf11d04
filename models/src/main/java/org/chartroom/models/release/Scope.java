package org.chartroom.models.release;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which records are meant. Every part that is given has to fit.
 *
 * @param from first day of service or of writing
 * @param to last day, included
 * @param types codes of document types; empty for all
 * @param labels sensitive pages that are named as included; others that are sensitive are not
 */
public record Scope(Optional<LocalDate> from, Optional<LocalDate> to, Set<String> types, Set<SensitiveLabel> labels) {
    /** Everything that is not sensitive. */
    public static final Scope WHOLE_RECORD = new Scope(Optional.empty(), Optional.empty(), Set.of(), Set.of());

    public Scope {
        types = Set.copyOf(types);
        labels = Set.copyOf(labels);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("the days that are asked for end before they begin");
        }
    }

    /** Whether nothing narrows it. */
    public boolean isWhole() {
        return from.isEmpty() && to.isEmpty() && types.isEmpty();
    }

    /** Whether a day is within; a record without a date is not within a span that is given. */
    public boolean covers(Optional<LocalDate> day) {
        if (from.isEmpty() && to.isEmpty()) {
            return true;
        }
        return day.isPresent()
                && (from.isEmpty() || !day.get().isBefore(from.get()))
                && (to.isEmpty() || !day.get().isAfter(to.get()));
    }

    /** Whether a type is within. */
    public boolean coversType(Optional<String> type) {
        return types.isEmpty() || type.map(types::contains).orElse(false);
    }
}
