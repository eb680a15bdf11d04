package org.chartroom.models.record;

import java.time.Instant;

/**
 * That somebody wants to know what newly matches a saved search.
 *
 * @param since when they began to
 */
public record SearchAlert(SavedSearchId search, UserId person, Instant since) {
    /**
     * A document that began to match.
     *
     * @param sequence the change that made it match, in the numbers of {@link Change}; later ones are higher
     * @param seen whether the person has seen that it does
     */
    public record Match(long sequence, DocumentId document, Instant at, boolean seen) {}
}
