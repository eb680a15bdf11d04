package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Amendment;
import org.chartroom.models.release.AmendmentId;
import org.chartroom.models.release.Receipt;
import org.chartroom.release.amendments.AmendmentRules;
import org.junit.jupiter.api.Test;

/** 45 CFR 164.526: sixty days, extended once by thirty; a denial may be disagreed with, and that goes along. */
final class AmendmentRulesTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final RuleBook BOOK = RuleBook.shipped();
    private static final Instant RECEIVED = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DUE = LocalDate.of(2026, 5, 1);
    private static final UserId OFFICER = new UserId("officer");

    private static final Amendment ASKED = new Amendment(
            new AmendmentId("a"),
            new FacilityId("here"),
            new PatientId("p"),
            RECEIVED,
            Receipt.Door.MAIL,
            "Ada Lovering",
            Optional.empty(),
            "no allergy to latex",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            false,
            List.of(),
            1);
    private static final Amendment DENIED = ASKED.decided(
            new Amendment.Decision(Optional.of(Amendment.Ground.ACCURATE_AND_COMPLETE), "so", OFFICER, RECEIVED));
    private static final Amendment ACCEPTED =
            ASKED.decided(new Amendment.Decision(Optional.empty(), "amended", OFFICER, RECEIVED));

    private static Optional<String> refusal(Amendment amendment, LocalDate to, String reason, LocalDate told) {
        return AmendmentRules.extensionRefusal(amendment, to, reason, told, BOOK, ZONE);
    }

    @Test
    void itIsActedOnWithinSixtyDaysOfReceipt() {
        assertThat(AmendmentRules.due(ASKED, BOOK, ZONE)).isEqualTo(DUE);
        assertThat(AmendmentRules.due(ASKED.extended(DUE.plusDays(30)), BOOK, ZONE))
                .isEqualTo(DUE.plusDays(30));
    }

    @Test
    void theTimeIsExtendedOnceByThirtyDaysAtMostWithAReasonAndToldBefore() {
        assertThat(refusal(ASKED, DUE.plusDays(30), "the author is away", DUE)).isEmpty();
        assertThat(refusal(ASKED, DUE.plusDays(31), "the author is away", DUE)).isPresent();
        assertThat(refusal(ASKED, DUE, "the author is away", DUE)).isPresent();
        assertThat(refusal(ASKED, DUE.plusDays(30), "", DUE)).isPresent();
        assertThat(refusal(ASKED, DUE.plusDays(30), "the author is away", DUE.plusDays(1)))
                .isPresent();
        assertThat(refusal(ASKED.extended(DUE.plusDays(5)), DUE.plusDays(30), "again", DUE))
                .isPresent();
        assertThat(refusal(DENIED, DUE.plusDays(30), "late", DUE)).isPresent();
    }

    @Test
    void onlyADenialIsDisagreedWithAndWhatIsAcceptedOrDisagreedWithGoesAlong() {
        assertThat(AmendmentRules.disagreementRefusal(ASKED)).isPresent();
        assertThat(AmendmentRules.disagreementRefusal(ACCEPTED)).isPresent();
        assertThat(AmendmentRules.disagreementRefusal(DENIED)).isEmpty();
        assertThat(ASKED.isCarried()).isFalse();
        assertThat(DENIED.isCarried()).isFalse();
        assertThat(DENIED.disagreed(new Amendment.Said("it is not so", OFFICER, RECEIVED))
                        .isCarried())
                .isTrue();
        assertThat(ACCEPTED.isCarried()).isTrue();
    }

    @Test
    void itIsDoneWhenItIsDecidedAndThePatientTold() {
        assertThat(AmendmentRules.openStill(ASKED, true)).isPresent();
        assertThat(AmendmentRules.openStill(DENIED, false)).isPresent();
        assertThat(AmendmentRules.openStill(DENIED, true)).isEmpty();
    }
}
