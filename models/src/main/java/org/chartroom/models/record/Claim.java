package org.chartroom.models.record;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody is working on a note, so that others leave it alone.
 *
 * @param at when they took it, or last changed it
 */
public record Claim(DocumentId document, UserId user, Instant at) {
    /** A claim nobody renews by working on the note ends after this. */
    public static final Duration LASTS = Duration.ofMinutes(30);

    /** Whether it still holds. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(at.plus(LASTS));
    }
}
