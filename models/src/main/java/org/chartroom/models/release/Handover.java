package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;

/**
 * That a packet was handed over, or was going to be.
 *
 * @param packetSha256 of what
 * @param disclosure the entry in the account, written before
 * @param at when it was let go
 * @param proof what shows that it arrived; empty while nothing does
 */
public record Handover(
        String packetSha256, DisclosureId disclosure, Instant at, Outcome outcome, Optional<Proof> proof) {
    /** How it stands. Names are stored: added to, never renamed. */
    public enum Outcome {
        /** On its way, or waiting to be fetched. */
        UNDER_WAY,
        DELIVERED,
        FAILED,
        /** Nobody can tell; a person finds out, and nothing is sent again by itself. */
        UNKNOWN,
        /** Taken back. */
        RECALLED
    }

    /** What shows that it arrived. */
    public record Proof(Kind kind, String words, Instant at) {
        /** Of what kind. Names are stored: added to, never renamed. */
        public enum Kind {
            FETCHED,
            FAX_CONFIRMATION,
            MAIL_RECEIPT,
            TRACKING_NUMBER,
            PICKUP_SIGNATURE
        }
    }
}
