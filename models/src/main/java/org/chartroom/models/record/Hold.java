package org.chartroom.models.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A legal hold: what it covers is kept as it is, whatever a schedule says, until two persons lift it. It is in force from
 * the moment it is set; a second person's confirmation, where the office wants one, says that it is right, not that it
 * begins.
 *
 * @param matter the lawsuit, audit or request it is for, as the office names it
 * @param reason why, in the words of who set it
 * @param steps what was done with it, first first; the first is that it was set
 * @param version counts the changes, from 1; used as ETag
 */
public record Hold(
        HoldId id,
        FacilityId facility,
        HoldScope scope,
        String matter,
        String reason,
        State state,
        List<Step> steps,
        int version) {
    private static final int LONGEST = 2_000;

    public Hold {
        steps = List.copyOf(steps);
        if (matter.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a hold says for which matter and why");
        }
        if (matter.length() > LONGEST || reason.length() > LONGEST) {
            throw new IllegalArgumentException("matter and reason of a hold have " + LONGEST + " characters at most");
        }
        if (steps.isEmpty() || steps.getFirst().kind() != Step.Kind.SET) {
            throw new IllegalArgumentException("a hold begins with its being set");
        }
    }

    /** Where a hold is. Names are stored: added to, never renamed. */
    public enum State {
        /** In force; a second person has not confirmed it yet. */
        TO_CONFIRM,
        /** In force. */
        IN_FORCE,
        /** In force; one person wants it lifted and a second has not agreed yet. */
        LIFT_ASKED,
        /** Over. */
        LIFTED
    }

    /** Something that was done with a hold. */
    public record Step(Kind kind, Actor by, Instant at, String reason) {
        /** What was done. Names are stored: added to, never renamed. */
        public enum Kind {
            SET,
            CONFIRMED,
            LIFT_ASKED,
            LIFT_DECLINED,
            LIFTED
        }
    }

    /**
     * A new hold, in force from now on.
     *
     * @param second whether a second person has to confirm it
     */
    public static Hold set(
            HoldId id,
            FacilityId facility,
            HoldScope scope,
            String matter,
            String reason,
            boolean second,
            Actor by,
            Instant at) {
        return new Hold(
                id,
                facility,
                scope,
                matter.strip(),
                reason.strip(),
                second ? State.TO_CONFIRM : State.IN_FORCE,
                List.of(new Step(Step.Kind.SET, by, at, "")),
                1);
    }

    /** Whether it still keeps what it covers. */
    public boolean inForce() {
        return state != State.LIFTED;
    }

    /** Who set it. */
    public Actor setBy() {
        return steps.getFirst().by();
    }

    /** When it was set, and has been in force since. */
    public Instant setAt() {
        return steps.getFirst().at();
    }

    /** The hold after one person asked for its end. @throws ConflictException when that was asked before, or it is over */
    public Hold liftAsked(Actor by, Instant at, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("whoever wants a hold lifted says why");
        }
        if (why.length() > LONGEST) {
            throw new IllegalArgumentException("the reason has " + LONGEST + " characters at most");
        }
        return switch (state) {
            case TO_CONFIRM, IN_FORCE -> next(State.LIFT_ASKED, Step.Kind.LIFT_ASKED, by, at, why.strip());
            case LIFT_ASKED ->
                throw new ConflictException("Somebody asked already that the hold be lifted; a second person agrees to"
                        + " that or declines it.");
            case LIFTED -> throw over();
        };
    }

    /**
     * The hold after a second person agreed: to its being set, or to its being lifted.
     *
     * @throws ConflictException when it is the same person, or nothing waits for a second one
     */
    public Hold confirmed(Actor by, Instant at) {
        return switch (state) {
            case TO_CONFIRM -> {
                requireSecond(by);
                yield next(State.IN_FORCE, Step.Kind.CONFIRMED, by, at, "");
            }
            case LIFT_ASKED -> {
                requireSecond(by);
                yield next(State.LIFTED, Step.Kind.LIFTED, by, at, "");
            }
            case IN_FORCE -> throw new ConflictException("The hold is in force and waits for nobody.");
            case LIFTED -> throw over();
        };
    }

    /** The hold after somebody, the asker too, said that it shall not be lifted. */
    public Hold liftDeclined(Actor by, Instant at) {
        if (state != State.LIFT_ASKED) {
            throw new ConflictException("Nobody asked that the hold be lifted.");
        }
        return next(State.IN_FORCE, Step.Kind.LIFT_DECLINED, by, at, "");
    }

    private static ConflictException over() {
        return new ConflictException("The hold was lifted before; set a new one.");
    }

    private void requireSecond(Actor by) {
        Step asked = steps.getLast();
        if (asked.by().user().equals(by.user())) {
            throw new ConflictException(
                    "The hold stays in force. This takes a second person; you were the first one yourself.");
        }
    }

    private Hold next(State to, Step.Kind kind, Actor by, Instant at, String why) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step(kind, by, at, why));
        return new Hold(id, facility, scope, matter, reason, to, all, version);
    }
}
