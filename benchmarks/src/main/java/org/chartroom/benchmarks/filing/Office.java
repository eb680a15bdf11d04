package org.chartroom.benchmarks.filing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.Visit;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * The patients of a made-up office: households with one family name, address and telephone; among their children twins (3 of 100
 * births), among their men fathers and sons of one name, told apart by Jr and Sr or not at all.
 */
final class Office {
    private static final String ID = "patient-";
    static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final double TWINS = 0.03;
    private static final double NAMESAKES = 0.04;
    private static final double DEAD = 0.03;
    private static final int CLINICIANS = 8;
    private static final int MOST_VISITS = 3;
    /** Papers and visits are of the last so many days. */
    static final int DAYS = 120;

    private final Script script;
    private final Names names;
    private final Random chance;
    private final List<Somebody> patients = new ArrayList<>();
    /** Of each patient, in the order of the patients. */
    private final List<List<Visit>> visits = new ArrayList<>();

    private final List<PersonName> clinicians = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();

    private Office(Script script, Random chance) {
        this.script = script;
        this.names = new Names(script.half());
        this.chance = chance;
    }

    static Office of(Script script, int patients, Random chance) {
        Office office = new Office(script, chance);
        while (office.clinicians.size() < CLINICIANS) {
            Sex sex = office.sex();
            office.clinicians.add(new PersonName(office.names.family(chance), office.names.given(sex, chance), ""));
        }
        while (office.patients.size() < patients) {
            office.household();
        }
        office.patients.forEach(_ -> office.visits.add(office.someVisits()));
        return office;
    }

    List<Somebody> patients() {
        return patients;
    }

    /** When a patient was seen lately, and by whom. */
    List<Visit> visits(int place) {
        return visits.get(place);
    }

    private List<Visit> someVisits() {
        return Stream.generate(() -> new Visit(
                        TODAY.minusDays(chance.nextInt(DAYS)), clinicians.get(chance.nextInt(clinicians.size()))))
                .limit(chance.nextInt(MOST_VISITS + 1))
                .toList();
    }

    /** All of them in a finder, each by their place in the list. */
    PatientFinder finder() {
        PatientFinder finder = new PatientFinder(patient -> visits.get(place(patient)));
        for (int i = 0; i < patients.size(); i++) {
            finder.put(id(i), patients.get(i).facts());
        }
        finder.learn(chance);
        return finder;
    }

    static PatientId id(int place) {
        return new PatientId(ID + place);
    }

    private static int place(PatientId patient) {
        return Integer.parseInt(patient.value().substring(ID.length()));
    }

    Somebody anybody() {
        return patients.get(chance.nextInt(patients.size()));
    }

    /** Somebody who is no patient; one of four looks like one. */
    Somebody stranger() {
        Somebody like = anybody();
        Somebody other = person(names.family(chance), sex(), age(0, 90), phone(), street(), town());
        numbers.remove(other.mrn());
        boolean otherGiven = !other.name().given().equals(like.name().given());
        return switch (chance.nextInt(12)) {
            case 0 -> other.named(like.name());
            case 1 -> otherGiven ? sibling(other, like) : other;
            case 2 -> other.bornOn(like.born());
            default -> other;
        };
    }

    /** Looks like a twin. */
    private static Somebody sibling(Somebody other, Somebody like) {
        return new Somebody(
                other.mrn(),
                new PersonName(
                        like.name().family(), other.name().given(), other.name().middle()),
                like.born(),
                other.sex(),
                like.phone(),
                like.street(),
                like.town(),
                other.member(),
                Optional.empty());
    }

    private void household() {
        String family = names.family(chance);
        String phone = phone();
        String street = street();
        String town = town();
        int adults = 1 + chance.nextInt(2);
        int children = chance.nextInt(10) < 5 ? 0 : 1 + chance.nextInt(3);
        Somebody first = person(family, sex(), age(24, 92), phone, street, town);
        patients.add(first);
        for (int i = 1; i < adults; i++) {
            boolean sameName = chance.nextInt(10) < 7;
            patients.add(person(
                    sameName ? family : names.family(chance),
                    sex(),
                    age(24, 92),
                    sameName ? phone : phone(),
                    street,
                    town));
        }
        for (int i = 0; i < children; i++) {
            Somebody child = person(family, sex(), age(0, 22), phone, street, town);
            if (first.sex() == Sex.MALE && child.sex() == Sex.MALE && chance.nextDouble() < NAMESAKES * 4) {
                boolean said = chance.nextBoolean();
                child = child.named(new PersonName(
                        family + (said ? " Jr" : ""),
                        first.name().given(),
                        first.name().middle()));
            }
            patients.add(child);
            if (chance.nextDouble() < TWINS) {
                Somebody twin =
                        person(family, sex(), age(0, 22), phone, street, town).bornOn(child.born());
                if (!twin.name().given().equals(child.name().given())) {
                    patients.add(twin);
                }
            }
        }
    }

    private Somebody person(String family, Sex sex, LocalDate born, String phone, String street, String town) {
        String middle = chance.nextInt(3) == 0 ? "" : names.given(sex, chance);
        Optional<LocalDate> died = chance.nextDouble() < DEAD && born.getYear() < 1970
                ? Optional.of(TODAY.minusDays(30 + chance.nextInt(1500)))
                : Optional.empty();
        return new Somebody(
                number(),
                new PersonName(family, names.given(sex, chance), middle),
                born,
                sex,
                phone,
                street,
                town,
                String.format(
                        Locale.ROOT,
                        "%s%08d",
                        script.half() == Half.BUILT ? "RHP" : "TWA",
                        chance.nextInt(100_000_000)),
                died);
    }

    private String number() {
        String number;
        do {
            number = script.half() == Half.BUILT
                    ? String.format(Locale.ROOT, "MR%06d", chance.nextInt(1_000_000))
                    : String.format(Locale.ROOT, "%07d", 1_000_000 + chance.nextInt(900_000));
        } while (!numbers.add(number));
        return number;
    }

    private Sex sex() {
        return chance.nextBoolean() ? Sex.FEMALE : Sex.MALE;
    }

    private LocalDate age(int from, int to) {
        return TODAY.minusDays(from * 365L + chance.nextInt((to - from) * 365) + 1);
    }

    String phone() {
        return String.format(Locale.ROOT, "(555) %03d-%04d", 200 + chance.nextInt(700), chance.nextInt(10_000));
    }

    String street() {
        return (1 + chance.nextInt(1200)) + " " + script.any("streets", chance)
                + (chance.nextInt(6) == 0 ? " Apt " + (1 + chance.nextInt(40)) : "");
    }

    private String town() {
        return script.half() == Half.BUILT ? "Millbrook, NH 03000" : "Easton Falls, VT 05000";
    }
}
