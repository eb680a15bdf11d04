package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A filed document that waits for a clinician to acknowledge it, hand it on or act on it.
 *
 * @param patient in whose chart the document was when that was last looked at
 * @param to whose list it is on
 * @param routedBy who put it there; who filed it, where a rule did
 * @param byRule whether a rule of the office put it there
 * @param note why, in the words of who routed it
 * @param forwardedFrom the review that was handed on as this one
 * @param flag what has become of the document since, in words for a person; empty when nothing has
 * @param escalation whose list it is on besides; empty while it is not late and its clinician is there
 * @param ending how it ended; empty while it is open
 * @param version counts the changes, from 1; used as ETag
 */
public record Review(
        ReviewId id,
        DocumentId document,
        PatientId patient,
        UserId to,
        UserId routedBy,
        boolean byRule,
        Instant routedAt,
        Priority priority,
        Instant due,
        String note,
        Optional<ReviewId> forwardedFrom,
        String flag,
        Optional<Escalation> escalation,
        State state,
        Optional<Ending> ending,
        int version) {
    private static final int LONGEST = 2_000;

    public Review {
        if ((state == State.OPEN) == ending.isPresent()) {
            throw new IllegalArgumentException("a review has an ending exactly when it is not open");
        }
        if (note.length() > LONGEST) {
            throw new IllegalArgumentException("note must be at most " + LONGEST + " characters");
        }
    }

    /** Where a review is. */
    public enum State {
        /** It waits. */
        OPEN,
        /** It was read and nothing more is needed. */
        ACKNOWLEDGED,
        /** It was handed to another clinician, whose review of its own it is. */
        FORWARDED,
        /** Something was done because of it; the ending says what. */
        ACTED_ON,
        /** The document is not there to be reviewed any more; the ending says why. */
        WITHDRAWN
    }

    /**
     * A second person has it on their list.
     *
     * @param why in words for a person
     */
    public record Escalation(Instant at, UserId to, String why) {}

    /**
     * How it ended.
     *
     * @param words what was said about it: a note, what was done, or why it was withdrawn; may be empty
     */
    public record Ending(Instant at, UserId by, String words) {
        public Ending {
            if (words.length() > LONGEST) {
                throw new IllegalArgumentException("what is said must be at most " + LONGEST + " characters");
            }
        }
    }

    /** Whether it waits past its time. */
    public boolean overdue(Instant now) {
        return state == State.OPEN && !due.isAfter(now);
    }

    /** Whether it is on the list of this person. */
    public boolean isFor(UserId user) {
        return to.equals(user)
                || escalation.filter(each -> each.to().equals(user)).isPresent();
    }

    /** The same, ended. */
    public Review ended(State how, Ending ending) {
        return new Review(
                id,
                document,
                patient,
                to,
                routedBy,
                byRule,
                routedAt,
                priority,
                due,
                note,
                forwardedFrom,
                flag,
                escalation,
                how,
                Optional.of(ending),
                version);
    }

    /** The same on the list of a second person too. */
    public Review escalated(Escalation escalation) {
        return new Review(
                id,
                document,
                patient,
                to,
                routedBy,
                byRule,
                routedAt,
                priority,
                due,
                note,
                forwardedFrom,
                flag,
                Optional.of(escalation),
                state,
                ending,
                version);
    }

    /** The same for what its document has become. */
    public Review following(DocumentId document, PatientId patient, String flag) {
        return new Review(
                id,
                document,
                patient,
                to,
                routedBy,
                byRule,
                routedAt,
                priority,
                due,
                note,
                forwardedFrom,
                flag,
                escalation,
                state,
                ending,
                version);
    }
}
