package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Intake is asked to scan pages of a document again.
 *
 * @param pages numbers of the pages as the document had them then, rising; empty for all
 * @param reason what is wrong with them
 * @param end how it ended; empty while it waits
 * @param version counts the changes, from 1; used as ETag
 */
public record Rescan(
        RescanId id,
        DocumentId document,
        List<Integer> pages,
        String reason,
        UserId askedBy,
        Instant askedAt,
        Optional<End> end,
        int version) {
    private static final int LONGEST = 1_000;

    public Rescan {
        pages = pages.stream().distinct().sorted().toList();
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("reason must be 1 to " + LONGEST + " characters");
        }
    }

    /**
     * How it ended: with what was scanned, or without because it could not be.
     *
     * @param arrival what came in for it; empty when only the document is known, or nothing came
     * @param document the document that answers it; empty when only the arrival is known, or nothing came
     * @param words what was said; why, when nothing came
     */
    public record End(Instant at, UserId by, Optional<ArrivalId> arrival, Optional<DocumentId> document, String words) {
        public End {
            if (arrival.isEmpty() && document.isEmpty() && words.isBlank()) {
                throw new IllegalArgumentException("a rescan ends with what answers it, or with why nothing does");
            }
            if (words.length() > LONGEST) {
                throw new IllegalArgumentException("what is said must be at most " + LONGEST + " characters");
            }
        }

        /** Whether something was scanned. */
        public boolean answered() {
            return arrival.isPresent() || document.isPresent();
        }
    }

    /** The same, ended. */
    public Rescan ended(End how) {
        return new Rescan(id, document, pages, reason, askedBy, askedAt, Optional.of(how), version);
    }
}
