package org.chartroom.index.matching;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.index.matching.Comparison.Known;

/**
 * When a page may be filed by itself. The pairs of things that must agree are this office's rules; where they come from says
 * the decision record on matching. A score alone never files.
 *
 * <ol>
 *   <li>Record number and birth date the same: filed when the name is similar (Jaro-Winkler 0.85), else an overlay. Where no birth
 *       date stands on the page: filed when the name is the same, with a third thing other than the sex.
 *   <li>Record number and name the same, birth date off by one place: a person looks.
 *   <li>Name and birth date the same, nobody else like that: filed with a third thing.
 *   <li>The same, but somebody else is like that: never.
 *   <li>Name misspelt, 6. swapped, or 7. short, birth date the same: a person looks.
 *   <li value="9">The middle name says nothing; where it contradicts and there is no record number, a person looks.
 *   <li value="10">Family name and address the same, birth date another: family.
 *   <li>Twins, 12. generations: stopped.
 *   <li value="13">What stands where nobody knew (New Year, Baby, Test) says nothing.
 *   <li value="14">The patient had died before: a person looks. 15. So when the sex contradicts.
 *   <li value="16">The number of another patient: stopped, whatever the name says; so with the member number of somebody who lives
 *       elsewhere.
 * </ol>
 */
final class FilingRules {
    private static final double SIMILAR_NAME = 0.85;
    /** Bits by which the first must be ahead of the second. */
    private static final double CLEARLY_AHEAD = 10;

    /** Less likely ones are no twins and no relatives of whom it is about, only of the same name. */
    private static final int LOOKED_AT = 20;

    private FilingRules() {}

    /** @param candidates the likeliest first */
    static Verdict decide(Known said, List<Candidate> candidates) {
        List<Candidate> near = candidates.stream().limit(LOOKED_AT).toList();
        boolean named = said.names().stream().anyMatch(name -> name.hasFamily());
        if (near.isEmpty()) {
            return new Verdict.AskPerson(List.of(), Set.of(named ? Concern.NOBODY_KNOWN : Concern.NO_NAME));
        }
        Candidate first = near.getFirst();
        Set<Concern> stops = stops(said, first, near);
        if (!stops.isEmpty()) {
            return new Verdict.Stop(near, stops);
        }
        if (!named && !unlabelledNameFits(first, near)) {
            return new Verdict.AskPerson(near, Set.of(Concern.NO_NAME));
        }
        Set<Concern> concerns = concerns(said, first, near);
        return concerns.isEmpty() ? new Verdict.FileByItself(first, near) : new Verdict.AskPerson(near, concerns);
    }

    /**
     * A name that no label leads to counts where the record number and the birth date are the patient's; without a number, where a
     * telephone, an address or a member number is, or the name stands at the birth date, and nobody else was born that day who is
     * spoken of.
     */
    private static boolean unlabelledNameFits(Candidate first, List<Candidate> near) {
        Comparison best = first.comparison();
        boolean half = best.family() == Alike.SAME || best.given() == Alike.SAME;
        if (best.number() == Alike.SAME && best.birth() == Alike.SAME && half) {
            return true;
        }
        if (!best.sameName() || best.birth() != Alike.SAME) {
            return false;
        }
        boolean alone = near.stream()
                .filter(other -> other != first)
                .map(Candidate::comparison)
                .noneMatch(other -> other.birth() == Alike.SAME
                        && (other.sameName() || other.phone() == Alike.SAME || other.sameAddress()));
        return alone && (best.besideBirth() || best.sameHomeOrMember());
    }

    private static Set<Concern> stops(Known said, Candidate first, List<Candidate> near) {
        EnumSet<Concern> stops = EnumSet.noneOf(Concern.class);
        Set<Candidate> numbered = near.stream()
                .filter(candidate -> candidate.comparison().number() == Alike.SAME)
                .collect(Collectors.toSet());
        if (numbered.size() > 1) {
            stops.add(Concern.TWO_NUMBERS);
        } else if (!numbered.isEmpty() && !numbered.contains(first)) {
            stops.add(Concern.OTHER_CHART);
        }
        Comparison best = first.comparison();
        if (best.member() != Alike.SAME && near.stream().anyMatch(other -> isInsuredElsewhere(other, first))) {
            stops.add(Concern.SEVERAL_PATIENTS);
        }
        if (best.generation() == Alike.DIFFERENT) {
            stops.add(Concern.GENERATION);
        }
        boolean proven = best.number() == Alike.SAME && best.birth() == Alike.SAME && best.given() == Alike.SAME;
        if (!proven && near.stream().anyMatch(candidate -> isTwin(candidate, first))) {
            stops.add(Concern.TWIN);
        }
        return stops;
    }

    /** The page has the member number of somebody who lives elsewhere; at one home the number of one may stand for all. */
    private static boolean isInsuredElsewhere(Candidate other, Candidate first) {
        return other.comparison().member() == Alike.SAME
                && other.known().members().stream().noneMatch(first.known().members()::contains)
                && other.known().addresses().stream().noneMatch(first.known().addresses()::contains)
                && other.known().phones().stream().noneMatch(first.known().phones()::contains);
    }

    /** The page fits but for the given name; or it fits one whose twin is a patient, too. */
    private static boolean isTwin(Candidate candidate, Candidate first) {
        Comparison pair = candidate.comparison();
        boolean otherGiven = pair.given() == Alike.DIFFERENT
                || (candidate != first
                        && pair.given() == Alike.CLOSE
                        && first.comparison().given() != Alike.DIFFERENT);
        boolean sameHome = pair.sameAddress()
                || pair.phone() == Alike.SAME
                || candidate.known().addresses().stream().anyMatch(first.known().addresses()::contains);
        return pair.family() == Alike.SAME && pair.birth() == Alike.SAME && otherGiven && sameHome;
    }

    private static Set<Concern> concerns(Known said, Candidate first, List<Candidate> near) {
        EnumSet<Concern> concerns = EnumSet.noneOf(Concern.class);
        Comparison best = first.comparison();
        if (best.sex() == Alike.DIFFERENT) {
            concerns.add(Concern.SEX);
        }
        boolean diedBefore = first.known()
                .deceasedOn()
                .filter(day -> said.serviceDate().filter(day::isBefore).isPresent())
                .isPresent();
        if (diedBefore) {
            concerns.add(Concern.DECEASED);
        }
        if (best.number() == Alike.SAME) {
            concerns.addAll(withNumber(first, near));
        } else {
            concerns.addAll(withoutNumber(best, near));
        }
        if (near.size() > 1 && first.bits() - near.get(1).bits() < CLEARLY_AHEAD) {
            concerns.add(Concern.CLOSE_CALL);
        }
        return concerns;
    }

    /** Rules 1 and 2. */
    private static Set<Concern> withNumber(Candidate first, List<Candidate> near) {
        Comparison best = first.comparison();
        boolean similar =
                best.nameSimilarity() >= SIMILAR_NAME || (best.family() == Alike.SAME && best.given() == Alike.CLOSE);
        if (!similar) {
            return Set.of(best.said().isPresent() ? Concern.OVERLAY : Concern.NO_NAME);
        }
        return switch (best.birth()) {
            case SAME -> Set.of();
            case CLOSE -> Set.of(Concern.BIRTH_DATE_SLIP);
            case DIFFERENT -> Set.of(Concern.BIRTH_DATE_DIFFERS);
            case UNKNOWN -> provenWithoutBirth(first, near) ? Set.of() : Set.of(Concern.ONE_ITEM);
        };
    }

    /** Record number, name and home or visit; where somebody of that name lives, too, only the birth date tells. */
    private static boolean provenWithoutBirth(Candidate first, List<Candidate> near) {
        Comparison best = first.comparison();
        boolean alone = near.stream()
                .filter(other -> other != first)
                .map(Candidate::comparison)
                .noneMatch(other -> other.sameName() && other.sameHomeOrMember());
        return alone
                && best.sameName()
                && best.middle() != Alike.DIFFERENT
                && (best.sameHomeOrMember() || best.visited());
    }

    /** Rules 3 to 10. */
    private static Set<Concern> withoutNumber(Comparison best, List<Candidate> near) {
        EnumSet<Concern> concerns = EnumSet.noneOf(Concern.class);
        switch (best.birth()) {
            case SAME -> {}
            case CLOSE -> concerns.add(Concern.BIRTH_DATE_SLIP);
            case DIFFERENT -> {
                boolean family = best.family() == Alike.SAME && best.sameAddress();
                concerns.add(family ? Concern.FAMILY : Concern.BIRTH_DATE_DIFFERS);
            }
            case UNKNOWN -> concerns.add(Concern.ONE_ITEM);
        }
        if (best.swapped()) {
            concerns.add(Concern.NAMES_SWAPPED);
        } else if (best.family() == Alike.SAME && best.given() == Alike.CLOSE) {
            concerns.add(Concern.NICKNAME);
        } else if (!best.sameName()) {
            concerns.add(Concern.NAME_MISSPELT);
        }
        if (best.middle() == Alike.DIFFERENT) {
            concerns.add(Concern.MIDDLE_NAME);
        }
        long alike = near.stream()
                .map(Candidate::comparison)
                .filter(pair -> pair.sameName() && pair.birth() == Alike.SAME)
                .count();
        if (alike > 1) {
            concerns.add(Concern.NOT_UNIQUE);
        }
        if (!best.sameHomeOrMember() && best.sex() != Alike.SAME && !best.visited()) {
            concerns.add(Concern.THIRD_ITEM);
        }
        return concerns;
    }
}
