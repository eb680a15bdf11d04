package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Sex;

/** A patient as the API shows them. */
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
        int version) {
    /** A name in its parts and as charts show it. */
    public record Name(String family, String given, String middle, String display) {}

    /** What the API shows of this patient. */
    public static PatientSummary of(Patient patient) {
        return new PatientSummary(
                patient.id(),
                patient.facility(),
                patient.mrn(),
                new Name(
                        patient.name().family(),
                        patient.name().given(),
                        patient.name().middle(),
                        patient.name().display()),
                patient.birthDate(),
                patient.sex(),
                patient.phone(),
                patient.address(),
                patient.deceasedOn(),
                patient.restricted(),
                patient.version());
    }
}
