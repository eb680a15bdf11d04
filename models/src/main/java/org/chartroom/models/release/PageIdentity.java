package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * Whose a page proves to be.
 *
 * @param light what the machine found
 * @param words what proves it, or what contradicts
 * @param seen who looked at it and found it right; empty while nobody did
 */
public record PageIdentity(Light light, String words, Optional<Seen> seen) {
    /** What the machine found. Names are stored: added to, never renamed. */
    public enum Light {
        /** Two identifiers of the patient, or bound to a page that bears them. */
        GREEN,
        /** Not enough to tell, or unreadable. */
        AMBER,
        /** Another patient's identifiers. */
        RED
    }

    /**
     * Who looked.
     *
     * @param exception why it was who had selected the page, in an office that has nobody else; empty otherwise
     */
    public record Seen(UserId by, String exception, Instant at) {}

    /** Whether the page may go into a packet. */
    public boolean isProven() {
        return light == Light.GREEN || light == Light.AMBER && seen.isPresent();
    }
}
