package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.models.record.Sex;

/**
 * How what is said of somebody agrees with what is known of a patient, thing by thing. Of several names, numbers or addresses
 * those count that agree best.
 *
 * @param family the family name
 * @param given the given name
 * @param middle the middle name
 * @param generation Jr, Sr, II and so on
 * @param birth the date of birth
 * @param sex administrative sex
 * @param number the medical record number
 * @param phone a telephone number
 * @param address an address
 * @param member a payer's member number
 * @param visited a day on which the patient was seen, and whom they saw, stand on the page
 * @param besideBirth the name stands beside or above the birth date, without a label of its own
 * @param swapped family and given name stand in each other's place
 * @param said the name that was said, where one was; as compared
 * @param nameSimilarity Jaro-Winkler similarity of the names that agree best, 0..1
 */
record Comparison(
        Alike family,
        Alike given,
        Alike middle,
        Alike generation,
        Alike birth,
        Alike sex,
        Alike number,
        Alike phone,
        Alike address,
        Alike member,
        boolean visited,
        boolean besideBirth,
        boolean swapped,
        Optional<Name> said,
        double nameSimilarity) {
    /** Whether all names that were said are the same: the middle name counts only where it contradicts. */
    boolean sameName() {
        return family == Alike.SAME && given == Alike.SAME && !swapped;
    }

    /** The same, of somebody who was seen on a day and by somebody that the page names. */
    Comparison ofVisit() {
        return new Comparison(
                family,
                given,
                middle,
                generation,
                birth,
                sex,
                number,
                phone,
                address,
                member,
                true,
                besideBirth,
                swapped,
                said,
                nameSimilarity);
    }

    /** House and street; a town, or a letter, may have been lost. */
    boolean sameAddress() {
        return address == Alike.SAME || address == Alike.CLOSE;
    }

    /** A telephone, a home or a number at a payer: what no name and no birth date brings along. */
    boolean sameHomeOrMember() {
        return phone == Alike.SAME || sameAddress() || member == Alike.SAME;
    }

    /** Whether two things that tell people apart agree, and a third would prove it. */
    boolean lacksThird() {
        boolean two = sameName() && (birth == Alike.SAME || (number == Alike.SAME && birth == Alike.UNKNOWN));
        return two && !sameHomeOrMember();
    }

    /** Whether anything that tells people apart is another's. */
    boolean contradicts() {
        return Stream.of(generation, middle, birth, sex, number).anyMatch(alike -> alike == Alike.DIFFERENT);
    }

    /** What a patient is known by, made ready to be compared; kept for each patient of the office. */
    record Known(
            List<Name> names,
            Optional<LocalDate> birthDate,
            Optional<Sex> sex,
            Set<String> numbers,
            Set<String> phones,
            Set<String> addresses,
            Set<String> members,
            Optional<LocalDate> deceasedOn,
            Optional<LocalDate> serviceDate) {
        static Known of(PersonFacts facts) {
            return new Known(
                    facts.names().stream().map(Name::of).toList(),
                    Normal.birthDate(facts.birthDate()),
                    facts.sex().filter(sex -> sex == Sex.FEMALE || sex == Sex.MALE),
                    all(facts.recordNumbers(), Normal::number),
                    all(facts.phones(), Normal::phone),
                    all(facts.addresses(), Normal::address),
                    all(facts.memberIds(), Normal::number),
                    facts.deceasedOn(),
                    facts.serviceDate());
        }

        private static Set<String> all(Set<String> written, Function<String, Optional<String>> normal) {
            return written.stream().map(normal).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
        }
    }

    static Comparison of(Known said, Known known, Likeness likeness) {
        NamePair names = said.names().stream()
                .flatMap(one -> known.names().stream().flatMap(other -> likeness.pairs(one, other)))
                .max(Comparator.comparingInt(NamePair::agreement).thenComparingDouble(NamePair::similarity))
                .orElse(NamePair.NONE);
        return new Comparison(
                names.family(),
                names.given(),
                names.middle(),
                names.generation(),
                likeness.birth(said.birthDate(), known.birthDate()),
                likeness.sex(said.sex(), known.sex()),
                best(said.numbers(), known.numbers(), likeness::number),
                best(said.phones(), known.phones(), likeness::number),
                best(said.addresses(), known.addresses(), likeness::address),
                best(said.members(), known.members(), likeness::number),
                false,
                false,
                names.swapped(),
                names.said(),
                names.similarity());
    }

    private static Alike best(Set<String> said, Set<String> known, BiFunction<String, String, Alike> alike) {
        return said.stream()
                .flatMap(one -> known.stream().map(other -> alike.apply(one, other)))
                .min(Comparator.naturalOrder())
                .orElse(Alike.UNKNOWN);
    }

    /** Two names beside each other. */
    record NamePair(
            Alike family,
            Alike given,
            Alike middle,
            Alike generation,
            boolean swapped,
            Optional<Name> said,
            double similarity) {
        static final NamePair NONE =
                new NamePair(Alike.UNKNOWN, Alike.UNKNOWN, Alike.UNKNOWN, Alike.UNKNOWN, false, Optional.empty(), 0);

        /** More where more agrees. */
        int agreement() {
            return Stream.of(family, given, middle)
                            .mapToInt(alike -> switch (alike) {
                                case SAME -> 4;
                                case CLOSE -> 2;
                                case UNKNOWN -> 1;
                                case DIFFERENT -> 0;
                            })
                            .sum()
                    - (swapped ? 1 : 0)
                    - (generation == Alike.DIFFERENT ? 1 : 0);
        }
    }
}
