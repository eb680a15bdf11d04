package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.UserId;

/**
 * That a request does not go on, for now or for good. None of these stops the clock.
 *
 * @param code why, of the closed list of its kind
 * @param words what is to be done, or what the letter says
 */
public record Aside(Kind kind, String code, String words, UserId by, Instant at) {
    /** Why it does not go on. Names are stored: added to, never renamed. */
    public enum Kind {
        /** Waits for something outside the office's control. */
        PENDED(false),
        /** Somebody pauses it. */
        HELD(false),
        /** A specialist decides. */
        EXCEPTION(false),
        /** A correction was asked for by letter. */
        CORRECTION_REQUESTED(false),
        NO_RECORDS(true),
        DENIED(true),
        /** Can be taken up again. */
        REJECTED(false),
        /** A mistake or a duplicate. */
        CANCELLED(true),
        /** The right to send was taken back. */
        REVOKED(false),
        /** It went to the wrong person. */
        BREACH_REVIEW(true);

        private final boolean last;

        Kind(boolean last) {
            this.last = last;
        }

        /** Whether it ends the request. */
        public boolean isFinal() {
            return last;
        }
    }

    public Aside {
        if (code.isBlank()) {
            throw new IllegalArgumentException("what stands aside has a reason code");
        }
    }
}
