package org.chartroom.index.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.junit.jupiter.api.Test;

final class PatientFinderTest {
    private final PatientFinder finder = new PatientFinder();

    @Test
    void nobodyIsFoundInAnEmptyOfficeOrByNothing() {
        assertThat(finder.find(PersonFacts.none(), 5)).isEmpty();
        assertThat(finder.find(person("Reyes", "Ana", "1980-02-03"), 5)).isEmpty();
        finder.put(new PatientId("a"), person("Reyes", "Ana", "1980-02-03"));
        assertThat(finder.find(PersonFacts.none(), 5)).isEmpty();
    }

    @Test
    void aChangedPatientIsFoundByTheNewFactsOnly() {
        finder.put(new PatientId("a"), person("Reyes", "Ana", "1980-02-03"));
        finder.put(new PatientId("a"), person("Whitfield", "Ruth", "1955-06-07"));
        assertThat(finder.size()).isEqualTo(1);
        assertThat(finder.find(person("Reyes", "Ana", "1980-02-03"), 5)).isEmpty();
        assertThat(finder.find(person("Whitfield", "Ruth", "1955-06-07"), 5)).hasSize(1);
    }

    @Test
    void aPatientWhoWasMergedAwayIsNotFound() {
        finder.put(new PatientId("a"), person("Reyes", "Ana", "1980-02-03"));
        finder.remove(new PatientId("a"));
        finder.remove(new PatientId("a"));
        assertThat(finder.find(person("Reyes", "Ana", "1980-02-03"), 5)).isEmpty();
    }

    @Test
    void aFormerNameIsFoundAsWellAsTheNewOne() {
        PersonFacts both = new PersonFacts(
                List.of(new PersonName("Whitfield", "Ruth", ""), new PersonName("Reyes", "Ruth", "")),
                Optional.of(LocalDate.parse("1955-06-07")),
                Optional.of(Sex.FEMALE),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        finder.put(new PatientId("a"), both);
        assertThat(finder.find(person("Reyes", "Ruth", "1955-06-07"), 5)
                        .getFirst()
                        .comparison()
                        .sameName())
                .isTrue();
    }

    @Test
    void aNameAloneFindsWhoIsCalledLikeThat() {
        finder.put(new PatientId("a"), person("Underhill", "Eleanor", "1998-08-06"));
        PersonFacts named = PageSays.of(
                        List.of(PageLayout.of("Patient: Underhill, Eleanor")), LocalDate.of(2026, 11, 26))
                .facts();
        assertThat(finder.find(named, 5)).hasSize(1);
    }

    @Test
    void accentsHyphensAndCaseMakeNoOther() {
        finder.put(new PatientId("a"), person("Núñez-O’Brien", "José", "1980-02-03"));
        Candidate found =
                finder.find(person("NUNEZ OBRIEN", "JOSE", "1980-02-03"), 5).getFirst();
        assertThat(found.comparison().sameName()).isTrue();
    }

    @Test
    void theLikeliestComesFirstAndTheChancesDoNotExceedOne() {
        finder.put(new PatientId("right"), person("Reyes", "Ana", "1980-02-03"));
        finder.put(new PatientId("sister"), person("Reyes", "Eva", "1983-05-01"));
        finder.put(new PatientId("sameday"), person("Okafor", "Chidi", "1980-02-03"));
        List<Candidate> found = finder.find(person("Reyes", "Ana", "1980-02-03"), 5);
        assertThat(found.getFirst().patient().value()).isEqualTo("right");
        assertThat(found.stream().mapToDouble(Candidate::probability).sum()).isBetween(0.5, 1.0);
        assertThat(found).isSortedAccordingTo((one, other) -> Double.compare(other.bits(), one.bits()));
    }

    @Test
    void aRareNameSaysMoreThanACommonOneOnceTheOfficeIsLearnt() {
        Random chance = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            String family = i % 4 == 0 ? "Smith" : "F" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + "son";
            finder.put(
                    new PatientId("p" + i),
                    person(family, "G" + (char) ('a' + chance.nextInt(20)) + "n", born(chance)));
        }
        finder.put(new PatientId("common"), person("Smith", "Ann", "1980-02-03"));
        finder.put(new PatientId("rare"), person("Zwetschkenbaum", "Ann", "1980-02-04"));
        finder.learn(new Random(5));
        double common = bits("Smith", "1980-02-03", "common");
        double rare = bits("Zwetschkenbaum", "1980-02-04", "rare");
        assertThat(rare - common).isGreaterThan(4);
    }

    private double bits(String family, String born, String id) {
        return finder.find(person(family, "Ann", born), 50).stream()
                .filter(found -> found.patient().value().equals(id))
                .findFirst()
                .orElseThrow()
                .bits();
    }

    private static String born(Random chance) {
        return LocalDate.of(1930, 1, 2).plusDays(chance.nextInt(30_000)).toString();
    }

    private static PersonFacts person(String family, String given, String born) {
        return new PersonFacts(
                List.of(new PersonName(family, given, "")),
                Optional.of(LocalDate.parse(born)),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
