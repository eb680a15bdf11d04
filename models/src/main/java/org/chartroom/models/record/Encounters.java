package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Encounters and appointments. */
public interface Encounters {
    void add(Encounter encounter);

    Optional<Encounter> find(EncounterId id);

    /** Latest first. */
    List<Encounter> of(PatientId patient);

    /**
     * Adds the appointment, or replaces the one with the same facility and external id, or the same id.
     *
     * @return as kept: the id is that of the one it took the place of
     */
    Appointment put(Appointment appointment);

    Optional<Appointment> appointment(AppointmentId id);

    /** By the scheduling system's own number. */
    Optional<Appointment> appointment(FacilityId facility, String externalId);

    /** All of a patient, past and planned, latest first. */
    List<Appointment> appointments(PatientId patient);

    /** Those that start within the span, earliest first. */
    List<Appointment> appointments(FacilityId facility, Instant from, Instant to);
}
