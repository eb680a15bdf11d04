package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/**
 * Legal holds. What destroys a record, or writes over what it said, asks {@link #over} in its own transaction.
 *
 * <p>A document that once was under a hold stays under it until the hold is lifted: filed into another chart, merged with
 * another chart, given another date or author, it is kept all the same.
 */
public interface Holds {
    void add(Hold hold);

    Optional<Hold> find(HoldId id);

    /** Latest first. {@code cursor} is a former {@link Slice#next()}. */
    Slice<Hold> latest(FacilityId facility, Optional<String> cursor, int limit);

    /** Those that are in force, in the order in which they were set. */
    List<Hold> inForce(FacilityId facility);

    /**
     * Replaces the hold's state and adds its new steps; version as in {@link Documents#update}.
     *
     * @throws ConflictException when it has changed since
     */
    Hold update(Hold changed);

    /** The holds in force over a document; empty when nothing keeps it. */
    List<Hold> over(DocumentId document);

    /** The holds in force over something that is no document yet. */
    List<Hold> over(FacilityId facility, HoldScope.Subject subject);

    /**
     * Refuses what a hold forbids.
     *
     * @param what would be done, such as {@code Its pages cannot be taken out}
     * @throws ConflictException when a hold is in force over the document; it names the matter's hold and what to do
     */
    default void refuseIfHeld(DocumentId document, String what) {
        List<Hold> holds = over(document);
        if (!holds.isEmpty()) {
            throw refusal(what, holds);
        }
    }

    /** What somebody is told whom a hold keeps from doing something. */
    static ConflictException refusal(String what, List<Hold> holds) {
        return new ConflictException(what + ": legal hold " + holds.getFirst().id()
                + (holds.size() == 1 ? "" : " and " + (holds.size() - 1) + " more")
                + " keeps it as it is. Ask the privacy officer.");
    }
}
