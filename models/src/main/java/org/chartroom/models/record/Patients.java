package org.chartroom.models.record;

import java.util.Optional;

/** The patient index. */
public interface Patients {
    /** Keeps a new patient (version 1). @throws ConflictException when the facility has that number already */
    void add(Patient patient);

    Optional<Patient> find(PatientId id);

    Optional<Patient> byMrn(FacilityId facility, String mrn);

    /**
     * Patients for whom every word of {@code words} starts a part of their name, is their number, or is their birth
     * date ({@code 1950-01-31} or {@code 01/31/1950}); by name.
     */
    Slice<Patient> find(FacilityId facility, String words, Optional<String> cursor, int limit);

    /** Replaces the patient; version as in {@link Documents#update}. @throws ConflictException when changed since */
    Patient update(Patient changed);
}
