package org.chartroom.models.record;

import java.time.Duration;
import java.time.Instant;

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
        String externalId) {}
