package org.chartroom.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.index.matching.Verdict;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.SecondLook;
import org.chartroom.models.record.Sex;
import org.junit.jupiter.api.Test;

/** When a filing is stopped, and when another person looks at it. */
final class FilingCautionTest {
    private static final Optional<LocalDate> DAY = Optional.of(LocalDate.of(2026, 2, 3));

    private final PatientFinder finder = new PatientFinder();
    private final Patient grace = known("p1", "Okafor", "Grace", "1971-04-05", Optional.empty());
    private final Patient otherGrace = known("p2", "Okafor", "Grace", "1980-09-17", Optional.empty());
    private final Patient bo = known("p3", "Lindqvist", "Bo", "1966-12-01", Optional.of(LocalDate.of(2025, 5, 1)));

    private Patient known(String id, String family, String given, String born, Optional<LocalDate> died) {
        Patient patient = new Patient(
                new PatientId(id),
                new FacilityId("main-street"),
                "MR-" + id,
                new PersonName(family, given, ""),
                LocalDate.parse(born),
                Sex.UNKNOWN,
                "",
                "",
                died,
                false,
                1);
        finder.put(patient.id(), facts(family, given, Optional.of(patient.birthDate()), died, "1 Elm Street"));
        return patient;
    }

    private static PersonFacts facts(
            String family, String given, Optional<LocalDate> born, Optional<LocalDate> died, String... addresses) {
        return new PersonFacts(
                List.of(new PersonName(family, given, "")),
                born,
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(addresses),
                Set.of(),
                died,
                Optional.empty());
    }

    private Optional<Verdict> named(String family, String given, Optional<LocalDate> born) {
        return Optional.of(finder.decide(facts(family, given, born, Optional.empty())));
    }

    @Test
    void aNameThatFitsTwoIsLookedAtTwice() {
        Optional<Verdict> said = named("Okafor", "Grace", Optional.empty());
        assertThat(FilingCaution.of(said, grace, DAY))
                .isEqualTo(new FilingCaution(Set.of(), Optional.of(SecondLook.Why.LOW_MARGIN)));
    }

    @Test
    void whatThePagesSpeakAgainstIsLookedAtTwice() {
        Optional<Verdict> said = named("Okafor", "Grace", Optional.of(otherGrace.birthDate()));
        assertThat(FilingCaution.of(said, otherGrace, DAY).secondLook()).isEmpty();
        assertThat(FilingCaution.of(said, grace, DAY).secondLook()).contains(SecondLook.Why.AGAINST_SUGGESTION);
    }

    @Test
    void pagesThatSuggestNobodyAreFiledByWhoKnows() {
        Optional<Verdict> said = named("Nobody", "Known", Optional.empty());
        assertThat(FilingCaution.of(said, grace, DAY)).isEqualTo(FilingCaution.NONE);
        assertThat(FilingCaution.of(Optional.empty(), grace, DAY)).isEqualTo(FilingCaution.NONE);
    }

    @Test
    void aDayAfterDeathIsADangerAndADayBeforeItIsNot() {
        Optional<Verdict> said = named("Lindqvist", "Bo", Optional.of(bo.birthDate()));
        FilingCaution after = FilingCaution.of(said, bo, DAY);
        assertThat(after.stops()).containsExactly(Concern.DECEASED);
        assertThat(after.secondLook()).contains(SecondLook.Why.DANGER);
        assertThat(FilingCaution.of(said, bo, Optional.of(LocalDate.of(2025, 4, 1)))
                        .stops())
                .isEmpty();
    }

    @Test
    void onlyTheDangersThatWereSeenAreFiledPast() {
        FilingCaution twins = new FilingCaution(Set.of(Concern.TWIN, Concern.DECEASED), Optional.empty());
        assertThat(twins.unseen(Set.of(Concern.TWIN))).containsExactly(Concern.DECEASED);
        assertThat(twins.unseen(Set.of(Concern.TWIN, Concern.DECEASED))).isEmpty();
        assertThat(twins.unseen(Set.of())).hasSize(2);
    }
}
