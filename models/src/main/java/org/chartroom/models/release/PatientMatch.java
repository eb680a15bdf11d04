package org.chartroom.models.release;

import java.time.Instant;
import java.util.Set;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;

/**
 * Whose records they are.
 *
 * @param agreed what of the request agrees with the chart; two at least
 */
public record PatientMatch(PatientId patient, Set<Item> agreed, UserId by, Instant at) {
    public PatientMatch {
        agreed = Set.copyOf(agreed);
    }

    /** What tells one person from another. Names are stored: added to, never renamed. */
    public enum Item {
        NAME,
        BIRTH_DATE,
        RECORD_NUMBER,
        ADDRESS,
        PHONE,
        PHOTO,
        MEMBER_ID
    }
}
