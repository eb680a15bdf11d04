package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * What a file says of one patient. What it does not say leaves what is known as it is.
 *
 * @param mrn by which the patient is known here
 */
record SaidPatient(
        String mrn,
        PersonName name,
        LocalDate birthDate,
        Optional<Sex> sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        Particulars more) {
    private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 1);

    /** What cannot be so, as one sentence; empty when all may be. */
    Optional<String> fault(LocalDate today) {
        if (birthDate.isAfter(today)) {
            return Optional.of("The birth date is in the future.");
        }
        if (birthDate.isBefore(EARLIEST)) {
            return Optional.of("The birth date is before 1850.");
        }
        if (deceasedOn
                .filter(day -> day.isBefore(birthDate) || day.isAfter(today))
                .isPresent()) {
            return Optional.of("The day of death is before the birth date, or in the future.");
        }
        return Optional.empty();
    }

    Patient made(PatientId id, FacilityId facility) {
        return new Patient(
                id,
                facility,
                mrn,
                name,
                birthDate,
                sex.orElse(Sex.UNKNOWN),
                phone,
                address,
                deceasedOn,
                false,
                more,
                Optional.empty(),
                1);
    }

    /** What a patient becomes by this: what is said replaces, lists are added to, nothing is taken away. */
    Patient changed(Patient before, LocalDate today) {
        String nowAt = address.isEmpty() ? before.address() : address;
        String nowBy = phone.isEmpty() ? before.phone() : phone;
        PersonName named = new PersonName(
                name.family(),
                name.given().isEmpty() ? before.name().given() : name.given(),
                name.middle().isEmpty() ? before.name().middle() : name.middle(),
                name.suffix().isEmpty() ? before.name().suffix() : name.suffix());
        Particulars known = FormerAddress.kept(before, nowAt, added(before.particulars(), nowBy, nowAt), today);
        return new Patient(
                before.id(),
                before.facility(),
                before.mrn(),
                named,
                birthDate,
                sex.orElse(before.sex()),
                nowBy,
                nowAt,
                deceasedOn.or(before::deceasedOn),
                before.restricted(),
                known,
                Optional.empty(),
                before.version());
    }

    /** The number and the address that come first are not also among the others. */
    private Particulars added(Particulars before, String nowBy, String nowAt) {
        Particulars both = before.and(more);
        return new Particulars(
                both.names(),
                without(both.phones(), each -> each.number().equals(nowBy)),
                without(both.addresses(), each -> each.line().equals(nowAt)),
                both.identifiers(),
                both.memberships(),
                both.representatives());
    }

    private static <T> List<T> without(List<T> all, java.util.function.Predicate<T> which) {
        return all.stream().filter(which.negate()).toList();
    }
}
