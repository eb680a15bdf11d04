package org.chartroom.models.record;

import java.util.Optional;
import java.util.Set;

/**
 * Which documents a list shows; empty parts do not limit.
 *
 * @param stages any of these
 * @param kinds any of these
 */
public record DocumentFilter(
        Set<Stage> stages, Set<DocumentKind> kinds, Optional<PatientId> patient, Optional<ArrivalId> arrival) {
    public static final DocumentFilter ALL = new DocumentFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public DocumentFilter {
        stages = Set.copyOf(stages);
        kinds = Set.copyOf(kinds);
    }
}
