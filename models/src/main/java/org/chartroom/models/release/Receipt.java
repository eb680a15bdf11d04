package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;

/**
 * How a request came in.
 *
 * @param at by the server's clock; the time to answer runs from it
 * @param channel through which door
 * @param originalSha256 hash of the request as it came; empty while it was not kept
 */
public record Receipt(Instant at, Door channel, Optional<String> originalSha256) {
    /** The door. Names are stored: added to, never renamed. */
    public enum Door {
        IN_PERSON,
        MAIL,
        FAX,
        EMAIL,
        PHONE,
        PORTAL,
        SYSTEM
    }
}
