package org.chartroom.release;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseState;

/**
 * Where a request stands.
 *
 * @param items the twelve steps, in their order
 */
public record Standing(ReleaseState state, List<Item> items) {
    public Standing {
        items = List.copyOf(items);
    }

    /**
     * One step.
     *
     * @param reasons what it lacks; empty for one that is done
     */
    public record Item(DeskStep step, List<Reason> reasons) {
        public Item {
            reasons = List.copyOf(reasons);
        }

        /** Whether nothing is missing. */
        public boolean isDone() {
            return reasons.isEmpty();
        }
    }

    /** The first step that lacks something; empty when none does. */
    public Optional<Item> blocking() {
        return items.stream().filter(item -> !item.isDone()).findFirst();
    }

    /** Everything that the steps up to and including this one lack. */
    public List<Reason> missingUpTo(DeskStep last) {
        return items.stream()
                .filter(item -> item.step().compareTo(last) <= 0)
                .flatMap(item -> item.reasons().stream())
                .toList();
    }
}
