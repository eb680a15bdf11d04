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

    /** Adds the appointment, or replaces the one with the same facility and external id. */
    void put(Appointment appointment);

    /** Those that start within the span, earliest first. */
    List<Appointment> appointments(FacilityId facility, Instant from, Instant to);
}
