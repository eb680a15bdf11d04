package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One document of a destruction and why it may go.
 *
 * @param recordClass what kind of record it was for the schedule
 * @param rule id of the rule that let it go
 * @param citation where that rule is laid down
 * @param scheduleVersion version of the office's schedule, 0 for the one that ships
 * @param trigger from what the period ran, in words
 * @param triggeredOn when that was
 * @param dueOn first day on which it might be destroyed
 * @param outcome why it was kept, in words for a person; empty otherwise
 * @param tombstone there when it is destroyed
 */
public record DestructionItem(
        DocumentId document,
        String recordClass,
        String rule,
        String citation,
        int scheduleVersion,
        String trigger,
        LocalDate triggeredOn,
        LocalDate dueOn,
        State state,
        String outcome,
        Optional<Tombstone> tombstone) {
    public DestructionItem {
        if ((state == State.DESTROYED) != tombstone.isPresent()) {
            throw new IllegalArgumentException("a document has a tombstone exactly when it is destroyed");
        }
    }

    /** Where a document of a destruction is. Names are stored: added to, never renamed. */
    public enum State {
        /** Nothing was done with it yet. */
        PENDING,
        /** Its rows say nothing any more. */
        DESTROYED,
        /** It stays, and {@code outcome} says why. */
        KEPT
    }

    /** The same, left as it is. */
    public DestructionItem kept(String why) {
        return with(State.KEPT, why, Optional.empty());
    }

    /** The same, destroyed. */
    public DestructionItem destroyed(Tombstone stone) {
        return with(State.DESTROYED, "", Optional.of(stone));
    }

    private DestructionItem with(State to, String why, Optional<Tombstone> stone) {
        return new DestructionItem(
                document, recordClass, rule, citation, scheduleVersion, trigger, triggeredOn, dueOn, to, why, stone);
    }
}
