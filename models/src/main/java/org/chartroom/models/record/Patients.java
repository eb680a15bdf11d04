package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** The patient index. */
public interface Patients {
    /** Keeps a new patient (version 1). @throws ConflictException when the facility has that number already */
    void add(Patient patient, Optional<Provenance> by);

    /** As {@link #add(Patient, Optional)} where nobody is to be named for it. */
    default void add(Patient patient) {
        add(patient, Optional.empty());
    }

    /** That patient, merged or not; {@link #resolve} is what most callers want. */
    Optional<Patient> find(PatientId id);

    /** That patient, or whose chart theirs is part of now. */
    Optional<Patient> resolve(PatientId id);

    /** Whose number it is, or whose chart that patient's is part of now; then the number found is another. */
    Optional<Patient> byMrn(FacilityId facility, String mrn);

    /**
     * Patients for whom every word of {@code words} starts a part of their name or of a former one, is one of their numbers (here,
     * elsewhere, or at a payer), or is their birth date ({@code 1950-01-31} or {@code 01/31/1950}), or who have that telephone;
     * by name. Merged patients are found as the one whose chart theirs is part of.
     */
    Slice<Patient> find(FacilityId facility, String words, Optional<String> cursor, int limit);

    /**
     * Replaces the patient; version as in {@link Documents#update}.
     *
     * @throws ConflictException when changed since, or merged
     */
    Patient update(Patient changed, Optional<Provenance> by);

    /** As {@link #update(Patient, Optional)} where nobody is to be named for it. */
    default Patient update(Patient changed) {
        return update(changed, Optional.empty());
    }

    /** What was done to the patient's record, latest first. Of records kept by older versions it begins with the next change. */
    List<PatientChange> history(PatientId id);
}
