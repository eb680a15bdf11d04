package org.chartroom.benchmarks.filing;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * What people get wrong when they write down who somebody is. The middle name differs in 58.3 of 100 papers (as in confirmed pairs of
 * duplicates, PMC4832129); of the slips in names 53 of 100 in given and 34 of 100 in family names are misspellings, the rest are
 * short names, other names and names in each other's place. How often there is a slip at all is this benchmark's own setting: 5 of
 * 100 given names, 4 of 100 family names, 2 of 100 birth dates, 1 of 100 record numbers, 15 of 100 telephones and addresses are out
 * of date. Each half has kinds of slips of its own.
 */
final class Slips {
    private static final double MIDDLE = 0.583;
    private static final double GIVEN = 0.05;
    private static final double GIVEN_MISSPELT = 0.5314;
    private static final double FAMILY = 0.04;
    private static final double FAMILY_MISSPELT = 0.3362;
    private static final double BIRTH = 0.02;
    private static final double NUMBER = 0.01;
    private static final double MOVED = 0.15;
    private static final double SEX = 0.003;
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("William", "Bill"),
            Map.entry("Robert", "Bob"),
            Map.entry("Elizabeth", "Liz"),
            Map.entry("Margaret", "Peggy"),
            Map.entry("Michael", "Mike"),
            Map.entry("Katherine", "Kate"),
            Map.entry("Thomas", "Tom"),
            Map.entry("Susan", "Sue"),
            Map.entry("Richard", "Dick"),
            Map.entry("Patricia", "Pat"),
            Map.entry("Christopher", "Chris"),
            Map.entry("Deborah", "Deb"),
            Map.entry("Daniel", "Dan"),
            Map.entry("Joseph", "Joe"),
            Map.entry("Jennifer", "Jenny"),
            Map.entry("Edward", "Ted"));

    private final Half half;
    private final Office office;
    private final Names names;
    private final Random chance;

    Slips(Half half, Office office, Random chance) {
        this.half = half;
        this.office = office;
        this.names = new Names(half);
        this.chance = chance;
    }

    /** The same person as somebody else writes them down. */
    Somebody of(Somebody person) {
        Somebody said = person.named(name(person.name(), person.sex()));
        if (chance.nextDouble() < BIRTH) {
            said = said.bornOn(birth(person.born()));
        }
        if (chance.nextDouble() < NUMBER) {
            said = said.numbered(number(person.mrn()));
        }
        if (chance.nextDouble() < MOVED) {
            said = said.at(office.phone(), office.street());
        }
        if (chance.nextDouble() < SEX) {
            Sex other = said.sex() == Sex.FEMALE ? Sex.MALE : Sex.FEMALE;
            said = new Somebody(
                    said.mrn(),
                    said.name(),
                    said.born(),
                    other,
                    said.phone(),
                    said.street(),
                    said.town(),
                    said.member(),
                    said.died());
        }
        return said;
    }

    private PersonName name(PersonName name, Sex sex) {
        String given = name.given();
        String family = name.family();
        String middle = name.middle();
        if (chance.nextDouble() < MIDDLE) {
            middle = middle.isEmpty() ? "" : half == Half.BUILT ? "" : middle.substring(0, 1);
        }
        if (chance.nextDouble() < GIVEN) {
            given = chance.nextDouble() < GIVEN_MISSPELT ? misspelt(given) : otherGiven(given, middle);
        }
        if (chance.nextDouble() < FAMILY) {
            if (chance.nextDouble() < FAMILY_MISSPELT) {
                family = misspelt(family);
            } else if (half == Half.TESTED && chance.nextBoolean()) {
                return new PersonName(given, family, middle);
            } else {
                family = sex == Sex.FEMALE && half == Half.TESTED
                        ? names.family(chance)
                        : family + "-" + names.family(chance);
            }
        }
        return new PersonName(family, given, middle);
    }

    private String otherGiven(String given, String middle) {
        if (half == Half.BUILT) {
            return given.substring(0, 1);
        }
        String shorter = SHORT.get(given);
        return shorter != null ? shorter : middle.length() > 1 ? middle : given;
    }

    /** A letter left out or doubled in one half, two exchanged or one mistaken for another that sounds alike in the other. */
    private String misspelt(String name) {
        if (name.length() < 4) {
            return name;
        }
        int place = 1 + chance.nextInt(name.length() - 2);
        if (half == Half.BUILT) {
            return chance.nextBoolean()
                    ? name.substring(0, place) + name.substring(place + 1)
                    : name.substring(0, place) + name.charAt(place) + name.substring(place);
        }
        if (chance.nextBoolean()) {
            return name.substring(0, place) + name.charAt(place + 1) + name.charAt(place) + name.substring(place + 2);
        }
        return name.replaceFirst("ph", "f")
                .replaceFirst("ck", "k")
                .replaceFirst("ie", "ei")
                .replaceFirst("y$", "ie")
                .replaceFirst("e", "a");
    }

    private LocalDate birth(LocalDate born) {
        if (half == Half.BUILT) {
            return born.plusDays(1 + chance.nextInt(3));
        }
        if (chance.nextBoolean() && born.getDayOfMonth() <= 12) {
            return LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue());
        }
        return born.minusYears(chance.nextBoolean() ? 1 : 10);
    }

    private String number(String number) {
        int place = number.length() - 2 - chance.nextInt(3);
        if (half == Half.TESTED) {
            return number.substring(0, place)
                    + number.charAt(place + 1)
                    + number.charAt(place)
                    + number.substring(place + 2);
        }
        char other = (char) ('0' + (number.charAt(place) - '0' + 1 + chance.nextInt(9)) % 10);
        return String.format(Locale.ROOT, "%s%c%s", number.substring(0, place), other, number.substring(place + 1));
    }
}
