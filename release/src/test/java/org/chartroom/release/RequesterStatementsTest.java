package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verification;
import org.chartroom.models.release.Verification.Authority;
import org.chartroom.models.release.Verification.Method;
import org.chartroom.models.release.Verification.Representation;
import org.junit.jupiter.api.Test;

/** Statements E and F: how much, to whom, and who may act for the patient. */
class RequesterStatementsTest {
    private static final Subject CHILD = born(LocalDate.of(2014, 2, 2));

    @Test
    void e1PassesTheWholeRecordForTreatmentToThePatientAndUnderAForm() {
        assertThat(missing(Cases.providers().withScope(Scope.WHOLE_RECORD), DeskStep.SCOPE))
                .isEmpty();
        assertThat(missing(Cases.patients().withScope(Scope.WHOLE_RECORD), DeskStep.SCOPE))
                .isEmpty();
        assertThat(missing(Cases.attorneys(Cases.form()).withScope(Scope.WHOLE_RECORD), DeskStep.SCOPE))
                .isEmpty();
        assertThat(missing(
                        Cases.payers().withScope(Scope.WHOLE_RECORD).withJustification("audit of the whole course"),
                        DeskStep.SCOPE))
                .isEmpty();
    }

    @Test
    void e1BlocksTheWholeRecordForPaymentWithoutAJustification() {
        assertThat(missing(Cases.payers().withScope(Scope.WHOLE_RECORD), DeskStep.SCOPE))
                .containsExactly(Statement.E1);
    }

    @Test
    void e2PassesIdentityAndAuthorityWithEvidence() {
        assertThat(missing(Cases.attorneys(Cases.form()), DeskStep.VERIFIED)).isEmpty();
    }

    @Test
    void e2BlocksWhoWasNotVerifiedOrShowedNothing() {
        ReleaseRequest request = Cases.attorneys(Cases.form());
        assertThat(missing(
                        request.withVerification(new Verification(
                                Method.CALL_BACK,
                                "",
                                Authority.ORGANISATION,
                                "",
                                Optional.empty(),
                                Cases.CLERK,
                                Cases.NOW)),
                        DeskStep.VERIFIED))
                .containsExactly(Statement.E2, Statement.E2);
        assertThat(missing(request.withVerification(Cases.verified(Authority.PATIENT)), DeskStep.VERIFIED))
                .containsExactly(Statement.E2);
    }

    @Test
    void e3PassesAnOfficialWithCredentials() {
        assertThat(missing(official(Method.AGENCY_CREDENTIALS), DeskStep.VERIFIED))
                .isEmpty();
    }

    @Test
    void e3BlocksAnOfficialWhoOnlyCalled() {
        assertThat(missing(official(Method.CALL_BACK), DeskStep.VERIFIED)).containsExactly(Statement.E3);
    }

    @Test
    void e4PassesOtherPagesToTheHealthPlan() {
        assertThat(missing(Cases.payers(), DeskStep.SCOPE)).isEmpty();
    }

    @Test
    void e4BlocksWhatThePatientPaidForAndARecipientWithWhomARestrictionWasAgreed() {
        assertThat(missing(
                        Cases.payers().withPages(List.of(Cases.labelled(1, SensitiveLabel.SELF_PAID))), DeskStep.SCOPE))
                .containsExactly(Statement.E4);
        Subject restricted =
                new Subject(Optional.empty(), Optional.empty(), false, Optional.empty(), Set.of("plan maple"));
        assertThat(rules(ReleaseDesk.standing(Cases.payers(), Cases.with(restricted))
                        .missingUpTo(DeskStep.APPROVAL)))
                .contains(Statement.E4);
    }

    @Test
    void e5PassesTheAddressThePatientAskedFor() {
        assertThat(rules(ReleaseDesk.standing(Cases.patients(), Cases.with(confidential("1 Elm St")))
                        .missingUpTo(DeskStep.APPROVAL)))
                .doesNotContain(Statement.E5);
    }

    @Test
    void e5BlocksTheUsualAddressWhereAnotherWasAskedFor() {
        assertThat(rules(ReleaseDesk.standing(Cases.patients(), Cases.with(confidential("Box 9")))
                        .missingUpTo(DeskStep.APPROVAL)))
                .contains(Statement.E5);
    }

    @Test
    void f1PassesARepresentativeWithinTheirAuthority() {
        assertThat(missing(
                        represented(
                                Authority.GUARDIAN,
                                new Representation(
                                        Optional.of(Cases.scope("2026-02-01", "2026-04-01")),
                                        Optional.of(LocalDate.of(2026, 6, 10)),
                                        "",
                                        "",
                                        false)),
                        DeskStep.SCOPE))
                .isEmpty();
    }

    @Test
    void f1BlocksPagesBeyondItAndAnAuthorityThatEnded() {
        assertThat(missing(
                        represented(
                                Authority.GUARDIAN,
                                new Representation(
                                        Optional.of(Cases.scope("2026-04-01", "2026-05-01")),
                                        Optional.empty(),
                                        "",
                                        "",
                                        false)),
                        DeskStep.SCOPE))
                .containsOnly(Statement.F1);
        assertThat(missing(
                        represented(
                                Authority.HEALTH_CARE_PROXY,
                                new Representation(
                                        Optional.empty(), Optional.of(LocalDate.of(2026, 6, 9)), "", "", false)),
                        DeskStep.VERIFIED))
                .containsExactly(Statement.F1);
    }

    @Test
    void f2PassesOtherPagesOfTheMinorToAParent() {
        assertThat(rules(ReleaseDesk.standing(parents(), Cases.with(CHILD)).missingUpTo(DeskStep.SCOPE)))
                .isEmpty();
    }

    @Test
    void f2BlocksCareTheMinorConsentedToWhateverPermitSomebodyWrote() {
        ReleaseRequest request = parents().withPages(List.of(Cases.labelled(1, SensitiveLabel.MINOR_CONSENTED)));
        assertThat(rules(ReleaseDesk.standing(request, Cases.with(CHILD)).missingUpTo(DeskStep.SCOPE)))
                .containsExactly(Statement.F2);
    }

    @Test
    void f3PassesARepresentativeAgainstWhomNobodyDecided() {
        assertThat(missing(represented(Authority.GUARDIAN, Representation.UNLIMITED), DeskStep.VERIFIED))
                .isEmpty();
    }

    @Test
    void f3BlocksARepresentativeWhomAProfessionalRefusedAndARefusalOfNobody() {
        for (String professional : List.of("Dr. Ash", "")) {
            assertThat(missing(
                            represented(
                                    Authority.GUARDIAN,
                                    new Representation(
                                            Optional.empty(), Optional.empty(), "endangerment", professional, false)),
                            DeskStep.VERIFIED))
                    .containsExactly(Statement.F3);
        }
    }

    @Test
    void f4PassesAParentOnTheDayBeforeTheBirthday() {
        Subject tomorrow = born(LocalDate.of(2008, 6, 11));
        assertThat(rules(ReleaseDesk.standing(parents(), Cases.with(tomorrow)).missingUpTo(DeskStep.VERIFIED)))
                .isEmpty();
    }

    @Test
    void f4BlocksAParentOnTheBirthdayAlsoWithAPacketThatWaits() {
        Subject today = born(LocalDate.of(2008, 6, 10));
        assertThat(rules(ReleaseDesk.standing(parents(), Cases.with(today)).missingUpTo(DeskStep.VERIFIED)))
                .containsExactly(Statement.F4);
        Surroundings dayBefore = new Surroundings(Cases.NOW.minusSeconds(86_400), Cases.ZONE, Cases.BOOK, today);
        ReleaseRequest waiting = ReleaseDesk.approved(
                ReleaseDesk.packaged(parents(), Cases.packet(parents()), dayBefore, Cases.BY_CLERK),
                Cases.approval(),
                dayBefore,
                Cases.BY_OFFICER);
        assertThatThrownBy(() ->
                        ReleaseDesk.handedOver(waiting, Cases.entry(waiting), Cases.with(today), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void f5PassesTheExecutorOfADeadPatientAndFamilyInvolvedInCare() {
        assertThat(rules(ReleaseDesk.standing(
                                represented(Authority.EXECUTOR, Representation.UNLIMITED), Cases.with(dead()))
                        .missingUpTo(DeskStep.SCOPE)))
                .isEmpty();
        assertThat(rules(ReleaseDesk.standing(family(false), Cases.with(dead())).missingUpTo(DeskStep.SCOPE)))
                .isEmpty();
    }

    @Test
    void f5BlocksFamilyAgainstThePatientsWishAndAnExecutorOfTheLiving() {
        assertThat(rules(ReleaseDesk.standing(family(true), Cases.with(dead())).missingUpTo(DeskStep.SCOPE)))
                .containsExactly(Statement.F5);
        assertThat(missing(represented(Authority.EXECUTOR, Representation.UNLIMITED), DeskStep.VERIFIED))
                .containsExactly(Statement.F5);
        assertThat(rules(ReleaseDesk.standing(Cases.patients(), Cases.with(dead()))
                        .missingUpTo(DeskStep.VERIFIED)))
                .containsExactly(Statement.F5);
    }

    private static ReleaseRequest official(Method method) {
        ReleaseRequest request = Cases.request(
                RequesterType.OVERSIGHT,
                "Agency of Pine",
                new Recipient("Agency of Pine", "9 Pine St", true),
                Authority.PUBLIC_OFFICIAL,
                Cases.basis(LawfulBasis.OVERSIGHT));
        return request.withVerification(new Verification(
                method, "seen", Authority.PUBLIC_OFFICIAL, "letter", Optional.empty(), Cases.CLERK, Cases.NOW));
    }

    private static ReleaseRequest represented(Authority authority, Representation representation) {
        return Cases.request(
                        RequesterType.PERSONAL_REPRESENTATIVE,
                        "Bo Example",
                        new Recipient("Bo Example", "1 Elm St", true),
                        authority,
                        Cases.basis(LawfulBasis.ACCESS))
                .withVerification(Cases.represented(authority, representation));
    }

    private static ReleaseRequest parents() {
        return represented(Authority.PARENT, Representation.UNLIMITED);
    }

    private static ReleaseRequest family(boolean against) {
        BasisProof basis = Cases.basis(LawfulBasis.INVOLVED_IN_CARE);
        return Cases.request(
                        RequesterType.FAMILY_OF_DECEDENT,
                        "Cy Example",
                        new Recipient("Cy Example", "1 Elm St", true),
                        Authority.FAMILY,
                        basis)
                .withVerification(Cases.represented(
                        Authority.FAMILY, new Representation(Optional.empty(), Optional.empty(), "", "", against)));
    }

    private static Subject born(LocalDate day) {
        return new Subject(Optional.of(day), Optional.empty(), false, Optional.empty(), Set.of());
    }

    private static Subject dead() {
        return new Subject(
                Optional.of(LocalDate.of(1940, 5, 5)),
                Optional.of(LocalDate.of(2026, 4, 1)),
                false,
                Optional.empty(),
                Set.of());
    }

    private static Subject confidential(String address) {
        return new Subject(
                Optional.of(LocalDate.of(1980, 5, 5)), Optional.empty(), false, Optional.of(address), Set.of());
    }

    private static List<Statement> missing(ReleaseRequest request, DeskStep upTo) {
        return rules(ReleaseDesk.standing(request, Cases.now()).missingUpTo(upTo));
    }

    private static List<Statement> rules(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).toList();
    }
}
