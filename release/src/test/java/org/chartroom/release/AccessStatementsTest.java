package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageFacts;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification.Authority;
import org.chartroom.release.access.BusinessCalendar;
import org.chartroom.release.access.CopyForm;
import org.chartroom.release.access.Denial;
import org.chartroom.release.access.DueDates;
import org.chartroom.release.access.NotHeld;
import org.chartroom.release.access.Summary;
import org.chartroom.release.fees.FeeCheck;
import org.chartroom.release.pages.PageRules;
import org.junit.jupiter.api.Test;

/** Statements C: a patient's access to their own records, 45 CFR 164.524. */
class AccessStatementsTest {
    private static final LocalDate DUE = LocalDate.of(2026, 7, 1);

    @Test
    void c1PassesAnAnswerOnTheThirtiethDayAfterReceipt() {
        LocalDate due = DueDates.due(Cases.patients(), Cases.BOOK, Cases.ZONE);
        assertThat(due).isEqualTo(DUE);
        assertThat(BusinessCalendar.WEEKDAYS.urgency(DUE, due)).isEqualTo(BusinessCalendar.Urgency.NOW);
    }

    @Test
    void c1BlocksADayMoreAlsoWhenTheRequestWasPended() {
        ReleaseRequest pended = ReleaseDesk.aside(
                Cases.patients(),
                new Aside(Aside.Kind.PENDED, "ID_NEEDED", "a photo", Cases.CLERK, Cases.NOW),
                Cases.now(),
                Cases.BY_CLERK);
        LocalDate due = DueDates.due(pended, Cases.BOOK, Cases.ZONE);
        assertThat(due).isEqualTo(DUE);
        assertThat(BusinessCalendar.WEEKDAYS.urgency(DUE.plusDays(1), due)).isEqualTo(BusinessCalendar.Urgency.LATE);
    }

    @Test
    void theLastDayOfWorkComesBeforeADueDateOnAHoliday() {
        BusinessCalendar calendar =
                new BusinessCalendar(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(LocalDate.of(2026, 7, 3)));
        assertThat(calendar.lastWorkingDay(LocalDate.of(2026, 7, 5))).isEqualTo("2026-07-02");
        assertThat(calendar.urgency(LocalDate.of(2026, 7, 2), LocalDate.of(2026, 7, 5)))
                .isEqualTo(BusinessCalendar.Urgency.NOW);
    }

    @Test
    void c2PassesOneExtensionOfThirtyDaysThatIsToldInTime() {
        assertThat(extension(Cases.patients(), DUE.plusDays(30), "the archive moves", DUE))
                .isEmpty();
    }

    @Test
    void c2BlocksASecondExtensionALongerOneALateOneAndOneWithoutAReason() {
        ReleaseRequest once = Cases.patients().withExtendedTo(DUE.plusDays(10));
        assertThat(extension(once, DUE.plusDays(20), "again", DUE)).contains(Statement.C2);
        assertThat(extension(Cases.patients(), DUE.plusDays(31), "the archive moves", DUE))
                .contains(Statement.C2);
        assertThat(extension(Cases.patients(), DUE.plusDays(5), "the archive moves", DUE.plusDays(1)))
                .contains(Statement.C2);
        assertThat(extension(Cases.patients(), DUE.plusDays(5), " ", DUE)).contains(Statement.C2);
    }

    @Test
    void c3PassesOrdinaryPages() {
        assertThat(judged(Cases.patients(), Cases.page(1))).isInstanceOf(Verdict.Release.class);
    }

    @Test
    void c3BlocksPsychotherapyNotesAndWhatWasCompiledForLitigation() {
        assertThat(rules(judged(Cases.patients(), Cases.labelled(1, SensitiveLabel.PSYCHOTHERAPY_NOTE))))
                .contains(Statement.C3);
        assertThat(rules(judged(Cases.patients(), Cases.labelled(1, SensitiveLabel.LITIGATION))))
                .contains(Statement.C3);
    }

    @Test
    void c4PassesTheFormThatWasAskedForAndPaperWhereNothingElseCanBeHad() {
        assertThat(CopyForm.refusal(CopyForm.FHIR, CopyForm.FHIR, Set.of(), true, false))
                .isEmpty();
        assertThat(CopyForm.refusal(CopyForm.ON_DISC, CopyForm.PAPER, Set.of(CopyForm.PAPER), false, false))
                .isEmpty();
        assertThat(CopyForm.refusal(CopyForm.FHIR, CopyForm.PDF, Set.of(CopyForm.PDF), true, true))
                .isEmpty();
    }

    @Test
    void c4BlocksPaperForElectronicRecordsAndAnotherFormThanOneThatCanBeProduced() {
        assertThat(CopyForm.refusal(CopyForm.FHIR, CopyForm.PAPER, Set.of(CopyForm.PDF), true, true))
                .isPresent();
        assertThat(CopyForm.refusal(CopyForm.PDF, CopyForm.ON_DISC, Set.of(CopyForm.PDF), true, true))
                .isPresent();
        assertThat(CopyForm.refusal(CopyForm.FHIR, CopyForm.ON_DISC, Set.of(), true, false))
                .isPresent();
    }

    @Test
    void c5PassesTwoDifferentPages() {
        assertThat(ReleaseDesk.standing(Cases.patients(), Cases.now()).missingUpTo(DeskStep.SCOPE))
                .isEmpty();
    }

    @Test
    void c5BlocksTheSamePageTwice() {
        PageChoice again = PageChoice.of(new PageFacts(
                        new PageRef(new DocumentId("doc2"), 1, 1),
                        Cases.page(1).facts().sha256(),
                        Optional.of(LocalDate.of(2026, 3, 1)),
                        Optional.empty(),
                        "",
                        true))
                .labelled(Cases.page(1).labels().orElseThrow());
        ReleaseRequest twice = Cases.patients().withPages(List.of(Cases.page(1), again));
        assertThat(ReleaseDesk.standing(twice, Cases.now()).missingUpTo(DeskStep.SCOPE))
                .extracting(Reason::rule)
                .containsExactly(Statement.C5);
        assertThat(ReleaseDesk.standing(
                                twice.withPages(List.of(Cases.page(1), again.withheld("there already"))), Cases.now())
                        .missingUpTo(DeskStep.SCOPE))
                .isEmpty();
    }

    @Test
    void c6PassesASummaryThatWasAgreedToWithItsFee() {
        assertThat(new Summary(Optional.of(Cases.RECEIVED), Optional.of(Cases.RECEIVED)).refusal(Cases.NOW))
                .isEmpty();
    }

    @Test
    void c6BlocksASummaryWithoutAgreementOrWithAgreementAfterwards() {
        assertThat(new Summary(Optional.of(Cases.RECEIVED), Optional.empty()).refusal(Cases.NOW))
                .isPresent();
        assertThat(new Summary(Optional.of(Cases.NOW.plusSeconds(1)), Optional.of(Cases.RECEIVED)).refusal(Cases.NOW))
                .isPresent();
    }

    @Test
    void c7PassesASignedDirectionThatSaysToWhomAndWhere() {
        assertThat(ReleaseDesk.standing(directed("Bo Example", "bo@example.org", Cases.signed()), Cases.now())
                        .missingUpTo(DeskStep.SCOPE))
                .isEmpty();
    }

    @Test
    void c7BlocksADirectionWithoutSignatureNameOrPlaceAndPagesOnPaper() {
        for (ReleaseRequest spoilt : List.of(
                directed("Bo Example", "bo@example.org", Signed.missing()),
                directed("", "bo@example.org", Cases.signed()),
                directed("Bo Example", "", Cases.signed()))) {
            assertThat(ReleaseDesk.standing(spoilt, Cases.now()).missingUpTo(DeskStep.FORMS))
                    .extracting(Reason::rule)
                    .containsOnly(Statement.C7);
        }
        assertThat(rules(judged(
                        directed("Bo Example", "bo@example.org", Cases.signed()),
                        Cases.page(1, LocalDate.of(2026, 3, 1), false))))
                .containsExactly(Statement.C7);
    }

    @Test
    void c8PassesLabourSuppliesPostageAndTheFlatFee() {
        for (FeeLine.Kind kind :
                List.of(FeeLine.Kind.COPYING_LABOUR, FeeLine.Kind.SUPPLIES, FeeLine.Kind.POSTAGE, FeeLine.Kind.FLAT)) {
            assertThat(charged(kind, true, true)).isEmpty();
        }
        assertThat(FeeCheck.refusal(
                        new FeeLine(FeeLine.Kind.PER_PAGE, "copies", 3, 25),
                        Cases.BOOK.feesFor(RequesterType.PATIENT),
                        false))
                .isEmpty();
    }

    @Test
    void c8BlocksSearchRetrievalVerificationAndStorageAndAPriceByThePageForElectronicRecords() {
        for (FeeLine.Kind kind : List.of(
                FeeLine.Kind.SEARCH,
                FeeLine.Kind.RETRIEVAL,
                FeeLine.Kind.VERIFICATION,
                FeeLine.Kind.STORAGE,
                FeeLine.Kind.CERTIFICATION,
                FeeLine.Kind.PER_PAGE)) {
            assertThat(charged(kind, true, true)).containsExactly(Statement.C8);
        }
        assertThat(charged(FeeLine.Kind.FLAT, false, true)).containsExactly(Statement.C8);
        assertThat(charged(FeeLine.Kind.FLAT, true, false)).containsExactly(Statement.C8);
    }

    @Test
    void anAttorneyPaysForRetrievalThePatientsCapIsNotTheirs() {
        assertThat(FeeCheck.refusal(
                        new FeeLine(FeeLine.Kind.RETRIEVAL, "retrieval", 1, 2000),
                        Cases.BOOK.feesFor(RequesterType.ATTORNEY),
                        true))
                .isEmpty();
    }

    @Test
    void c9PassesALetterThatSaysWhyAndHowToHaveItReviewedAndReleasesTheRest() {
        assertThat(denial(DenialCode.OTHER_PERSON_HARM, "ask for another doctor", true, Optional.empty())
                        .missing())
                .isEmpty();
        assertThat(denial(DenialCode.LITIGATION_PREP, "", true, Optional.empty())
                        .missing())
                .isEmpty();
    }

    @Test
    void c9BlocksALetterWithoutReviewComplaintOrPlainWordsAndOneThatKeepsTheRest() {
        assertThat(denial(DenialCode.OTHER_PERSON_HARM, "", true, Optional.empty())
                        .missing())
                .extracting(Reason::rule)
                .containsExactly(Statement.C9);
        assertThat(denial(DenialCode.LITIGATION_PREP, "", false, Optional.empty())
                        .missing())
                .extracting(Reason::rule)
                .containsExactly(Statement.C9);
        assertThat(new Denial(DenialCode.INMATE, " ", "", "", "", false, true, Cases.CLERK, Optional.empty()).missing())
                .hasSize(3);
    }

    @Test
    void c10PassesAReviewByAnother() {
        assertThat(denial(DenialCode.REP_HARM, "ask", true, Optional.of(Cases.OFFICER))
                        .missing())
                .isEmpty();
    }

    @Test
    void c10BlocksAReviewByWhoDeniedIt() {
        assertThat(denial(DenialCode.REP_HARM, "ask", true, Optional.of(Cases.CLERK))
                        .missing())
                .extracting(Reason::rule)
                .containsExactly(Statement.C10);
    }

    @Test
    void c11PassesALetterThatSaysWhoHoldsTheRecords() {
        assertThat(new NotHeld(Optional.of("Oak Hospital"), "Please ask Oak Hospital.").missing())
                .isEmpty();
        assertThat(new NotHeld(Optional.empty(), "We do not hold them.").missing())
                .isEmpty();
    }

    @Test
    void c11BlocksALetterThatKeepsItToItself() {
        assertThat(new NotHeld(Optional.of("Oak Hospital"), "We do not hold them.").missing())
                .isPresent();
    }

    private static Denial denial(DenialCode code, String review, boolean rest, Optional<UserId> reviewer) {
        return new Denial(
                code,
                "Reading this could harm somebody else.",
                review,
                "Write to us or to the Secretary of HHS.",
                "Privacy officer, 555-0100",
                true,
                rest,
                Cases.CLERK,
                reviewer);
    }

    private static List<Statement> charged(FeeLine.Kind kind, boolean estimate, boolean settled) {
        ReleaseRequest request = Cases.patients()
                .withFees(new FeeState(List.of(new FeeLine(kind, kind.name(), 1, 650)), estimate, settled));
        return FeeCheck.against(request, Cases.now()).stream().map(Reason::rule).toList();
    }

    private static ReleaseRequest directed(String to, String address, Signed signed) {
        Authorization form = Cases.form();
        Authorization direction = new Authorization(
                "my records", "", to, "", form.expiry(), signed, form.statements(), form.scope(), form.knowledge());
        return Cases.request(
                RequesterType.DIRECTED_THIRD_PARTY,
                "Ada Example",
                new Recipient(to, address, true),
                Authority.PATIENT,
                new BasisProof(
                        LawfulBasis.DIRECTIVE,
                        Optional.of(direction),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Cases.CLERK,
                        Instant.EPOCH));
    }

    private static Optional<Statement> extension(ReleaseRequest request, LocalDate to, String why, LocalDate told) {
        return DueDates.extensionRefusal(request, to, why, told, Cases.now()).map(Reason::rule);
    }

    private static Verdict judged(ReleaseRequest request, PageChoice page) {
        return Objects.requireNonNull(PageRules.judge(request.withPages(List.of(page)), Cases.now())
                .get(page.facts().ref()));
    }

    private static List<Statement> rules(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::rule).toList();
    }
}
