package org.chartroom.release;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What the chart says of the patient of a request.
 *
 * @param unresolvedDuplicate whether the chart may be two persons', or one of two of the same
 * @param confidentialAddress where the patient wants to be reached instead of the usual address
 * @param restrictedFrom to whom the office agreed not to disclose, in lower case
 * @param amendments what of amendments and disagreements goes with what is sent, as a mark that changes with it; empty for nothing
 */
public record Subject(
        Optional<LocalDate> birthDate,
        Optional<LocalDate> deceasedOn,
        boolean unresolvedDuplicate,
        Optional<String> confidentialAddress,
        Set<String> restrictedFrom,
        String amendments) {
    /** Nothing is known. */
    public static final Subject UNKNOWN =
            new Subject(Optional.empty(), Optional.empty(), false, Optional.empty(), Set.of());

    public Subject {
        restrictedFrom = Set.copyOf(restrictedFrom);
    }

    /** One whose record nobody amended. */
    public Subject(
            Optional<LocalDate> birthDate,
            Optional<LocalDate> deceasedOn,
            boolean unresolvedDuplicate,
            Optional<String> confidentialAddress,
            Set<String> restrictedFrom) {
        this(birthDate, deceasedOn, unresolvedDuplicate, confidentialAddress, restrictedFrom, "");
    }

    /** The day on which the patient comes of age. */
    public Optional<LocalDate> majority(int years) {
        return birthDate.map(born -> born.plusYears(years));
    }
}
