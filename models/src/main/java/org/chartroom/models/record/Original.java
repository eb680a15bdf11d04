package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * The paper of an arrival, kept until it may be shredded.
 *
 * @param place box, shelf or batch label where it lies
 * @param shredded who shredded it; empty while it is kept
 * @param version counts the changes, from 1; used as ETag
 */
public record Original(
        OriginalId id,
        ArrivalId arrival,
        String place,
        UserId loggedBy,
        Instant loggedAt,
        Optional<Shredded> shredded,
        int version) {
    private static final int LONGEST_PLACE = 120;
    private static final int LONGEST = 1_000;

    public Original {
        if (place.isBlank() || place.length() > LONGEST_PLACE) {
            throw new IllegalArgumentException("place must be 1 to " + LONGEST_PLACE + " characters");
        }
    }

    /**
     * It is gone.
     *
     * @param by who says that they shredded it, or saw it shredded
     * @param words how, or with which certificate; may be empty
     */
    public record Shredded(Instant at, UserId by, String words) {
        public Shredded {
            if (words.length() > LONGEST) {
                throw new IllegalArgumentException("what is said must be at most " + LONGEST + " characters");
            }
        }
    }

    /** The same, lying elsewhere. */
    public Original at(String place) {
        return new Original(id, arrival, place, loggedBy, loggedAt, shredded, version);
    }

    /** The same, gone. */
    public Original gone(Shredded how) {
        return new Original(id, arrival, place, loggedBy, loggedAt, Optional.of(how), version);
    }
}
