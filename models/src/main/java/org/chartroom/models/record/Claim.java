package org.chartroom.models.record;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody is working on a document, so that others leave it alone.
 *
 * @param at when they took it; of a note also when they last changed it
 * @param until when it ends unless it is renewed
 */
public record Claim(DocumentId document, UserId user, Instant at, Instant until) {
    /** A claim on a note that nobody renews by working on it ends after this. */
    public static final Duration OF_NOTE = Duration.ofMinutes(30);

    /** A claim on a document at the filing desk ends after this unless the open page renews it. */
    public static final Duration AT_DESK = Duration.ofSeconds(90);

    public Claim {
        if (until.isBefore(at)) {
            throw new IllegalArgumentException("a claim cannot end before it begins");
        }
    }

    /** A claim from now on. */
    public static Claim from(Instant at, DocumentId document, UserId user, Duration lasts) {
        return new Claim(document, user, at, at.plus(lasts));
    }

    /** The same claim, lasting this long from {@code now}. */
    public Claim renewed(Instant now, Duration lasts) {
        return new Claim(document, user, at, now.plus(lasts));
    }

    /** Whether it still holds. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
