package org.chartroom.api.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A line of an appointment list, as far as it could be understood. */
sealed interface Row {
    /** Where it stands: line of the file, from 1; in a FHIR bundle the number of its entry. */
    int line();

    /** @param why it cannot be taken, for a person */
    record Bad(int line, String why) implements Row {}

    /**
     * An appointment as it was told. Nothing of it was compared with what is kept.
     *
     * @param externalId the scheduling system's own number; empty where it gave none
     * @param mrn empty where none was told
     * @param family empty where no name was told
     * @param start empty only where it is cancelled
     * @param length empty where none was told
     * @param status {@code booked}, {@code cancelled} and the like
     */
    record Told(
            int line,
            String externalId,
            String mrn,
            Optional<LocalDate> birthDate,
            String family,
            Optional<Instant> start,
            Optional<Duration> length,
            String clinician,
            String reason,
            String status)
            implements Row {
        boolean isOff() {
            return status.equals(Status.CANCELLED) || status.equals(Status.NO_SHOW);
        }
    }
}
