package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.Statement;
import org.chartroom.release.breach.BreachReview;
import org.chartroom.release.breach.BreachReview.Assessment;
import org.chartroom.release.breach.BreachReview.Told;
import org.chartroom.release.forms.KeptForms;
import org.junit.jupiter.api.Test;

/** Statements I: breaches, 45 CFR 164.402 to 414. */
class BreachStatementsTest {
    @Test
    void i1PassesADocumentedLowProbabilityAsNoBreach() {
        assertThat(review(1, Optional.of(assessed("returned unopened", true))).isBreach())
                .isFalse();
    }

    @Test
    void i1BlocksThinkingSoWithoutAllFourFactors() {
        assertThat(review(1, Optional.empty()).isBreach()).isTrue();
        assertThat(review(1, Optional.of(assessed("", true))).isBreach()).isTrue();
        assertThat(review(1, Optional.of(assessed("returned unopened", false))).isBreach())
                .isTrue();
        assertThat(assessed("", true).missing()).extracting(Reason::rule).containsExactly(Statement.I1);
    }

    @Test
    void i2PassesTellingWithinSixtyDaysAndSmallOnesInTheAnnualLog() {
        BreachReview small = review(499, Optional.empty());
        assertThat(small.due(Cases.BOOK, Cases.ZONE)).isEqualTo("2026-08-09");
        assertThat(small.told()).containsExactlyInAnyOrder(Told.PATIENT, Told.ANNUAL_LOG);
        assertThat(small.missing(true, Cases.BOOK, Cases.ZONE, LocalDate.of(2026, 8, 9)))
                .isEmpty();
    }

    @Test
    void i2BlocksClosingWithoutTellingAndManyWithoutSecretaryAndMedia() {
        BreachReview large = review(500, Optional.empty());
        assertThat(large.told()).containsExactlyInAnyOrder(Told.PATIENT, Told.SECRETARY_NOW, Told.MEDIA);
        assertThat(large.missing(false, Cases.BOOK, Cases.ZONE, LocalDate.of(2026, 8, 10)))
                .extracting(Reason::rule)
                .containsExactly(Statement.I2);
    }

    @Test
    void i3PassesWhatWasKeptSixYears() {
        assertThat(KeptForms.until(LocalDate.of(2026, 6, 10), Optional.empty())).isEqualTo("2032-06-11");
    }

    @Test
    void i3BlocksItsDestructionWithinThem() {
        assertThat(KeptForms.until(LocalDate.of(2026, 6, 10), Optional.empty())).isAfter(LocalDate.of(2032, 6, 10));
    }

    @Test
    void i4PassesARecallAlsoOfWhatWasClosed() {
        ReleaseRequest sent = Cases.handedOver(Cases.patients());
        ReleaseRequest recalled = ReleaseDesk.recalled(sent, "the envelope came back", Cases.now(), Cases.BY_CLERK);
        assertThat(ReleaseDesk.standing(recalled, Cases.now()).state()).isEqualTo(ReleaseState.BREACH_REVIEW);
        assertThat(ReleaseDesk.mayBeFetched(sent)).isTrue();
        assertThat(ReleaseDesk.mayBeFetched(recalled)).isFalse();
        ReleaseRequest closed = sent.withClosed(true);
        assertThat(ReleaseDesk.recalled(closed, "wrong person", Cases.now(), Cases.BY_CLERK)
                        .aside())
                .isPresent();
    }

    @Test
    void i4BlocksEverythingElseWithARecalledPacket() {
        ReleaseRequest recalled =
                ReleaseDesk.recalled(Cases.handedOver(Cases.patients()), "wrong person", Cases.now(), Cases.BY_CLERK);
        assertThatThrownBy(() -> ReleaseDesk.ended(
                        recalled,
                        Handover.Outcome.DELIVERED,
                        Optional.of(new Handover.Proof(Handover.Proof.Kind.FETCHED, "", Cases.NOW)),
                        Cases.now(),
                        Cases.BY_CLERK))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> ReleaseDesk.handedOver(recalled, Cases.entry(recalled), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> ReleaseDesk.resumed(recalled, Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    private static BreachReview review(int individuals, Optional<Assessment> assessment) {
        return new BreachReview(Cases.NOW, individuals, false, assessment);
    }

    private static Assessment assessed(String mitigation, boolean low) {
        return new Assessment("two office notes", "a neighbour", "sealed", mitigation, low);
    }
}
