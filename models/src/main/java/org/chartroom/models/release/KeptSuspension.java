package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.PatientId;

/**
 * A suspension as it is kept with the patient's account; never changed, never taken away.
 *
 * @param by who wrote it down
 */
public record KeptSuspension(String id, PatientId patient, Suspension suspension, Actor by, Instant at) {
    public KeptSuspension {
        if (suspension.agency().isBlank()) {
            throw new IllegalArgumentException("a suspension names the agency");
        }
    }
}
