package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.release.Disclosure;
import org.chartroom.models.release.DisclosureId;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Suspension;
import org.chartroom.release.account.Account;
import org.junit.jupiter.api.Test;

/** Statements D: the account of disclosures, 45 CFR 164.528. */
class AccountStatementsTest {
    private static final LocalDate ASKED = LocalDate.of(2026, 6, 10);
    private static final Instant LATELY = Instant.parse("2026-03-03T15:00:00Z");

    private final Account account = new Account(Cases.BOOK, Cases.ZONE);

    @Test
    void d1PassesADisclosureOfSixYearsAgo() {
        assertThat(report(entry("a", LawfulBasis.PUBLIC_HEALTH, "2020-06-10T15:00:00Z")))
                .hasSize(1);
    }

    @Test
    void d1BlocksOneOfADayBefore() {
        assertThat(report(entry("a", LawfulBasis.PUBLIC_HEALTH, "2020-06-09T15:00:00Z")))
                .isEmpty();
    }

    @Test
    void d2PassesWhatTheLawWantsAccountedFor() {
        for (LawfulBasis basis : List.of(
                LawfulBasis.SUBPOENA_WITH_ASSURANCES,
                LawfulBasis.COURT_ORDER,
                LawfulBasis.REQUIRED_BY_LAW,
                LawfulBasis.PUBLIC_HEALTH,
                LawfulBasis.OVERSIGHT,
                LawfulBasis.LAW_ENFORCEMENT,
                LawfulBasis.CORONER,
                LawfulBasis.RESEARCH_WAIVER,
                LawfulBasis.WORKERS_COMPENSATION)) {
            assertThat(report(lately(basis))).hasSize(1);
        }
    }

    @Test
    void d2BlocksTreatmentPaymentOperationsThePatientsOwnAndWhatWasAuthorised() {
        for (LawfulBasis basis : List.of(
                LawfulBasis.TREATMENT,
                LawfulBasis.PAYMENT,
                LawfulBasis.OPERATIONS,
                LawfulBasis.ACCESS,
                LawfulBasis.AUTHORIZATION,
                LawfulBasis.INVOLVED_IN_CARE)) {
            assertThat(report(lately(basis))).isEmpty();
        }
    }

    @Test
    void d3PassesAnEntryWithDateRecipientDescriptionAndPurpose() {
        Account.Line line = report(lately(LawfulBasis.OVERSIGHT)).getFirst();
        assertThat(line.first().recipient().name()).isEqualTo("Agency of Pine");
        assertThat(line.first().recipient().address()).isEqualTo("9 Pine St");
        assertThat(line.first().description()).isNotBlank();
        assertThat(line.first().purpose()).isNotBlank();
        assertThat(line.first().at()).isEqualTo(LATELY);
    }

    @Test
    void d3BlocksAnEntryWithoutRecipientDescriptionOrPurpose() {
        assertThatThrownBy(() -> said(" ", "notes", "request")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> said("Agency", "", "request")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> said("Agency", "notes", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void d4PassesRepeatedDisclosuresSummedUp() {
        assertThat(report(
                        entry("a", LawfulBasis.PUBLIC_HEALTH, "2026-01-01T15:00:00Z"),
                        entry("b", LawfulBasis.PUBLIC_HEALTH, "2026-02-01T15:00:00Z"),
                        entry("c", LawfulBasis.PUBLIC_HEALTH, "2026-03-01T15:00:00Z")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.first().id().value()).isEqualTo("a");
                    assertThat(line.count()).isEqualTo(3);
                    assertThat(line.last()).isEqualTo("2026-03-01T15:00:00Z");
                });
    }

    @Test
    void d4BlocksSummingUpWhatWentForAnotherReasonOrWasNotPermitted() {
        assertThat(report(
                        entry("a", LawfulBasis.PUBLIC_HEALTH, "2026-01-01T15:00:00Z"),
                        entry("b", LawfulBasis.OVERSIGHT, "2026-02-01T15:00:00Z"),
                        astray("c"),
                        astray("d")))
                .hasSize(4);
    }

    @Test
    void d5PassesSixtyDaysThirtyMoreOnceAndTheFirstInAYearForNothing() {
        assertThat(account.due(Instant.parse("2026-06-10T14:00:00Z"), false)).isEqualTo("2026-08-09");
        assertThat(account.due(Instant.parse("2026-06-10T14:00:00Z"), true)).isEqualTo("2026-09-08");
        assertThat(Account.isFree(ASKED, List.of(ASKED.minusYears(1)))).isTrue();
    }

    @Test
    void d5BlocksASecondFreeOneWithinTheYear() {
        assertThat(Account.isFree(ASKED, List.of(ASKED.minusYears(1).plusDays(1))))
                .isFalse();
    }

    @Test
    void d6PassesAWrittenSuspensionForTheTimeItStates() {
        Suspension written = new Suspension("Agency of Pine", true, "", ASKED.minusDays(100), ASKED.plusDays(200));
        assertThat(written.refusal()).isEmpty();
        assertThat(account.report(List.of(lately(LawfulBasis.OVERSIGHT)), List.of(written), ASKED))
                .isEmpty();
        assertThat(account.report(List.of(lately(LawfulBasis.OVERSIGHT)), List.of(written), ASKED.plusDays(201)))
                .hasSize(1);
    }

    @Test
    void d6BlocksAnOralOneAfterThirtyDaysOrUndocumentedAndHidingAnythingElse() {
        Suspension oral = new Suspension("Agency of Pine", false, "Insp. Fir", ASKED.minusDays(31), ASKED.plusDays(9));
        assertThat(oral.refusal()).isPresent();
        assertThat(account.report(List.of(lately(LawfulBasis.OVERSIGHT)), List.of(oral), ASKED))
                .hasSize(1);
        assertThat(new Suspension("Agency of Pine", false, "", ASKED, ASKED.plusDays(9)).refusal())
                .isPresent();
        Suspension written = new Suspension("Agency of Pine", true, "", ASKED.minusDays(100), ASKED.plusDays(200));
        assertThat(account.report(List.of(lately(LawfulBasis.PUBLIC_HEALTH), astray("x")), List.of(written), ASKED))
                .hasSize(2);
    }

    @Test
    void d7PassesWhatWentAstrayIntoTheAccountWhateverItsBasis() {
        assertThat(report(astray("a"))).hasSize(1);
    }

    @Test
    void d7BlocksLeavingItOutAsTreatment() {
        assertThat(account.isAccountable(astray("a"))).isTrue();
        assertThat(account.isAccountable(lately(LawfulBasis.TREATMENT))).isFalse();
    }

    @Test
    void d8PassesATreatmentReleaseIntoTheLogThoughNoAccountShowsIt() {
        ReleaseRequest sent = Cases.handedOver(Cases.providers());
        assertThat(sent.handover().orElseThrow().disclosure()).isEqualTo(new DisclosureId("dis1"));
    }

    @Test
    void d8BlocksASendWhoseEntryIsOfSomethingElse() {
        ReleaseRequest approved = Cases.approved(Cases.providers());
        Disclosure other = Cases.entry("dis2", LawfulBasis.TREATMENT, Cases.NOW, Optional.empty());
        assertThatThrownBy(() -> ReleaseDesk.handedOver(approved, other, Cases.now(), Cases.BY_OFFICER))
                .isInstanceOf(NotYetException.class);
    }

    @Test
    void d9PassesACorrectionThatSupersedesWhatItCorrects() {
        Disclosure wrong = lately(LawfulBasis.OVERSIGHT);
        Disclosure right = superseding(wrong);
        assertThat(account.report(List.of(wrong, right), List.of(), ASKED))
                .singleElement()
                .satisfies(line -> assertThat(line.first()).isEqualTo(right));
    }

    private List<Account.Line> report(Disclosure... logged) {
        return account.report(List.of(logged), List.of(), ASKED);
    }

    private static Disclosure lately(LawfulBasis basis) {
        return entry("a", basis, LATELY.toString());
    }

    private static Disclosure entry(String id, LawfulBasis basis, String at) {
        return Cases.entry(id, basis, Instant.parse(at), Optional.empty());
    }

    private static Disclosure superseding(Disclosure wrong) {
        return new Disclosure(
                new DisclosureId("later"),
                wrong.patient(),
                wrong.release(),
                wrong.at(),
                wrong.recipient(),
                "office notes of 2025",
                wrong.purpose(),
                wrong.basis(),
                true,
                false,
                wrong.packetSha256(),
                Optional.of(wrong.id()),
                wrong.by());
    }

    private static Disclosure astray(String id) {
        Disclosure treatment = Cases.entry(id, LawfulBasis.TREATMENT, LATELY, Optional.empty());
        return new Disclosure(
                treatment.id(),
                treatment.patient(),
                treatment.release(),
                treatment.at(),
                treatment.recipient(),
                treatment.description(),
                "sent to the wrong fax number",
                treatment.basis(),
                false,
                false,
                treatment.packetSha256(),
                Optional.empty(),
                treatment.by());
    }

    private static Disclosure said(String to, String description, String purpose) {
        return new Disclosure(
                new DisclosureId("a"),
                Cases.PATIENT,
                Optional.empty(),
                LATELY,
                new Recipient(to, "", true),
                description,
                purpose,
                LawfulBasis.OVERSIGHT,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Cases.BY_CLERK);
    }
}
