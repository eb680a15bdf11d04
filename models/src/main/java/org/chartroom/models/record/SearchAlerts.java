package org.chartroom.models.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who wants to know what newly matches a saved search, and what did. An alert remembers the documents that matched when it
 * was set: those are not new, however often they change.
 */
public interface SearchAlerts {
    /** Sets an alert, or sets it anew: what it found until now is forgotten, and {@code known} is not new. */
    void set(SearchAlert alert, Collection<DocumentId> known);

    /** Ends an alert; nothing happens when there is none. */
    void end(SavedSearchId search, UserId person);

    /** All of them, of everybody. */
    List<SearchAlert> all();

    /** One person's. */
    List<SearchAlert> of(UserId person);

    /** Which of these documents each alert knows, as new or as known from the start; alerts that know none are left out. */
    Map<SearchAlert, Set<DocumentId>> knowing(Collection<DocumentId> documents);

    /** Notes documents that began to match, each with the change that made it; those the alert knows stay as they are. */
    void began(SearchAlert alert, Map<DocumentId, Long> documents, Instant at);

    /** Forgets documents that match no longer, so that they are new when they match again. */
    void ended(SearchAlert alert, Collection<DocumentId> documents);

    /**
     * What began to match, the latest first, as far as it can be found now.
     *
     * @param unseen only what was not seen
     * @param before only what a change before this one made match
     */
    List<SearchAlert.Match> matches(SavedSearchId search, UserId person, boolean unseen, long before, int limit);

    /**
     * How much of it was not seen, counted up to {@code most}.
     *
     * @param closedToo whether documents in restricted charts count; never true for somebody to whom those are closed
     */
    int unseen(SavedSearchId search, UserId person, boolean closedToo, int most);

    /** Notes as seen what a change up to this one made match. */
    void seenUpTo(SavedSearchId search, UserId person, long sequence, Instant at);

    /** Notes one as seen or not seen. */
    void seen(SavedSearchId search, UserId person, DocumentId document, boolean seen, Instant at);

    /** The last change that was looked at for all alerts, 0 before the first. */
    long position();

    void moveTo(long position);
}
