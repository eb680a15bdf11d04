package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.Authorization.Knowledge;
import org.chartroom.models.release.Authorization.Statements;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.release.forms.AuthorizationCheck;
import org.chartroom.release.forms.KeptForms;
import org.chartroom.release.forms.Revocations;
import org.chartroom.release.pages.PageRules;
import org.junit.jupiter.api.Test;

/** Statements A: authorizations, 45 CFR 164.508. */
class AuthorizationStatementsTest {
    private static final LocalDate YEARS_END = LocalDate.of(2026, 12, 31);

    @Test
    void a1PassesAFormThatSaysWhatMayBeReleased() {
        assertThat(against(Cases.form())).isEmpty();
    }

    @Test
    void a1BlocksAFormThatDoesNotSayWhatMayBeReleased() {
        assertThat(against(words(form -> new String[] {"", form.discloser(), form.recipient(), form.purpose()})))
                .containsExactly(Statement.A1);
    }

    @Test
    void a2PassesAFormThatNamesAClassOfDisclosers() {
        assertThat(against(words(form ->
                        new String[] {form.description(), "any of my doctors", form.recipient(), form.purpose()})))
                .isEmpty();
    }

    @Test
    void a2BlocksAFormThatDoesNotSayWhoMayRelease() {
        assertThat(against(words(form -> new String[] {form.description(), " ", form.recipient(), form.purpose()})))
                .containsExactly(Statement.A2);
    }

    @Test
    void a3PassesAFormThatNamesItsRecipient() {
        assertThat(against(words(
                        form -> new String[] {form.description(), form.discloser(), "FIRM OF OAK", form.purpose()})))
                .isEmpty();
    }

    @Test
    void a3BlocksAFormThatDoesNotSayWhoMayReceive() {
        assertThat(against(words(form -> new String[] {form.description(), form.discloser(), "", form.purpose()})))
                .containsExactly(Statement.A3);
    }

    @Test
    void a4PassesThePatientsOwnRequestAsPurpose() {
        Authorization own = knowing(new Knowledge(true, false, false, true, false, "", Optional.empty(), false, false));
        assertThat(against(purpose(own, "at the request of the individual"))).isEmpty();
    }

    @Test
    void a4BlocksAFormWithoutAPurposeAndSomebodyElsesRequestAsOne() {
        assertThat(against(purpose(Cases.form(), ""))).containsExactly(Statement.A4);
        assertThat(against(purpose(Cases.form(), "At the request of the individual")))
                .containsExactly(Statement.A4);
    }

    @Test
    void a5PassesADateAnEventAndForResearchNone() {
        assertThat(against(expiring(new Expiry.OnDate(YEARS_END)))).isEmpty();
        assertThat(against(expiring(new Expiry.OnEvent("end of the claim", false))))
                .isEmpty();
        assertThat(against(Cases.form(
                        new Expiry.WithoutEnd("end of the research study"),
                        Cases.signed(),
                        new Knowledge(false, true, false, true, false, "", Optional.empty(), false, false))))
                .isEmpty();
    }

    @Test
    void a5BlocksAFormWithoutAnEnd() {
        assertThat(against(expiring(new Expiry.NotSaid()))).containsExactly(Statement.A5);
        assertThat(against(expiring(new Expiry.OnEvent(" ", false)))).containsExactly(Statement.A5);
        assertThat(against(expiring(new Expiry.WithoutEnd("none")))).containsExactly(Statement.A5);
    }

    @Test
    void a6PassesARepresentativeWhoSaysByWhatAuthority() {
        assertThat(against(signed(new Signed("Bo Example", Optional.of(LocalDate.of(2026, 5, 1)), true, "guardian"))))
                .isEmpty();
    }

    @Test
    void a6BlocksAFormThatIsNotSignedNotDatedOrSignedByWhoDoesNotSayWhy() {
        assertThat(against(signed(Signed.missing()))).containsExactly(Statement.A6, Statement.A6);
        assertThat(against(signed(new Signed("Ada Example", Optional.empty(), false, ""))))
                .containsExactly(Statement.A6);
        assertThat(against(signed(new Signed("Bo Example", Optional.of(LocalDate.of(2026, 5, 1)), true, ""))))
                .containsExactly(Statement.A6);
    }

    @Test
    void a7PassesAFormThatTellsOfTheRightToRevoke() {
        assertThat(against(saying(Statements.ALL))).isEmpty();
    }

    @Test
    void a7BlocksAFormThatIsSilentOnRevoking() {
        assertThat(against(saying(new Statements(false, true, true, true)))).containsExactly(Statement.A7);
    }

    @Test
    void a8PassesAFormThatTellsWhatDependsOnIt() {
        assertThat(against(saying(Statements.ALL))).isEmpty();
    }

    @Test
    void a8BlocksAFormThatIsSilentOnWhatDependsOnIt() {
        assertThat(against(saying(new Statements(true, false, true, true)))).containsExactly(Statement.A8);
    }

    @Test
    void a9PassesAFormThatTellsOfRedisclosure() {
        assertThat(against(saying(Statements.ALL))).isEmpty();
    }

    @Test
    void a9BlocksAFormThatIsSilentOnRedisclosure() {
        assertThat(against(saying(new Statements(true, true, false, true)))).containsExactly(Statement.A9);
    }

    @Test
    void a10PassesAPlainFormOfWhichThePatientHasACopy() {
        assertThat(against(knowing(new Knowledge(false, false, false, true, false, "", Optional.empty(), true, true))))
                .isEmpty();
    }

    @Test
    void a10BlocksAFormNobodyFoundPlainAndOneTheOfficeAskedForWithoutACopy() {
        assertThat(against(saying(new Statements(true, true, true, false)))).containsExactly(Statement.A10);
        assertThat(against(knowing(new Knowledge(false, false, false, true, false, "", Optional.empty(), true, false))))
                .containsExactly(Statement.A10);
    }

    @Test
    void a11PassesAnEventThatHasNotHappened() {
        assertThat(against(expiring(new Expiry.OnEvent("end of the claim", false))))
                .isEmpty();
    }

    @Test
    void a11BlocksADateThatHasPassedAndAnEventThatIsKnownToHaveHappened() {
        assertThat(against(expiring(new Expiry.OnDate(LocalDate.of(2026, 6, 9)))))
                .contains(Statement.A11);
        assertThat(against(expiring(new Expiry.OnEvent("end of the claim", true))))
                .containsExactly(Statement.A11);
    }

    @Test
    void a12PassesAFormThatIsFilledIn() {
        assertThat(against(Cases.form())).isEmpty();
    }

    @Test
    void a12BlocksAFormThatIsNotFilledInCompletely() {
        assertThat(against(
                        knowing(new Knowledge(false, false, false, false, false, "", Optional.empty(), false, false))))
                .containsExactly(Statement.A12);
    }

    @Test
    void a13PassesARevocationThatComesInLater() {
        assertThat(against(Cases.form().revoked(Cases.NOW.plusSeconds(1)))).isEmpty();
    }

    @Test
    void a13BlocksAFormThatIsKnownToBeRevoked() {
        assertThat(against(Cases.form().revoked(Cases.NOW.minusSeconds(1)))).contains(Statement.A13);
    }

    @Test
    void a14PassesAFormThatStandsAlone() {
        assertThat(against(Cases.form())).isEmpty();
    }

    @Test
    void a14BlocksAFormOnWhichTreatmentWasMadeToDepend() {
        assertThat(against(knowing(new Knowledge(false, false, false, true, true, "", Optional.empty(), false, false))))
                .containsExactly(Statement.A14);
    }

    @Test
    void a15PassesAFormOfWhichNothingIsKnownToBeFalse() {
        assertThat(against(Cases.form())).isEmpty();
    }

    @Test
    void a15BlocksAFormOfWhichSomethingIsKnownToBeFalse() {
        assertThat(against(knowing(new Knowledge(
                        false,
                        false,
                        false,
                        true,
                        false,
                        "the firm does not act for her",
                        Optional.empty(),
                        false,
                        false))))
                .containsExactly(Statement.A15);
    }

    @Test
    void a16PassesWhatArrivedBeforeTheRevocationAndKeepsItOnRecord() {
        ReleaseRequest sent = ReleaseDesk.ended(
                Cases.handedOver(Cases.attorneys(Cases.form())),
                Handover.Outcome.DELIVERED,
                Optional.of(new Handover.Proof(Handover.Proof.Kind.FETCHED, "at the page", Cases.NOW)),
                Cases.at(Cases.NOW),
                Cases.BY_CLERK);
        ReleaseRequest revoked = ReleaseDesk.revoked(sent, Cases.at(Cases.NOW.plusSeconds(60)), Cases.BY_CLERK);
        assertThat(revoked.handover()).isEqualTo(sent.handover());
        assertThat(revoked.steps()).hasSize(sent.steps().size() + 1);
        assertThat(ReleaseDesk.mayBeFetched(sent)).isTrue();
    }

    @Test
    void a16BlocksWhatStillWaitsToBeFetchedAndASecondFetch() {
        ReleaseRequest waiting = Cases.handedOver(Cases.attorneys(Cases.form()));
        ReleaseRequest revoked = ReleaseDesk.revoked(waiting, Cases.at(Cases.NOW.plusSeconds(60)), Cases.BY_CLERK);
        assertThat(ReleaseDesk.mayBeFetched(revoked)).isFalse();
        assertThat(revoked.handover().map(Handover::outcome)).contains(Handover.Outcome.FAILED);
        ReleaseRequest fetched = ReleaseDesk.ended(
                waiting,
                Handover.Outcome.DELIVERED,
                Optional.of(new Handover.Proof(Handover.Proof.Kind.FETCHED, "at the page", Cases.NOW)),
                Cases.at(Cases.NOW),
                Cases.BY_CLERK);
        assertThat(ReleaseDesk.mayBeFetched(
                        ReleaseDesk.revoked(fetched, Cases.at(Cases.NOW.plusSeconds(60)), Cases.BY_CLERK)))
                .isFalse();
    }

    @Test
    void a16BlocksTheSameFormEnteredAgainButNotOneSignedLater() {
        BasisProof entered = Cases.under(Cases.form());
        BasisProof revoked = Revocations.at(Cases.NOW, entered);
        List<BasisProof> earlier = List.of(entered, revoked, Cases.basis(LawfulBasis.ACCESS));
        assertThat(Revocations.isRevoked(Revocations.kept(entered, earlier))).isTrue();
        assertThat(Revocations.isRevoked(Revocations.kept(entered, List.of(entered))))
                .isFalse();
        BasisProof later = Cases.under(Cases.form(
                new Expiry.OnDate(YEARS_END),
                Signed.byPatient("Ada Example", LocalDate.of(2026, 5, 21)),
                Knowledge.NOTHING_AGAINST));
        assertThat(Revocations.isRevoked(Revocations.kept(later, earlier))).isFalse();
    }

    @Test
    void a16BlocksAnApprovalOfWhatHasLeft() {
        ReleaseRequest sent = Cases.handedOver(Cases.attorneys(Cases.form()));
        Approval other = new Approval("ab".repeat(32), "nobody else", Cases.OFFICER, Cases.NOW);
        assertThatThrownBy(() -> ReleaseDesk.approved(sent, other, Cases.at(Cases.NOW), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void aRevocationTakesUpNoRequestThatIsOver() {
        ReleaseRequest denied = ReleaseDesk.aside(
                Cases.attorneys(Cases.form()),
                new Aside(Aside.Kind.DENIED, "LITIGATION_PREP", "why", Cases.OFFICER, Cases.NOW),
                Cases.at(Cases.NOW),
                Cases.BY_OFFICER);
        ReleaseRequest revoked = ReleaseDesk.revoked(denied, Cases.at(Cases.NOW), Cases.BY_CLERK);
        assertThat(revoked.aside()).isEqualTo(denied.aside());
        assertThatThrownBy(() -> ReleaseDesk.resumed(revoked, Cases.at(Cases.NOW), Cases.BY_CLERK))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void a16BlocksEverySendAfterTheRevocationAlsoOfAnApprovedPacket() {
        ReleaseRequest approved = Cases.approved(Cases.attorneys(Cases.form()));
        Surroundings later = Cases.at(Cases.NOW.plusSeconds(60));
        ReleaseRequest revoked = ReleaseDesk.revoked(approved, later, Cases.BY_CLERK);
        assertThatThrownBy(() -> ReleaseDesk.handedOver(revoked, Cases.entry(revoked), later, Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
        ReleaseRequest resumed = ReleaseDesk.resumed(revoked, later, Cases.BY_CLERK);
        assertThatThrownBy(() -> ReleaseDesk.handedOver(resumed, Cases.entry(resumed), later, Cases.BY_OFFICER))
                .isInstanceOfSatisfying(
                        NotYetException.class,
                        not -> assertThat(not.reasons())
                                .extracting(Reason::rule)
                                .contains(Statement.A16));
    }

    @Test
    void a17PassesAFormThatWasKeptSixYearsAfterItWasLastInEffect() {
        assertThat(KeptForms.until(LocalDate.of(2020, 1, 1), Optional.of(LocalDate.of(2021, 3, 3))))
                .isEqualTo("2027-03-04");
    }

    @Test
    void a17BlocksItsDestructionOnADayBefore() {
        assertThat(KeptForms.until(LocalDate.of(2020, 1, 1), Optional.empty())).isAfter(LocalDate.of(2026, 1, 1));
    }

    @Test
    void a18PassesAPageWithinTheForm() {
        assertThat(judged(Cases.attorneys(Cases.form()), Cases.page(1))).isInstanceOf(Verdict.Release.class);
    }

    @Test
    void a18BlocksAPageOfOtherDatesAnotherTypeOrWithoutADateAndAnotherRecipient() {
        ReleaseRequest request = Cases.attorneys(Cases.form());
        assertThat(rules(judged(request, Cases.page(1, LocalDate.of(2025, 12, 31), true))))
                .contains(Statement.A18);
        assertThat(rules(judged(Cases.attorneys(ofTypes("34117-2")), Cases.page(1))))
                .containsExactly(Statement.A18);
        ReleaseRequest elsewhere = request.withRecipient(new Recipient("Firm of Ash", "fax 555-0199", true));
        assertThat(ReleaseDesk.standing(elsewhere, Cases.now()).missingUpTo(DeskStep.FORMS))
                .extracting(Reason::rule)
                .containsExactly(Statement.A18);
    }

    @Test
    void a19PassesTheLastMinuteOfTheDayWhereTheOfficeIs() {
        Authorization form = expiring(new Expiry.OnDate(LocalDate.of(2026, 6, 30)));
        assertThat(at(form, "2026-07-01T03:59:00Z")).isEmpty();
    }

    @Test
    void a19BlocksTheFirstMinuteOfTheNextDay() {
        Authorization form = expiring(new Expiry.OnDate(LocalDate.of(2026, 6, 30)));
        assertThat(at(form, "2026-07-01T04:00:00Z")).contains(Statement.A19);
    }

    @Test
    void a20PassesASignatureOfTheDayOfReceipt() {
        assertThat(against(signed(Signed.byPatient("Ada Example", LocalDate.of(2026, 6, 1)))))
                .isEmpty();
    }

    @Test
    void a20BlocksASignatureOfADayAfterReceipt() {
        assertThat(against(signed(Signed.byPatient("Ada Example", LocalDate.of(2026, 6, 2)))))
                .containsExactly(Statement.A20);
    }

    @Test
    void a21PassesPsychotherapyNotesUnderAFormForThemAlone() {
        assertThat(judged(Cases.attorneys(notesOnly()), Cases.labelled(1, SensitiveLabel.PSYCHOTHERAPY_NOTE)))
                .isInstanceOf(Verdict.Release.class);
    }

    @Test
    void a21BlocksSuchANoteUnderAGeneralFormAndAnotherPageUnderAFormForNotes() {
        assertThat(rules(judged(Cases.attorneys(Cases.form()), Cases.labelled(1, SensitiveLabel.PSYCHOTHERAPY_NOTE))))
                .containsExactly(Statement.A21);
        assertThat(rules(judged(Cases.attorneys(notesOnly()), Cases.page(1)))).containsExactly(Statement.A21);
    }

    private static Authorization notesOnly() {
        return knowing(new Knowledge(false, false, true, true, false, "", Optional.empty(), false, false));
    }

    private static List<Statement> against(Authorization form) {
        return at(form, Cases.NOW.toString());
    }

    private static List<Statement> at(Authorization form, String moment) {
        return new AuthorizationCheck(Cases.RECEIVED, Instant.parse(moment), Cases.ZONE)
                .against(form).stream().map(Reason::rule).toList();
    }

    private static Verdict judged(ReleaseRequest request, PageChoice page) {
        return Objects.requireNonNull(PageRules.judge(request.withPages(List.of(page)), Cases.now())
                .get(page.facts().ref()));
    }

    private static List<Statement> rules(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::rule).toList();
    }

    private static Authorization expiring(Expiry expiry) {
        return Cases.form(expiry, Cases.signed(), Knowledge.NOTHING_AGAINST);
    }

    private static Authorization signed(Signed signed) {
        return Cases.form(new Expiry.OnDate(YEARS_END), signed, Knowledge.NOTHING_AGAINST);
    }

    private static Authorization knowing(Knowledge knowledge) {
        return Cases.form(new Expiry.OnDate(YEARS_END), Cases.signed(), knowledge);
    }

    private static Authorization words(Function<Authorization, String[]> of) {
        Authorization form = Cases.form();
        String[] words = of.apply(form);
        return new Authorization(
                words[0],
                words[1],
                words[2],
                words[3],
                form.expiry(),
                form.signed(),
                form.statements(),
                form.scope(),
                form.knowledge());
    }

    private static Authorization purpose(Authorization form, String purpose) {
        return new Authorization(
                form.description(),
                form.discloser(),
                form.recipient(),
                purpose,
                form.expiry(),
                form.signed(),
                form.statements(),
                form.scope(),
                form.knowledge());
    }

    private static Authorization saying(Statements statements) {
        Authorization form = Cases.form();
        return new Authorization(
                form.description(),
                form.discloser(),
                form.recipient(),
                form.purpose(),
                form.expiry(),
                form.signed(),
                statements,
                form.scope(),
                form.knowledge());
    }

    private static Authorization ofTypes(String type) {
        Authorization form = Cases.form();
        return new Authorization(
                form.description(),
                form.discloser(),
                form.recipient(),
                form.purpose(),
                form.expiry(),
                form.signed(),
                form.statements(),
                new Scope(form.scope().from(), form.scope().to(), Set.of(type), Set.of()),
                form.knowledge());
    }
}
