package org.chartroom.models.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A planned visit as the scheduling system told us.
 *
 * @param externalId the scheduling system's own number, unique within the facility; empty when made here
 * @param status such as {@code booked}, {@code arrived}, {@code cancelled}
 */
public record Appointment(
        AppointmentId id,
        PatientId patient,
        FacilityId facility,
        Instant start,
        Duration length,
        String clinician,
        String reason,
        String status,
        String externalId) {
    private static final Set<String> OFF = Set.of("cancelled", "noshow", "entered-in-error");

    /** Whether it will not take place, or did not. */
    public boolean isOff() {
        return OFF.contains(status);
    }
}
