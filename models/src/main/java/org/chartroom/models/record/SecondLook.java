package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * That a filing is to be looked at by another person than the one who filed it.
 *
 * @param number counts all of the office, from 1
 * @param patient into whose chart the document was filed
 * @param decision empty while it waits
 */
public record SecondLook(
        long number,
        DocumentId document,
        PatientId patient,
        UserId filer,
        Instant filedAt,
        Why why,
        Optional<Decision> decision) {
    /** What makes a second look worth its time. Names are stored: added to, never renamed. */
    public enum Why {
        /** Another patient fits the pages nearly as well. */
        LOW_MARGIN,
        /** The pages speak for another patient. */
        AGAINST_SUGGESTION,
        /** It was filed though a danger was named: twins, Jr and Sr, numbers of two patients, a death before the visit. */
        DANGER
    }

    /** What came of it. Names are stored: added to, never renamed. */
    public enum Outcome {
        CONFIRMED,
        SENT_BACK,
        /** The document left the chart before anybody looked. */
        WITHDRAWN
    }

    /** @param note why it was sent back; may be empty otherwise */
    public record Decision(Outcome outcome, UserId by, Instant at, String note) {
        public Decision {
            if (outcome == Outcome.SENT_BACK && note.isBlank()) {
                throw new IllegalArgumentException("who sends a filing back says why");
            }
        }
    }
}
