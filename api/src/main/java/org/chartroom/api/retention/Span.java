package org.chartroom.api.retention;

import java.time.LocalDate;
import java.util.Optional;

/** How long a record is kept by a schedule. */
public sealed interface Span {
    /**
     * It may go from a day on.
     *
     * @param on the first day on which it may
     * @param rule whose period ends last
     * @param triggeredOn day from which that rule's period ran
     */
    record Until(LocalDate on, RetentionRule rule, LocalDate triggeredOn) implements Span {}

    /**
     * It never is due as things are.
     *
     * @param why in words for a person
     * @param rule which rule leaves it so; empty when no rule does
     */
    record NotDue(String why, Optional<RetentionRule> rule) implements Span {}
}
