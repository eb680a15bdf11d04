package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Expiry;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.Packet.Notice;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.Part2Consent;
import org.chartroom.models.release.Part2Consent.Use;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Signed;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification.Authority;
import org.chartroom.release.breach.BreachReview;
import org.chartroom.release.notices.PartTwoNotice;
import org.chartroom.release.pages.PageRules;
import org.junit.jupiter.api.Test;

/** Statements H: substance use disorder records, 42 CFR part 2. */
class PartTwoStatementsTest {
    private static final PageChoice PAGE = Cases.labelled(1, SensitiveLabel.PART_2);
    private static final PageChoice NOTE = Cases.labelled(1, SensitiveLabel.PART_2_COUNSELLING_NOTE);

    @Test
    void h1PassesAPageUnderACompleteConsentAndToThePatient() {
        assertThat(judged(under(Cases.consent(Use.NAMED)), PAGE)).isEmpty();
        assertThat(judged(Cases.patients(), PAGE)).isEmpty();
        assertThat(judged(
                        under(expiring(Use.TREATMENT_PAYMENT_OPERATIONS, new Expiry.WithoutEnd("end of treatment"))),
                        PAGE))
                .isEmpty();
    }

    @Test
    void h1BlocksAPageUnderAGeneralAuthorizationHoweverGoodAndUnderAConsentThatLacksAnything() {
        assertThat(judged(Cases.attorneys(Cases.form()), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(Cases.providers(), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(under(lacking("", "who", "what", "to", "for")), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(under(lacking("Ada", "", "what", "to", "for")), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(under(lacking("Ada", "who", "", "to", "for")), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(under(lacking("Ada", "who", "what", "", "for")), PAGE))
                .containsExactly(Statement.H1);
        assertThat(judged(under(lacking("Ada", "who", "what", "to", "")), PAGE)).containsExactly(Statement.H1);
        assertThat(judged(under(expiring(Use.NAMED, new Expiry.NotSaid())), PAGE))
                .containsExactly(Statement.H1);
        assertThat(judged(under(expiring(Use.NAMED, new Expiry.WithoutEnd("none"))), PAGE))
                .containsExactly(Statement.H1);
        assertThat(judged(under(spoilt(Use.NAMED, false, true, Cases.signed(), false, "")), PAGE))
                .containsExactly(Statement.H1);
        assertThat(judged(under(spoilt(Use.NAMED, true, true, Signed.missing(), false, "")), PAGE))
                .containsExactly(Statement.H1);
        assertThat(judged(
                        under(spoilt(Use.TREATMENT_PAYMENT_OPERATIONS, true, false, Cases.signed(), false, "")), PAGE))
                .containsExactly(Statement.H1);
    }

    @Test
    void h2PassesCounsellingNotesUnderAConsentForThemAlone() {
        assertThat(judged(under(Cases.consent(Use.COUNSELLING_NOTES)), NOTE)).isEmpty();
    }

    @Test
    void h2BlocksSuchNotesUnderAnotherConsentAndOtherPagesUnderThis() {
        assertThat(judged(under(Cases.consent(Use.NAMED)), NOTE)).containsExactly(Statement.H2);
        assertThat(judged(under(Cases.consent(Use.COUNSELLING_NOTES)), PAGE)).containsExactly(Statement.H2);
        assertThat(judged(under(spoilt(Use.COUNSELLING_NOTES, true, true, Cases.signed(), true, "")), NOTE))
                .containsExactly(Statement.H2);
    }

    @Test
    void h3PassesAConsentThatIsInForce() {
        assertThat(judged(under(Cases.consent(Use.NAMED).revoked(Cases.NOW.plusSeconds(1))), PAGE))
                .isEmpty();
    }

    @Test
    void h3BlocksOneThatIsExpiredRevokedOrFalse() {
        assertThat(judged(under(expiring(Use.NAMED, new Expiry.OnDate(LocalDate.of(2026, 6, 9)))), PAGE))
                .containsExactly(Statement.H3);
        assertThat(judged(under(expiring(Use.NAMED, new Expiry.OnEvent("discharge", true))), PAGE))
                .containsExactly(Statement.H3);
        assertThat(judged(under(Cases.consent(Use.NAMED).revoked(Cases.NOW)), PAGE))
                .containsExactly(Statement.H3);
        assertThat(judged(under(spoilt(Use.NAMED, true, true, Cases.signed(), false, "the name")), PAGE))
                .containsExactly(Statement.H3);
    }

    @Test
    void h4PassesAConsentForProceedingsOnAFormOfItsOwn() {
        assertThat(judged(Cases.consented(subpoena(false), Cases.consent(Use.PROCEEDINGS)), PAGE))
                .isEmpty();
    }

    @Test
    void h4BlocksACombinedOneAndAnotherConsentForProceedings() {
        assertThat(judged(
                        Cases.consented(subpoena(false), spoilt(Use.PROCEEDINGS, true, true, Cases.signed(), true, "")),
                        PAGE))
                .containsExactly(Statement.H4);
        assertThat(judged(Cases.consented(subpoena(false), Cases.consent(Use.TREATMENT_PAYMENT_OPERATIONS)), PAGE))
                .containsExactly(Statement.H4);
        assertThat(judged(under(Cases.consent(Use.PROCEEDINGS)), PAGE)).containsExactly(Statement.H4);
    }

    @Test
    void h5PassesASubpoenaWithAnOrderUnderSubpartE() {
        assertThat(judged(subpoena(true), PAGE)).isEmpty();
    }

    @Test
    void h5BlocksASubpoenaAloneAndAnOrderOfAnotherKind() {
        assertThat(judged(subpoena(false), PAGE)).containsExactly(Statement.H5);
        ReleaseRequest ordered = Cases.request(
                RequesterType.COURT,
                "Court of Fir",
                new Recipient("Court of Fir", "2 Fir St", true),
                Authority.COURT,
                Cases.legal(LawfulBasis.COURT_ORDER, new LegalPaper(false, false, true, false, true, "")));
        assertThat(judged(ordered, PAGE)).containsExactly(Statement.H5);
    }

    @Test
    void h6PassesTheTwoNoticesWordForWord() {
        assertThat(PartTwoNotice.words(Notice.PART_2_FULL))
                .isEqualTo("This record which has been disclosed to you is protected by Federal confidentiality rules"
                        + " (42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony"
                        + " that describes the information contained in this record, in any civil, criminal,"
                        + " administrative, or legislative proceedings by any Federal, State, or local authority,"
                        + " against the patient, unless authorized by the consent of the patient, except as provided at"
                        + " 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In"
                        + " addition, the Federal rules prohibit you from making any other use or disclosure of this"
                        + " record unless at least one of the following applies: (i) Further use or disclosure is"
                        + " expressly permitted by the written consent of the individual whose information is being"
                        + " disclosed in this record or as otherwise permitted by 42 CFR part 2. (ii) You are a covered"
                        + " entity or business associate and have received the record for treatment, payment, or health"
                        + " care operations, or (iii) You have received the record from a covered entity or business"
                        + " associate as permitted by 45 CFR part 164, subparts A and E. A general authorization for"
                        + " the release of medical or other information is NOT sufficient to meet the required"
                        + " elements of written consent to further use or redisclose the record (see 42 CFR 2.31).");
        assertThat(PartTwoNotice.words(Notice.PART_2_SHORT))
                .isEqualTo("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
        assertThat(missing(Set.of(Notice.PART_2_FULL), true)).isEmpty();
    }

    @Test
    void h6BlocksAPacketWithoutANotice() {
        assertThat(missing(Set.of(), true)).containsExactly(Statement.H6);
    }

    @Test
    void aNoticeIsFoundOnWhatComesInAlsoTheFormerOne() {
        assertThat(PartTwoNotice.in(
                        "FAX\nThis record ... is protected by Federal\nconfidentiality rules (42 CFR part 2)."))
                .contains(PartTwoNotice.Found.FULL);
        assertThat(PartTwoNotice.in("42 CFR Part 2 prohibits unauthorized\nuse or disclosure of these records"))
                .contains(PartTwoNotice.Found.SHORT);
        assertThat(
                        PartTwoNotice.in(
                                "The Federal rules prohibit you from making any further\n disclosure of information in this record"))
                .contains(PartTwoNotice.Found.FORMER);
        assertThat(PartTwoNotice.in("Office note, nothing of the kind")).isEmpty();
    }

    @Test
    void h7PassesAPacketWithTheConsentInIt() {
        assertThat(missing(Set.of(Notice.PART_2_SHORT), true)).isEmpty();
    }

    @Test
    void h7BlocksAPacketWithoutIt() {
        assertThat(missing(Set.of(Notice.PART_2_SHORT), false)).containsExactly(Statement.H7);
        ReleaseRequest request = partTwo();
        assertThatThrownBy(() -> ReleaseDesk.packaged(
                        request,
                        Cases.packet(request, Set.of(Notice.PART_2_SHORT), false),
                        Cases.now(),
                        Cases.BY_CLERK))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void h8PassesAPartTwoBreachToThoseWhoAreTold() {
        assertThat(breach(Optional.empty()).told()).contains(BreachReview.Told.PATIENT);
    }

    @Test
    void h8BlocksClosingItBeforeThePatientWasTold() {
        assertThat(breach(Optional.empty()).missing(false, Cases.BOOK, Cases.ZONE, LocalDate.of(2026, 6, 11)))
                .isNotEmpty();
    }

    @Test
    void h9PassesAPartTwoReleaseIntoTheLog() {
        ReleaseRequest request = partTwo();
        ReleaseRequest approved = ReleaseDesk.approved(
                ReleaseDesk.packaged(
                        request, Cases.packet(request, Set.of(Notice.PART_2_FULL), true), Cases.now(), Cases.BY_CLERK),
                Cases.approval(),
                Cases.now(),
                Cases.BY_OFFICER);
        assertThat(ReleaseDesk.handedOver(approved, Cases.entry(approved), Cases.now(), Cases.BY_OFFICER)
                        .handover())
                .isPresent();
    }

    @Test
    void h9BlocksOneThatIsNotLogged() {
        assertThat(ReleaseDesk.standing(partTwo(), Cases.now()).missingUpTo(DeskStep.ACCOUNT))
                .extracting(Reason::rule)
                .contains(Statement.S11);
    }

    private static BreachReview breach(Optional<BreachReview.Assessment> assessment) {
        return new BreachReview(Cases.NOW, 1, true, assessment);
    }

    private static ReleaseRequest partTwo() {
        return under(Cases.consent(Use.NAMED)).withPages(List.of(PAGE));
    }

    private static List<Statement> missing(Set<Notice> notices, boolean attached) {
        ReleaseRequest request = partTwo();
        Packet packet = Cases.packet(request, notices, attached);
        return ReleaseDesk.standing(request.withPacket(packet), Cases.now()).missingUpTo(DeskStep.REDACTION).stream()
                .map(Reason::rule)
                .toList();
    }

    private static ReleaseRequest under(Part2Consent consent) {
        return Cases.consented(Cases.attorneys(Cases.form()), consent);
    }

    private static ReleaseRequest subpoena(boolean order) {
        return Cases.request(
                RequesterType.SUBPOENA,
                "Firm of Oak",
                new Recipient("Firm of Oak", "fax 555-0100", true),
                Authority.ORGANISATION,
                Cases.legal(LawfulBasis.SUBPOENA_WITH_ASSURANCES, new LegalPaper(true, true, order, order, false, "")));
    }

    private static List<Statement> judged(ReleaseRequest request, PageChoice page) {
        Verdict verdict = PageRules.judge(request.withPages(List.of(page)), Cases.now())
                .get(page.facts().ref());
        return verdict == null
                ? List.of()
                : verdict.reasons().stream().map(Reason::rule).toList();
    }

    private static Part2Consent lacking(String patient, String from, String what, String to, String purpose) {
        Part2Consent good = Cases.consent(Use.NAMED);
        return new Part2Consent(
                patient,
                from,
                what,
                to,
                purpose,
                Use.NAMED,
                true,
                true,
                good.expiry(),
                good.signed(),
                false,
                "",
                Optional.empty());
    }

    private static Part2Consent expiring(Use use, Expiry expiry) {
        Part2Consent good = Cases.consent(use);
        return new Part2Consent(
                good.patientName(),
                good.discloser(),
                good.description(),
                good.recipient(),
                good.purpose(),
                use,
                true,
                true,
                expiry,
                good.signed(),
                false,
                "",
                Optional.empty());
    }

    private static Part2Consent spoilt(
            Use use, boolean revocation, boolean redisclosure, Signed signed, boolean combined, String wrong) {
        Part2Consent good = Cases.consent(use);
        return new Part2Consent(
                good.patientName(),
                good.discloser(),
                good.description(),
                good.recipient(),
                good.purpose(),
                use,
                revocation,
                redisclosure,
                good.expiry(),
                signed,
                combined,
                wrong,
                Optional.empty());
    }
}
