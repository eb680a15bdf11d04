package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * A patient as lists show them.
 *
 * @param mergedInto whose chart theirs is part of now
 */
public record PatientSummary(
        PatientId id,
        FacilityId facilityId,
        String mrn,
        Name name,
        LocalDate birthDate,
        Sex sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        boolean restricted,
        Optional<PatientId> mergedInto,
        int version) {
    /** A name in its parts and as charts show it. */
    public record Name(String family, String given, String middle, String suffix, String display) {
        static Name of(PersonName name) {
            return new Name(name.family(), name.given(), name.middle(), name.suffix(), name.display());
        }
    }

    /** What the API shows of this patient. */
    public static PatientSummary of(Patient patient) {
        return new PatientSummary(
                patient.id(),
                patient.facility(),
                patient.mrn(),
                Name.of(patient.name()),
                patient.birthDate(),
                patient.sex(),
                patient.phone(),
                patient.address(),
                patient.deceasedOn(),
                patient.restricted(),
                patient.mergedInto(),
                patient.version());
    }
}
