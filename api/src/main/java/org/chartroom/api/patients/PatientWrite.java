package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Identifier;
import org.chartroom.models.record.Membership;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.Representative;
import org.chartroom.models.record.Sex;
import org.jspecify.annotations.Nullable;

/**
 * A patient as they are made or changed. Lists that are left out stay as they are; an address that is replaced is kept as a former
 * one.
 */
record PatientWrite(
        String mrn,
        Name name,
        LocalDate birthDate,
        Optional<Sex> sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        boolean restricted,
        @Nullable List<OtherName> names,
        @Nullable List<Phone> phones,
        @Nullable List<Address> addresses,
        @Nullable List<Identifier> identifiers,
        @Nullable List<Membership> memberships,
        @Nullable List<Representative> representatives) {
    private static final int LONGEST = 200;

    /** A name in its parts. */
    record Name(String family, String given, String middle, String suffix) {
        Name {
            if (family == null || family.isBlank()) {
                throw new IllegalArgumentException("name.family is needed");
            }
            family = text("name.family", family);
            given = text("name.given", given);
            middle = text("name.middle", middle);
            suffix = text("name.suffix", suffix);
        }

        PersonName name() {
            return new PersonName(family, given, middle, suffix);
        }
    }

    PatientWrite {
        if (mrn == null || mrn.isBlank()) {
            throw new IllegalArgumentException("mrn is needed");
        }
        if (name == null || birthDate == null) {
            throw new IllegalArgumentException("name and birthDate are needed");
        }
        mrn = text("mrn", mrn);
        phone = text("phone", phone);
        address = text("address", address);
        if (deceasedOn.isPresent() && deceasedOn.get().isBefore(birthDate)) {
            throw new IllegalArgumentException("deceasedOn is before birthDate");
        }
    }

    /** A patient who is not kept yet. */
    Patient made(PatientId id, FacilityId facility) {
        return patient(id, facility, particulars(Particulars.NONE), 1);
    }

    /** What a patient becomes by this. */
    Patient changed(Patient before, LocalDate today) {
        Particulars more = FormerAddress.kept(before, address, particulars(before.particulars()), today);
        return patient(before.id(), before.facility(), more, before.version());
    }

    private Patient patient(PatientId id, FacilityId facility, Particulars more, int version) {
        return new Patient(
                id,
                facility,
                mrn,
                name.name(),
                birthDate,
                sex.orElse(Sex.UNKNOWN),
                phone,
                address,
                deceasedOn,
                restricted,
                more,
                Optional.empty(),
                version);
    }

    private Particulars particulars(Particulars before) {
        return new Particulars(
                names == null ? before.names() : names,
                phones == null ? before.phones() : phones,
                addresses == null ? before.addresses() : addresses,
                identifiers == null ? before.identifiers() : identifiers,
                memberships == null ? before.memberships() : memberships,
                representatives == null ? before.representatives() : representatives);
    }

    private static String text(String field, String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(field + " has more than " + LONGEST + " characters");
        }
        return text;
    }
}
