package org.chartroom.models.record;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A patient as the records room knows them.
 *
 * @param id never changes, not even by a merge
 * @param facility whose numbering {@code mrn} belongs to
 * @param mrn medical record number, unique within the facility
 * @param name legal name
 * @param birthDate date of birth
 * @param sex administrative sex
 * @param phone as written, empty where unknown
 * @param address of today, on one line, empty where unknown
 * @param deceasedOn empty for the living
 * @param restricted whether the chart is open only to those named or who break the glass
 * @param particulars what else is known
 * @param mergedInto whose chart this one's is part of now; its own number and names still lead there. Set by {@link PatientMerges}
 *     alone
 * @param version counts the changes, from 1; used as ETag
 */
public record Patient(
        PatientId id,
        FacilityId facility,
        String mrn,
        PersonName name,
        LocalDate birthDate,
        Sex sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        boolean restricted,
        Particulars particulars,
        Optional<PatientId> mergedInto,
        int version) {
    public Patient {
        if (mrn.isBlank()) {
            throw new IllegalArgumentException("a patient needs a medical record number");
        }
        if (deceasedOn.isPresent() && deceasedOn.get().isBefore(birthDate)) {
            throw new IllegalArgumentException("a patient cannot have died before being born");
        }
    }

    /** A patient of whom no more is known than charts show. */
    public Patient(
            PatientId id,
            FacilityId facility,
            String mrn,
            PersonName name,
            LocalDate birthDate,
            Sex sex,
            String phone,
            String address,
            Optional<LocalDate> deceasedOn,
            boolean restricted,
            int version) {
        this(
                id,
                facility,
                mrn,
                name,
                birthDate,
                sex,
                phone,
                address,
                deceasedOn,
                restricted,
                Particulars.NONE,
                Optional.empty(),
                version);
    }
}
