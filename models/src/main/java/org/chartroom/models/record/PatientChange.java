package org.chartroom.models.record;

import java.util.Optional;

/**
 * One line of the history of a patient's record.
 *
 * @param provenance who, when, why; empty for what no caller was named for
 * @param before empty for the first
 * @param after the record as it was kept then; its version counts the line
 */
public record PatientChange(Kind kind, Optional<Provenance> provenance, Optional<Patient> before, Patient after) {
    /** What was done. Codes are stored: they are added to, never renamed. */
    public enum Kind {
        CREATED,
        CHANGED,
        /** It became part of another chart. */
        MERGED,
        /** It is a chart of its own again. */
        UNMERGED,
        /** Another chart became part of it. */
        TOOK_IN,
        /** Another chart left it again. */
        GAVE_BACK
    }
}
