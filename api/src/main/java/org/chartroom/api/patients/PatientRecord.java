package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Identifier;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Representative;
import org.chartroom.models.record.Sex;

/**
 * All that is known of a patient.
 *
 * @param names former names, aliases and what they like to be called
 * @param phones besides {@code phone}
 * @param addresses besides {@code address}: former ones, and second homes
 * @param identifiers record numbers elsewhere
 * @param memberships numbers at payers
 * @param representatives who may act for them, and who might once
 * @param mergedInto whose chart theirs is part of now: nothing of this record is changed any more
 * @param parts those whose charts became part of this one; their numbers and names lead here
 * @param similar of a patient who was just made, those who look like the same person; else none
 */
record PatientRecord(
        PatientId id,
        FacilityId facilityId,
        String mrn,
        PatientSummary.Name name,
        LocalDate birthDate,
        Sex sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        boolean restricted,
        List<OtherName> names,
        List<Phone> phones,
        List<Address> addresses,
        List<Identifier> identifiers,
        List<Membership> memberships,
        List<Representative> representatives,
        Optional<PatientId> mergedInto,
        List<PatientSummary> parts,
        List<MatchView.CandidateView> similar,
        int version) {
    static PatientRecord of(Records records, Patient patient) {
        return of(records, patient, List.of());
    }

    static PatientRecord of(Records records, Patient patient, List<MatchView.CandidateView> similar) {
        return new PatientRecord(
                patient.id(),
                patient.facility(),
                patient.mrn(),
                PatientSummary.Name.of(patient.name()),
                patient.birthDate(),
                patient.sex(),
                patient.phone(),
                patient.address(),
                patient.deceasedOn(),
                patient.restricted(),
                patient.particulars().names(),
                patient.particulars().phones(),
                patient.particulars().addresses(),
                patient.particulars().identifiers(),
                patient.particulars().memberships(),
                patient.particulars().representatives(),
                patient.mergedInto(),
                records.patientMerges().partsOf(patient.id()).stream()
                        .map(PatientSummary::of)
                        .toList(),
                similar,
                patient.version());
    }
}
