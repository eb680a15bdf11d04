package org.chartroom.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.junit.jupiter.api.Test;

/** Faxes by HylaFAX's protocol, spoken with a peer that only plays hfaxd: no HylaFAX runs here. */
class HylafaxTargetTest {
    private static final byte[] PACKET = "%PDF-1.7 a packet".getBytes(StandardCharsets.US_ASCII);

    private static Parcel parcel(String to) {
        return parcel(to, Optional::empty);
    }

    private static Parcel parcel(String to, Parcel.Leave leave) {
        return new Parcel(
                Delivery.waiting(
                        "d1",
                        new ReleaseId("r1"),
                        "ab".repeat(32),
                        Delivery.Way.FAX,
                        new Recipient("Firm of Oak", to, true),
                        "<d1@practice.example>",
                        Instant.parse("2026-07-01T12:00:00Z")),
                "Riverside Practice",
                () -> new ByteArrayInputStream(PACKET),
                leave);
    }

    private static Handed.Taken taken(Handed handed) {
        assertThat(handed).isInstanceOf(Handed.Taken.class);
        return (Handed.Taken) handed;
    }

    private static HylafaxTarget at(int port) {
        return new HylafaxTarget(new DeliveryConfig.Fax("", "127.0.0.1", port, "office", "secret", "9"));
    }

    @Test
    void aFaxIsStoredSubmittedOnceAndLookedAfterUntilItsPagesAreConfirmed() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            HylafaxTarget fax = at(server.port());
            String job = taken(fax.hand(parcel("312-555-0100"))).reference();
            assertThat(server.jobs()).hasSize(1);
            assertThat(server.jobs().getFirst().bytes()).isEqualTo(PACKET);
            assertThat(server.jobs().getFirst().dialled()).isEqualTo("93125550100");
            assertThat(server.heard()).contains("USER office", "PASS secret", "JSUBM");
            server.says(() -> "ACTIVE");
            assertThat(fax.after(job)).as("not decided yet").isEmpty();
            server.says(() -> "DONE");
            assertThat(fax.after(job).orElseThrow())
                    .isInstanceOfSatisfying(
                            Handed.Arrived.class,
                            arrived -> assertThat(arrived.said()).contains("2 of 2 pages"));
            assertThat(Collections.frequency(server.heard(), "JSUBM")).isEqualTo(1);
        }
    }

    @Test
    void aFaxThatFailsOrIsNotKnownAnyMoreIsToldApart() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            String job = taken(at(server.port()).hand(parcel("312-555-0100"))).reference();
            server.says(() -> "FAILED");
            assertThat(at(server.port()).after(job).orElseThrow())
                    .isInstanceOfSatisfying(
                            Handed.Refused.class,
                            refused -> assertThat(refused.said()).contains("no answer"));
            assertThat(at(server.port()).after("999").orElseThrow()).isInstanceOf(Handed.Unknown.class);
        }
    }

    @Test
    void aLineThatIsLostWhileTheJobIsSubmittedLeavesItUnknownAndOneBeforeHasTakenNothing() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            server.draws(() -> PlayedHfaxd.Mood.TAKES_AND_IS_CUT);
            assertThat(at(server.port()).hand(parcel("312-555-0100"))).isInstanceOf(Handed.Unknown.class);
            server.draws(() -> PlayedHfaxd.Mood.CUT_BEFORE_THE_JOB);
            assertThat(at(server.port()).hand(parcel("312-555-0100")))
                    .isInstanceOfSatisfying(
                            Handed.Refused.class,
                            refused -> assertThat(refused.forNow()).isTrue());
        }
    }

    @Test
    void aFaxThatIsTakenBackWhileTheLineOpensIsNotStoredAndOneThatIsTakenBackThenIsNotSubmitted() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            Handed atOnce = at(server.port()).hand(parcel("312-555-0100", () -> Optional.of("It was revoked.")));
            assertThat(server.seen()).isEmpty();
            Handed later = at(server.port())
                    .hand(parcel(
                            "312-555-0100",
                            () -> server.seen().isEmpty() ? Optional.empty() : Optional.of("It was revoked.")));
            assertThat(server.seen()).as("a file that no job dials for").hasSize(1);
            assertThat(server.jobs()).isEmpty();
            assertThat(List.of(atOnce, later))
                    .allSatisfy(each -> assertThat(each)
                            .isInstanceOfSatisfying(
                                    Handed.Refused.class,
                                    refused -> assertThat(refused.forNow()).isFalse()));
        }
    }

    @Test
    void aWrongPasswordAndAnAddressThatIsNoNumberSendNothing() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            HylafaxTarget wrong =
                    new HylafaxTarget(new DeliveryConfig.Fax("", "127.0.0.1", server.port(), "office", "guess", ""));
            assertThat(wrong.hand(parcel("312-555-0100"))).isInstanceOf(Handed.Refused.class);
            assertThat(at(server.port()).hand(parcel("records@oak.example"))).isInstanceOf(Handed.Refused.class);
            assertThat(server.seen()).isEmpty();
            assertThat(at(server.port()).against(new Recipient("Oak", "records@oak.example", true)))
                    .isEqualTo(Optional.of("The recipient's address is no fax number."));
        }
    }
}
