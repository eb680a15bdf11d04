package org.chartroom.models.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A destruction of records: proposed by one person, decided on by another, carried out by the house. Its row is kept for
 * good; the certificate is printed from it.
 *
 * @param reason why now, in the words of who proposed it
 * @param decidedBy the second person
 * @param doneAt when rows, index and bytes were gone
 * @param backupsUntil day after which no backup made before holds them any more, as far as known
 * @param leftover what may still hold copies and is not in the house's hand, in words; empty for nothing
 * @param version counts the changes, from 1; used as ETag
 */
public record Destruction(
        DestructionId id,
        FacilityId facility,
        String reason,
        State state,
        Actor proposedBy,
        Instant proposedAt,
        Optional<Actor> decidedBy,
        Optional<Instant> decidedAt,
        Optional<Instant> doneAt,
        Optional<LocalDate> backupsUntil,
        String leftover,
        List<DestructionItem> items,
        int version) {
    private static final int LONGEST = 2_000;

    public Destruction {
        items = List.copyOf(items);
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("a destruction says why, in 1 to " + LONGEST + " characters");
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a destruction is of one document at least");
        }
    }

    /** Where a destruction is. Names are stored: added to, never renamed. */
    public enum State {
        /** Waits for a second person. */
        PROPOSED,
        /** It shall not be. */
        DECLINED,
        /** Two persons want it; it is being carried out. */
        CONFIRMED,
        /** Carried out. */
        DONE
    }

    /**
     * The same after a second person agreed.
     *
     * @throws ConflictException when it is the same person, or it does not wait for one
     */
    public Destruction confirmed(Actor by, Instant at) {
        requireProposed();
        if (by.user().equals(proposedBy.user())) {
            throw new ConflictException(
                    "You proposed this yourself; a second person confirms it. Nothing was destroyed.");
        }
        return with(State.CONFIRMED, Optional.of(by), Optional.of(at), Optional.empty(), Optional.empty(), "", items);
    }

    /** The same after somebody, the proposer too, decided against it. */
    public Destruction declined(Actor by, Instant at) {
        requireProposed();
        return with(State.DECLINED, Optional.of(by), Optional.of(at), Optional.empty(), Optional.empty(), "", items);
    }

    /** The same when nothing is left to do. */
    public Destruction done(Instant at, Optional<LocalDate> backups, String left) {
        return with(State.DONE, decidedBy, decidedAt, Optional.of(at), backups, left, items);
    }

    private void requireProposed() {
        switch (state) {
            case PROPOSED -> {}
            case DECLINED -> throw new ConflictException("The destruction was declined; propose a new one.");
            case CONFIRMED, DONE -> throw new ConflictException("The destruction was confirmed before.");
        }
    }

    private Destruction with(
            State to,
            Optional<Actor> by,
            Optional<Instant> at,
            Optional<Instant> done,
            Optional<LocalDate> backups,
            String left,
            List<DestructionItem> all) {
        return new Destruction(
                id, facility, reason, to, proposedBy, proposedAt, by, at, done, backups, left, all, version);
    }
}
