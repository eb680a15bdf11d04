package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * What is said of one person, by a page, a feed, a form or a chart. What is not said is empty.
 *
 * @param names the legal name first, then former names and aliases
 * @param birthDate date of birth
 * @param sex administrative sex
 * @param recordNumbers medical record numbers of this office
 * @param phones as written
 * @param addresses each on one line, as written
 * @param memberIds numbers at payers
 * @param deceasedOn of a chart, the day of death
 * @param serviceDate of a page, the day it is about
 */
public record PersonFacts(
        List<PersonName> names,
        Optional<LocalDate> birthDate,
        Optional<Sex> sex,
        Set<String> recordNumbers,
        Set<String> phones,
        Set<String> addresses,
        Set<String> memberIds,
        Optional<LocalDate> deceasedOn,
        Optional<LocalDate> serviceDate) {
    public PersonFacts {
        names = List.copyOf(names);
        recordNumbers = Set.copyOf(recordNumbers);
        phones = Set.copyOf(phones);
        addresses = Set.copyOf(addresses);
        memberIds = Set.copyOf(memberIds);
    }

    /** Nothing is said. */
    public static PersonFacts none() {
        return new PersonFacts(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
