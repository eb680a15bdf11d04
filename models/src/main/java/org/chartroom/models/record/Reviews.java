package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents routed to clinicians, who saw them when, and what the office has decided about that. */
public interface Reviews {
    /** Keeps a new review (version 1). */
    void add(Review review);

    Optional<Review> find(ReviewId id);

    /**
     * Replaces the review by {@code changed}, whose {@code version} is the one it was read with; the kept one has the next.
     *
     * @throws ConflictException when it has changed since
     */
    Review update(Review changed);

    /** All of a document, the oldest first. */
    List<Review> of(DocumentId document);

    /** Those of a patient that are open, the first due first. */
    List<Review> openOf(PatientId patient);

    /**
     * Those that are open: the overdue and the escalated first, then by due time.
     *
     * @param user on whose list they are; everybody's when empty
     * @param lateOnly only the overdue and the escalated
     */
    Slice<Review> waiting(Optional<UserId> user, boolean lateOnly, Instant now, Optional<String> cursor, int limit);

    /** Those that ended in one of these ways, the last that ended first; {@code user} as in {@link #waiting}. */
    Slice<Review> ended(Optional<UserId> user, Set<Review.State> how, Optional<String> cursor, int limit);

    /** How many wait on somebody's list. */
    Count count(UserId user, Instant now);

    /**
     * How many wait.
     *
     * @param late how many of {@code open} are overdue or escalated
     */
    record Count(int open, int late) {}

    /** Open ones whose document is not filed in the chart they know any more, and that do not say so yet. */
    List<Review> astray(int limit);

    /**
     * Notes that somebody opened the document while it waits, unless that was noted within the minute before.
     *
     * @return whether it was noted
     */
    boolean looked(ReviewId id, UserId user, Instant at);

    /** Who opened it and when, the first first. */
    List<ReviewLook> looks(ReviewId id);

    /** What the office has decided; {@link ReviewRules#SHIPPED} until it has. */
    ReviewRules rules();

    /**
     * Replaces what the office has decided.
     *
     * @param changed with the version it was read with; the kept one has the next
     * @throws ConflictException when it has changed since
     */
    ReviewRules decide(ReviewRules changed);
}
