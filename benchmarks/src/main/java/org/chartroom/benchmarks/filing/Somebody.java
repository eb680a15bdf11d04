package org.chartroom.benchmarks.filing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/** A made-up person. */
record Somebody(
        String mrn,
        PersonName name,
        LocalDate born,
        Sex sex,
        String phone,
        String street,
        String town,
        String member,
        Optional<LocalDate> died) {
    PersonFacts facts() {
        return new PersonFacts(
                List.of(name),
                Optional.of(born),
                Optional.of(sex),
                Set.of(mrn),
                Set.of(phone),
                Set.of(street + ", " + town),
                Set.of(member),
                died,
                Optional.empty());
    }

    Somebody named(PersonName other) {
        return new Somebody(mrn, other, born, sex, phone, street, town, member, died);
    }

    Somebody bornOn(LocalDate day) {
        return new Somebody(mrn, name, day, sex, phone, street, town, member, died);
    }

    Somebody numbered(String number) {
        return new Somebody(number, name, born, sex, phone, street, town, member, died);
    }

    Somebody at(String otherPhone, String otherStreet) {
        return new Somebody(mrn, name, born, sex, otherPhone, otherStreet, town, member, died);
    }
}
