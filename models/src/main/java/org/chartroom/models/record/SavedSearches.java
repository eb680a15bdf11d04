package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** Searches that people keep. */
public interface SavedSearches {
    /** @throws ConflictException when the owner has one of this name */
    void add(SavedSearch search);

    Optional<SavedSearch> find(SavedSearchId id);

    /** One person's own, by name. */
    List<SavedSearch> of(UserId owner);

    /** Those that are shared with any role, by name. */
    List<SavedSearch> shared();

    /** Takes the place of the one with the same id. @throws ConflictException when the owner has another of this name */
    void update(SavedSearch search);

    /** With all alerts on it and what they found. */
    void remove(SavedSearchId id);
}
