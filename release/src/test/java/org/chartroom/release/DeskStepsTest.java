package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Approval;
import org.chartroom.models.release.Aside;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.FeeState;
import org.chartroom.models.release.Handover;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.LegalPaper;
import org.chartroom.models.release.Packet;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Receipt;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.ReleaseState;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.models.release.Verification.Authority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements S: the twelve steps that nothing skips. */
class DeskStepsTest {
    @Test
    void s1PassesARequestThatIsKeptAsItCame() {
        assertThat(missing(Cases.patients(), DeskStep.LOGGED)).isEmpty();
    }

    @Test
    void s1BlocksARequestWithoutItsOriginal() {
        ReleaseRequest bare = ReleaseRequest.received(
                new ReleaseId("rel1"),
                Cases.patients().facility(),
                RequesterType.PATIENT,
                "Ada Example",
                new Receipt(Cases.RECEIVED, Receipt.Door.PHONE, Optional.empty()),
                new Recipient("Ada Example", "", false),
                Scope.WHOLE_RECORD,
                "");
        assertThat(missing(bare, DeskStep.LOGGED)).containsExactly(Statement.S1);
        assertThat(ReleaseDesk.standing(bare, Cases.now()).state()).isEqualTo(ReleaseState.RECEIVED);
    }

    @Test
    void s2PassesTwoIdentifiersThatAgree() {
        assertThat(missing(Cases.patients(), DeskStep.PATIENT)).isEmpty();
    }

    @Test
    void s2BlocksOneIdentifierAndAChartThatMayBeADuplicate() {
        ReleaseRequest one = Cases.patients()
                .withMatch(new PatientMatch(Cases.PATIENT, Set.of(PatientMatch.Item.NAME), Cases.CLERK, Cases.NOW));
        assertThat(missing(one, DeskStep.PATIENT)).containsExactly(Statement.S2);
        Subject doubtful = new Subject(Optional.empty(), Optional.empty(), true, Optional.empty(), Set.of());
        assertThat(ReleaseDesk.standing(Cases.patients(), Cases.with(doubtful)).missingUpTo(DeskStep.PATIENT))
                .extracting(Reason::rule)
                .containsExactly(Statement.S2);
    }

    @Test
    void s3PassesWhoIsVerified() {
        assertThat(ReleaseDesk.standing(Cases.patients(), Cases.now()).state()).isEqualTo(ReleaseState.REDACTED);
    }

    @Test
    void s3BlocksWhoIsNot() {
        ReleaseRequest unverified = ReleaseRequest.received(
                        new ReleaseId("rel1"),
                        Cases.patients().facility(),
                        RequesterType.PATIENT,
                        "Ada Example",
                        Cases.patients().receipt(),
                        new Recipient("Ada Example", "1 Elm St", true),
                        Scope.WHOLE_RECORD,
                        "")
                .withMatch(Cases.patients().match().orElseThrow());
        assertThat(ReleaseDesk.standing(unverified, Cases.now()).state()).isEqualTo(ReleaseState.PATIENT_MATCHED);
        assertThatThrownBy(() -> Cases.packaged(unverified)).isInstanceOf(NotYetException.class);
    }

    @Test
    void s4PassesASubpoenaWithAssurances() {
        assertThat(missing(subpoena(true), DeskStep.BASIS)).isEmpty();
    }

    @Test
    void s4BlocksASubpoenaAloneAndABasisThatIsNotOfWhoAsks() {
        assertThat(missing(subpoena(false), DeskStep.BASIS)).containsExactly(Statement.S4);
        assertThat(missing(Cases.patients().withBasis(Cases.basis(LawfulBasis.TREATMENT)), DeskStep.BASIS))
                .containsExactly(Statement.S4);
    }

    @Test
    void s5PassesAFormThatIsGoodWhenItIsSent() {
        assertThat(Cases.handedOver(Cases.attorneys(Cases.form())).handover()).isPresent();
    }

    @Test
    void s5BlocksAFormThatExpiredBetweenApprovalAndSending() {
        ReleaseRequest approved = Cases.approved(Cases.attorneys(Cases.form()));
        Surroundings newYear = Cases.at(Instant.parse("2027-01-01T12:00:00Z"));
        assertThatThrownBy(() -> ReleaseDesk.handedOver(approved, Cases.entry(approved), newYear, Cases.BY_OFFICER))
                .isInstanceOfSatisfying(
                        NotYetException.class,
                        not -> assertThat(not.reasons())
                                .extracting(Reason::rule)
                                .contains(Statement.A19));
    }

    @Test
    void s6PassesASensitivePageWithAPermit() {
        assertThat(missing(Cases.patients().withPages(List.of(Cases.labelled(1, SensitiveLabel.HIV))), DeskStep.LABELS))
                .isEmpty();
    }

    @Test
    void s6BlocksAPageWithoutADecisionAndASensitiveOneWithoutAPermit() {
        assertThat(missing(
                        Cases.patients()
                                .withPages(List.of(PageChoice.of(Cases.page(1).facts()))),
                        DeskStep.LABELS))
                .containsExactly(Statement.S6);
        assertThat(missing(
                        Cases.patients()
                                .withPages(List.of(Cases.page(1)
                                        .labelled(new Labels(
                                                Set.of(SensitiveLabel.HIV), Map.of(), Cases.CLERK, Cases.NOW)))),
                        DeskStep.LABELS))
                .containsExactly(Statement.S6);
    }

    @Test
    void s7PassesPagesThatWereAskedFor() {
        assertThat(missing(Cases.patients(), DeskStep.SCOPE)).isEmpty();
    }

    @Test
    void s7BlocksAPageOfAnotherYearAndAnEmptyPacket() {
        ReleaseRequest other = Cases.patients().withScope(Cases.scope("2025-01-01", "2025-12-31"));
        assertThat(missing(other, DeskStep.SCOPE)).containsOnly(Statement.S7);
        ReleaseRequest none = Cases.patients().withPages(List.of(Cases.page(1).withheld("harm to somebody else")));
        assertThat(missing(none, DeskStep.SCOPE)).containsExactly(Statement.S7);
    }

    @Test
    void s8PassesARedactionThatWasVerifiedInTheseBytes() {
        assertThat(Cases.packaged(Cases.patients()).packet()).isPresent();
        assertThat(packagedWith(new Packet.Certificate(Cases.HASH, 12)).packet())
                .isPresent();
    }

    @Test
    void s8BlocksOneWithoutACertificateWithElevenChecksOrOfOtherBytes() {
        assertThatThrownBy(() -> packagedWith(null)).isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> packagedWith(new Packet.Certificate(Cases.HASH, 11)))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> packagedWith(new Packet.Certificate("cd".repeat(32), 12)))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> Cases.packaged(Cases.patients().withRedactionDecided(false)))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void s9PassesADoubtfulPageThatAnotherPersonLookedAt() {
        assertThat(Cases.approved(shown(PageIdentity.Light.AMBER, Cases.OFFICER, ""))
                        .approval())
                .isPresent();
        assertThat(Cases.approved(shown(PageIdentity.Light.AMBER, Cases.CLERK, "nobody else is in"))
                        .approval())
                .isPresent();
    }

    @Test
    void s9BlocksADoubtfulPageNobodyElseLookedAtAndAContradictingOneForGood() {
        assertThatThrownBy(() -> Cases.approved(shown(PageIdentity.Light.AMBER, Cases.CLERK, "")))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> Cases.approved(shown(PageIdentity.Light.RED, Cases.OFFICER, "it is fine")))
                .isInstanceOf(NotYetException.class);
        ReleaseRequest unseen = Cases.patients()
                .withPages(List.of(Cases.page(1)
                        .identified(new PageIdentity(PageIdentity.Light.AMBER, "unreadable", Optional.empty()))));
        assertThatThrownBy(() -> Cases.approved(unseen)).isInstanceOf(NotYetException.class);
    }

    @Test
    void s10PassesASecondPersonOrTheSameOneWithAReason() {
        assertThat(Cases.approved(Cases.patients()).approval()).isPresent();
        ReleaseRequest alone = ReleaseDesk.approved(
                Cases.packaged(Cases.patients()),
                new Approval(Cases.HASH, "nobody else works here", Cases.CLERK, Cases.NOW),
                Cases.now(),
                Cases.BY_CLERK);
        assertThat(alone.steps().getLast().what()).isEqualTo("packet approved by who made it");
    }

    @Test
    void s10BlocksWhoMadeItAnotherPacketAndAnUnconfirmedAddress() {
        ReleaseRequest packaged = Cases.packaged(Cases.patients());
        assertThatThrownBy(() -> approve(packaged, new Approval(Cases.HASH, "", Cases.CLERK, Cases.NOW)))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> approve(packaged, new Approval("cd".repeat(32), "", Cases.OFFICER, Cases.NOW)))
                .isInstanceOf(NotYetException.class);
        ReleaseRequest unsure =
                Cases.packaged(Cases.patients().withRecipient(new Recipient("Ada Example", "1 Elm St", false)));
        assertThatThrownBy(() -> approve(unsure, Cases.approval())).isInstanceOf(NotYetException.class);
    }

    @Test
    void s11PassesAHandOverWithItsEntryInTheAccount() {
        assertThat(ReleaseDesk.standing(Cases.handedOver(Cases.patients()), Cases.now())
                        .state())
                .isEqualTo(ReleaseState.TRANSMITTING);
    }

    @Test
    void s11BlocksASecondHandOver() {
        ReleaseRequest sent = Cases.handedOver(Cases.patients());
        assertThatThrownBy(() -> ReleaseDesk.handedOver(sent, Cases.entry(sent), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void s12PassesADeliveryWithItsProofAndThenTheClose() {
        ReleaseRequest arrived = ReleaseDesk.ended(
                Cases.handedOver(Cases.patients()),
                Handover.Outcome.DELIVERED,
                Optional.of(new Handover.Proof(Handover.Proof.Kind.FETCHED, "download page", Cases.NOW)),
                Cases.now(),
                Cases.BY_OFFICER);
        assertThat(ReleaseDesk.standing(arrived, Cases.now()).state()).isEqualTo(ReleaseState.DELIVERED);
        ReleaseRequest closed = ReleaseDesk.closed(arrived, Cases.now(), Cases.BY_OFFICER);
        assertThat(ReleaseDesk.standing(closed, Cases.now()).state()).isEqualTo(ReleaseState.CLOSED);
    }

    @Test
    void s12BlocksADeliveryThatNothingShows() {
        ReleaseRequest sent = Cases.handedOver(Cases.patients());
        assertThatThrownBy(() -> ReleaseDesk.ended(
                        sent, Handover.Outcome.DELIVERED, Optional.empty(), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
        assertThatThrownBy(() -> ReleaseDesk.closed(sent, Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void whatChangesAfterwardsVoidsThePacketAndItsApproval() {
        ReleaseRequest approved = Cases.approved(Cases.patients());
        List<UnaryOperator<ReleaseRequest>> changes = List.of(
                request -> request.withRecipient(new Recipient("Bo Example", "1 Elm St", true)),
                request -> request.withScope(Cases.scope("2026-02-01", "2026-05-31")),
                request -> request.withPages(List.of(Cases.page(1))),
                request -> request.withPages(List.of(
                        Cases.page(1),
                        Cases.page(2).redacted(List.of(new RedactionBox(0, 0, 0.5, 0.1, "third party"))))),
                request ->
                        request.withPages(List.of(Cases.page(1), Cases.page(2).withheld("harm to somebody else"))),
                request -> request.withPages(List.of(Cases.page(1), Cases.labelled(2, SensitiveLabel.VIP))),
                request -> request.withJustification("more"),
                request -> request.withMatch(new PatientMatch(
                        new PatientId("pat2"),
                        Set.of(PatientMatch.Item.NAME, PatientMatch.Item.BIRTH_DATE),
                        Cases.CLERK,
                        Cases.NOW)));
        for (UnaryOperator<ReleaseRequest> change : changes) {
            ReleaseRequest changed = change.apply(approved);
            assertThat(ReleaseDesk.standing(changed, Cases.now()).state()).isEqualTo(ReleaseState.REDACTED);
            assertThatThrownBy(
                            () -> ReleaseDesk.handedOver(changed, Cases.entry(changed), Cases.now(), Cases.BY_OFFICER))
                    .isInstanceOf(NotYetException.class);
        }
        assertThat(ReleaseDesk.standing(approved, Cases.now()).state()).isEqualTo(ReleaseState.RELEASE_APPROVED);
    }

    private static ReleaseRequest sent() {
        ReleaseRequest approved = Cases.approved(Cases.patients());
        return ReleaseDesk.handedOver(approved, Cases.entry(approved), Cases.now(), Cases.BY_OFFICER);
    }

    private static ReleaseRequest ended(Handover.Outcome outcome) {
        return ReleaseDesk.ended(sent(), outcome, Optional.empty(), Cases.now(), Cases.BY_CLERK);
    }

    @Test
    void aRequestWhosePacketIsKnownNotToHaveArrivedIsClosedAndItsPacketIsNeverSentAgain() {
        ReleaseRequest failed = ended(Handover.Outcome.FAILED);
        assertThat(ReleaseDesk.standing(failed, Cases.now()).state()).isEqualTo(ReleaseState.DELIVERY_FAILED);
        assertThatThrownBy(() -> ReleaseDesk.handedOver(failed, Cases.entry(failed), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
        ReleaseRequest closed = ReleaseDesk.closed(failed, Cases.now(), Cases.BY_CLERK);
        assertThat(ReleaseDesk.standing(closed, Cases.now()).state()).isEqualTo(ReleaseState.CLOSED);
        assertThat(closed.handover().orElseThrow().outcome()).isEqualTo(Handover.Outcome.FAILED);
        assertThat(closed.steps().getLast().what()).isEqualTo("closed, it did not arrive");
    }

    @Test
    void aRequestOfWhosePacketNobodyCanTellIsNotClosed() {
        for (Handover.Outcome outcome : List.of(Handover.Outcome.UNKNOWN, Handover.Outcome.UNDER_WAY)) {
            ReleaseRequest open = ended(outcome);
            assertThatThrownBy(() -> ReleaseDesk.closed(open, Cases.now(), Cases.BY_CLERK))
                    .isInstanceOf(NotYetException.class);
        }
        ReleaseRequest lost =
                ReleaseDesk.recalled(ended(Handover.Outcome.FAILED), "a neighbour has it", Cases.now(), Cases.BY_CLERK);
        assertThatThrownBy(() -> ReleaseDesk.closed(lost, Cases.now(), Cases.BY_CLERK))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void whatWaitsToBeSentIsHeldAgainstEverythingOnceMoreBeforeItLeaves() {
        assertThat(ReleaseDesk.againstLeaving(sent(), Cases.now())).isEmpty();
        assertThat(ReleaseDesk.againstLeaving(sent().withVerification(Cases.verified(Authority.FAMILY)), Cases.now()))
                .isNotEmpty();
        assertThat(ReleaseDesk.againstLeaving(ended(Handover.Outcome.UNKNOWN), Cases.now()))
                .as("what may have left does not leave again")
                .isNotEmpty();
        assertThat(ReleaseDesk.againstLeaving(Cases.approved(Cases.patients()), Cases.now()))
                .as("what was not handed over")
                .isNotEmpty();
    }

    @Test
    void nothingGoesOnWhileARequestIsPutAsideAndAFeeIsOwed() {
        ReleaseRequest held = ReleaseDesk.aside(
                Cases.approved(Cases.patients()),
                new Aside(Aside.Kind.HELD, "HELD", "a question", Cases.CLERK, Cases.NOW),
                Cases.now(),
                Cases.BY_CLERK);
        assertThatThrownBy(() -> ReleaseDesk.handedOver(held, Cases.entry(held), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
        assertThat(ReleaseDesk.standing(ReleaseDesk.resumed(held, Cases.now(), Cases.BY_CLERK), Cases.now())
                        .state())
                .isEqualTo(ReleaseState.RELEASE_APPROVED);
        ReleaseRequest owing = Cases.approved(Cases.patients())
                .withFees(new FeeState(List.of(new FeeLine(FeeLine.Kind.FLAT, "copy", 1, 650)), true, false));
        assertThatThrownBy(() -> ReleaseDesk.handedOver(owing, Cases.entry(owing), Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void aVetoWinsInWhateverOrderAndEveryReasonIsKept() {
        Verdict ask = Verdict.ask(Statement.S6, "one");
        Verdict withhold = Verdict.withhold(Statement.A18, "two");
        for (List<Verdict> order :
                List.of(List.of(ask, withhold, new Verdict.Release()), List.of(new Verdict.Release(), withhold, ask))) {
            assertThat(Verdict.strictest(order)).isInstanceOf(Verdict.Withhold.class);
            assertThat(Verdict.strictest(order).reasons()).hasSize(2);
        }
        assertThat(Verdict.strictest(List.of(ask, new Verdict.Release()))).isInstanceOf(Verdict.AskPerson.class);
    }

    /** Takes away any of the facts, and changes any of them after the approval: only the whole ever leaves. */
    @Property(tries = 300)
    void nothingLeavesUnlessEveryStepIsDone(@ForAll @Size(min = 8, max = 8) List<Boolean> taken) {
        List<UnaryOperator<ReleaseRequest>> spoil = new ArrayList<>();
        spoil.add(request -> request.withMatch(
                new PatientMatch(Cases.PATIENT, Set.of(PatientMatch.Item.NAME), Cases.CLERK, Cases.NOW)));
        spoil.add(request -> request.withVerification(Cases.verified(Authority.FAMILY)));
        spoil.add(request -> request.withBasis(Cases.basis(LawfulBasis.OPERATIONS)));
        spoil.add(request -> request.withPages(List.of()));
        spoil.add(request -> request.withRedactionDecided(false));
        spoil.add(request -> request.withApproval(new Approval("", "", Cases.OFFICER, Cases.NOW)));
        spoil.add(request -> request.withFees(
                new FeeState(List.of(new FeeLine(FeeLine.Kind.SEARCH, "search", 1, 100)), true, true)));
        spoil.add(request -> request.withRecipient(new Recipient("Ada Example", "1 Elm St", false)));
        ReleaseRequest request = Cases.approved(Cases.patients());
        for (int i = 0; i < spoil.size(); i++) {
            request = taken.get(i) ? spoil.get(i).apply(request) : request;
        }
        ReleaseRequest spoilt = request;
        if (taken.contains(true)) {
            assertThatThrownBy(() -> ReleaseDesk.handedOver(spoilt, Cases.entry(spoilt), Cases.now(), Cases.BY_OFFICER))
                    .isInstanceOf(NotYetException.class);
        } else {
            assertThat(ReleaseDesk.handedOver(spoilt, Cases.entry(spoilt), Cases.now(), Cases.BY_OFFICER)
                            .handover())
                    .isPresent();
        }
    }

    private static ReleaseRequest approve(ReleaseRequest request, Approval approval) {
        return ReleaseDesk.approved(request, approval, Cases.now(), Cases.BY_OFFICER);
    }

    private static ReleaseRequest shown(PageIdentity.Light light, UserId seenBy, String exception) {
        return Cases.patients()
                .withPages(List.of(Cases.page(1)
                        .identified(new PageIdentity(
                                light,
                                "what it says",
                                Optional.of(new PageIdentity.Seen(seenBy, exception, Cases.NOW))))));
    }

    private static ReleaseRequest packagedWith(Packet.@Nullable Certificate certificate) {
        ReleaseRequest request = Cases.patients();
        return ReleaseDesk.packaged(
                request,
                new Packet(
                        Cases.HASH,
                        Makings.of(request),
                        2,
                        1,
                        Optional.ofNullable(certificate),
                        Set.of(),
                        List.of(),
                        false,
                        Cases.CLERK,
                        Cases.NOW),
                Cases.now(),
                Cases.BY_CLERK);
    }

    private static ReleaseRequest subpoena(boolean assurances) {
        return Cases.request(
                RequesterType.SUBPOENA,
                "Firm of Oak",
                new Recipient("Firm of Oak", "fax 555-0100", true),
                Authority.ORGANISATION,
                Cases.legal(
                        LawfulBasis.SUBPOENA_WITH_ASSURANCES,
                        new LegalPaper(true, assurances, false, false, false, "")));
    }

    private static List<Statement> missing(ReleaseRequest request, DeskStep upTo) {
        return ReleaseDesk.standing(request, Cases.now()).missingUpTo(upTo).stream()
                .map(Reason::rule)
                .toList();
    }
}
