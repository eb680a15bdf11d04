package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/** A patient as they are made or changed. */
record PatientWrite(
        String mrn,
        Name name,
        LocalDate birthDate,
        Optional<Sex> sex,
        String phone,
        String address,
        Optional<LocalDate> deceasedOn,
        boolean restricted) {
    private static final int LONGEST = 200;

    /** A name in its parts. */
    record Name(String family, String given, String middle) {
        Name {
            if (family == null || family.isBlank()) {
                throw new IllegalArgumentException("name.family is needed");
            }
            family = text("name.family", family);
            given = text("name.given", given);
            middle = text("name.middle", middle);
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

    Patient patient(PatientId id, FacilityId facility, int version) {
        return new Patient(
                id,
                facility,
                mrn,
                new PersonName(name.family(), name.given(), name.middle()),
                birthDate,
                sex.orElse(Sex.UNKNOWN),
                phone,
                address,
                deceasedOn,
                restricted,
                version);
    }

    private static String text(String field, String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(field + " has more than " + LONGEST + " characters");
        }
        return text;
    }
}
