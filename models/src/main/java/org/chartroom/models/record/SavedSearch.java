package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A search that somebody keeps, to ask it again. What it finds is never kept with it: that is asked anew each time, as far as
 * whoever asks may see.
 *
 * @param name unique among those of the same owner, compared without case
 * @param query in the query language, as typed; may be empty
 * @param limits what narrows it beside the query: a name of {@link #LIMITS} and its values as they are written in an address
 * @param newestFirst whether the latest comes first, else the best
 * @param sharedWith roles whose people find it among theirs and may use it; only the owner changes it
 * @param version from 1, counts its changes
 */
public record SavedSearch(
        SavedSearchId id,
        UserId owner,
        String name,
        String query,
        Map<String, List<String>> limits,
        boolean newestFirst,
        Set<Role> sharedWith,
        Instant changedAt,
        int version) {
    /** What may narrow a search beside its query. */
    public static final Set<String> LIMITS =
            Set.of("patient", "kind", "stage", "type", "author", "channel", "from", "to");

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_QUERY = 1000;
    private static final int MOST_VALUES = 50;

    public SavedSearch {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + LONGEST_NAME + " characters");
        }
        if (query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("q must be at most " + LONGEST_QUERY + " characters");
        }
        Map<String, List<String>> given = new TreeMap<>();
        limits.forEach((limit, values) -> {
            if (!LIMITS.contains(limit)) {
                throw new IllegalArgumentException("there is no filter '" + limit + "'");
            }
            if (values.size() > MOST_VALUES) {
                throw new IllegalArgumentException("a filter has at most " + MOST_VALUES + " values");
            }
            if (!values.isEmpty()) {
                given.put(limit, List.copyOf(values));
            }
        });
        if (query.isBlank() && given.isEmpty()) {
            throw new IllegalArgumentException("a saved search needs words or a filter");
        }
        if (sharedWith.contains(Role.WORKER)) {
            throw new IllegalArgumentException("workers do not search");
        }
        limits = Map.copyOf(given);
        sharedWith = Set.copyOf(sharedWith);
    }

    /** Whether this person finds it among theirs. */
    public boolean isOpenTo(UserAccount person) {
        return owner.equals(person.id()) || person.roles().stream().anyMatch(sharedWith::contains);
    }
}
