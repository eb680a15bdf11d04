package org.chartroom.models.record;

import java.time.Instant;

/** What was done with a document at the filing desk besides filing it. */
public sealed interface FilingStep {
    /** Longest text that is kept with a step. */
    int LONGEST = 500;

    /** What a person wrote with it; may be empty. */
    String note();

    /**
     * It is not this office's.
     *
     * @param sender who sent it here by mistake; may be empty where nobody knows
     * @param senderTold whether they know by now
     */
    record Misdirected(String sender, boolean senderTold, Fate fate, String note) implements FilingStep {
        public Misdirected {
            check(sender, "the sender");
            check(note, "the note");
        }
    }

    /** What became of a paper that is not this office's. Names are stored: added to, never renamed. */
    enum Fate {
        /** Kept until somebody decides. */
        KEPT,
        /** Sent back to who sent it. */
        RETURNED,
        /** Destroyed as the office's policy says. */
        DESTROYED_BY_POLICY
    }

    /** It is this office's after all, and waits to be filed again. */
    record BroughtBack(String note) implements FilingStep {
        public BroughtBack {
            check(note, "the note");
        }
    }

    /**
     * Somebody has to be called before it can be filed.
     *
     * @param number telephone number; may be empty
     * @param due when the call should have been made
     */
    record Callback(String whom, String number, Instant due, String note) implements FilingStep {
        public Callback {
            if (whom.isBlank()) {
                throw new IllegalArgumentException("a callback says who is to be called");
            }
            check(whom, "who is to be called");
            check(number, "the number");
            check(note, "the note");
        }
    }

    /** The call was made, or is not needed any more. */
    record CallbackDone(String note) implements FilingStep {
        public CallbackDone {
            check(note, "the note");
        }
    }

    /**
     * It went from one chart to another.
     *
     * @param note why; never empty
     */
    record Moved(PatientId from, PatientId to, String note) implements FilingStep {
        public Moved {
            if (note.isBlank()) {
                throw new IllegalArgumentException("a move between charts says why");
            }
            check(note, "the reason");
        }
    }

    private static void check(String text, String what) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(what + " has at most " + LONGEST + " characters");
        }
    }
}
