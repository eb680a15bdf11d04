package org.chartroom.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets by mail: only the recipient can read them, and however a line ends it is known whether one may be sent again. */
class MailTargetTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final String OAK = "records@oak.example";
    private static final String OFFICE = "records@practice.example";
    private static final byte[] PACKET = packet(30_000);

    /** Longer than a line holds under way. */
    private static final byte[] LONG_PACKET = packet(12_000_000);

    @TempDir
    static Path folder;

    static TestKeys oak;
    static TestKeys office;
    static TestKeys host;

    @BeforeAll
    static void keys() throws IOException {
        oak = TestKeys.of(OAK, NOON.plus(Duration.ofDays(200)));
        office = TestKeys.of(OFFICE, NOON.plus(Duration.ofDays(200)));
        // The line is checked against this machine's clock.
        host = TestKeys.ofHost("localhost", Clock.systemUTC().instant().plus(Duration.ofDays(9)));
        Files.createDirectories(folder.resolve("known"));
        oak.pem(folder.resolve("known/oak.pem"));
        office.keyStore(folder.resolve("office.p12"));
        host.pem(folder.resolve("host.pem"));
    }

    private static byte[] packet(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        System.arraycopy("%PDF-1.7 Ada Lovering".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 21);
        return bytes;
    }

    private static DeliveryConfig.Mail mail(int port, DeliveryConfig.Tls tls, String password) {
        return new DeliveryConfig.Mail(
                "localhost",
                port,
                tls,
                password.isEmpty() ? "" : "office",
                password,
                OFFICE,
                folder.resolve("office.p12").toString(),
                TestKeys.PASSWORD,
                folder.resolve("known").toString(),
                folder.resolve("host.pem").toString(),
                List.of());
    }

    private static MailTarget over(int port, DeliveryConfig.Tls tls, String password) {
        return new MailTarget(mail(port, tls, password), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Parcel parcel(String to) {
        return parcel(to, PACKET, Optional::empty);
    }

    private static Parcel parcel(String to, byte[] packet, Parcel.Leave leave) {
        return new Parcel(
                Delivery.waiting(
                        "d1",
                        new ReleaseId("r1"),
                        "ab".repeat(32),
                        Delivery.Way.MAIL,
                        new Recipient("Firm of Oak", to, true),
                        "<d1@practice.example>",
                        NOON),
                "Riverside Practice",
                () -> new ByteArrayInputStream(packet),
                leave);
    }

    private static Handed plain(TestMailServer server, TestMailServer.Mood mood) {
        server.is(mood);
        return over(server.port(), DeliveryConfig.Tls.NONE, "").hand(parcel(OAK));
    }

    @Test
    void aPacketLeavesSignedAndEncryptedAndOnlyTheRecipientsKeyOpensIt() throws Exception {
        try (TestMailServer server = TestMailServer.withTls(host.server(), Optional.of("open sesame"))) {
            Handed handed = over(server.port(), DeliveryConfig.Tls.STARTTLS, "open sesame")
                    .hand(parcel(OAK));
            assertThat(handed).isInstanceOf(Handed.Taken.class);
            assertThat(handed.said()).as("what the server said is kept").contains("queued as 1");
            TestMailServer.Got got = server.got().getFirst();
            assertThat(got.to()).isEqualTo(OAK);
            assertThat(got.text()).doesNotContain("Lovering").doesNotContain("application/pdf");
            OpenedMail mail = OpenedMail.with(oak, office, got);
            assertThat(mail.signed()).isTrue();
            assertThat(mail.packet()).as("byte for byte what was approved").isEqualTo(PACKET);
            assertThat(mail.text()).contains("request r1");
            assertThat(mail.outside().getMessageID()).isEqualTo("<d1@practice.example>");
            assertThatThrownBy(() -> OpenedMail.with(office, office, got)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aServerWithoutTlsGetsNothingUnlessTheOfficeAllowsIt() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            Handed refused =
                    over(server.port(), DeliveryConfig.Tls.STARTTLS, "").hand(parcel(OAK));
            assertThat(refused).isInstanceOf(Handed.Refused.class);
            assertThat(refused.said()).contains("STARTTLS");
            assertThat(server.got()).isEmpty();
            assertThat(plain(server, TestMailServer.Mood.TAKES)).isInstanceOf(Handed.Taken.class);
        }
    }

    @Test
    void aServerThatIsNotWhoItSaysOrDoesNotKnowTheOfficeGetsNothing() throws Exception {
        TestKeys other =
                TestKeys.ofHost("localhost", Clock.systemUTC().instant().plus(Duration.ofDays(9)));
        try (TestMailServer stranger = TestMailServer.withTls(other.server(), Optional.empty());
                TestMailServer strict = TestMailServer.withTls(host.server(), Optional.of("open sesame"))) {
            assertThat(over(stranger.port(), DeliveryConfig.Tls.STARTTLS, "").hand(parcel(OAK)))
                    .isInstanceOf(Handed.Refused.class);
            Handed refused =
                    over(strict.port(), DeliveryConfig.Tls.STARTTLS, "wrong").hand(parcel(OAK));
            assertThat(refused).isInstanceOf(Handed.Refused.class);
            assertThat(refused.said()).contains("sign in");
            assertThat(stranger.got()).isEmpty();
            assertThat(strict.got()).isEmpty();
        }
    }

    @Test
    void aRefusalSaysWhetherItMayBeTriedAgain() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            assertThat(plain(server, TestMailServer.Mood.LATER)).matches(each -> isRefusal(each, true));
            assertThat(plain(server, TestMailServer.Mood.LATER_AT_THE_END)).matches(each -> isRefusal(each, true));
            Handed never = plain(server, TestMailServer.Mood.NEVER);
            assertThat(never).matches(each -> isRefusal(each, false));
            assertThat(never.said()).contains("no such person here");
            assertThat(plain(server, TestMailServer.Mood.NEVER_AT_THE_END)).matches(each -> isRefusal(each, false));
            assertThat(server.got()).isEmpty();
        }
    }

    private static boolean isRefusal(Handed handed, boolean forNow) {
        return handed instanceof Handed.Refused refused && refused.forNow() == forNow;
    }

    @Test
    void aLineThatIsLostBeforeTheEndHasTakenNothing() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            server.is(TestMailServer.Mood.CUT_MIDWAY);
            assertThat(over(server.port(), DeliveryConfig.Tls.NONE, "").hand(parcel(OAK, LONG_PACKET, Optional::empty)))
                    .matches(each -> isRefusal(each, true));
            assertThat(server.got()).isEmpty();
            int port = server.port();
            server.close();
            assertThat(over(port, DeliveryConfig.Tls.NONE, "").hand(parcel(OAK)))
                    .matches(each -> isRefusal(each, true));
        }
    }

    @Test
    void aPacketThatIsTakenBackWhileTheLineOpensOrWhileItLeavesHasNotLeft() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            MailTarget target = over(server.port(), DeliveryConfig.Tls.NONE, "");
            AtomicInteger asked = new AtomicInteger();
            for (int leavesAfter : List.of(1, 2)) {
                asked.set(0);
                Handed handed = target.hand(parcel(
                        OAK,
                        PACKET,
                        () -> asked.incrementAndGet() < leavesAfter
                                ? Optional.empty()
                                : Optional.of("It was revoked.")));
                assertThat(handed).matches(each -> isRefusal(each, false));
                assertThat(handed.said()).contains("It was revoked.");
                assertThat(asked)
                        .as("asked when the line is open, and before the last byte")
                        .hasValue(leavesAfter);
            }
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void ofALineThatIsLostAfterTheWholeMessageNobodyCanTell() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            assertThat(plain(server, TestMailServer.Mood.TAKES_AND_IS_CUT)).isInstanceOf(Handed.Unknown.class);
            assertThat(server.got())
                    .as("it did arrive, and nobody here could know")
                    .hasSize(1);
        }
    }

    @Test
    void whoseCertificateIsNotKnownOrHasExpiredGetsNoMail() throws Exception {
        TestKeys.of("late@ash.example", NOON.minus(Duration.ofDays(1))).pem(folder.resolve("known/ash.pem"));
        try (TestMailServer server = TestMailServer.plain()) {
            MailTarget target = over(server.port(), DeliveryConfig.Tls.NONE, "");
            assertThat(target.against(new Recipient("Oak", OAK, true))).isEmpty();
            assertThat(target.against(new Recipient("Ash", "late@ash.example", true))
                            .orElseThrow())
                    .contains("expired");
            assertThat(target.against(new Recipient("Elm", "somebody@elm.example", true))
                            .orElseThrow())
                    .contains("No certificate");
            assertThat(target.against(new Recipient("Elm", "1 Elm St", true)).orElseThrow())
                    .contains("no e-mail address");
            for (String to : List.of("late@ash.example", "somebody@elm.example", "Oak <" + OAK + ">, x@y.example")) {
                assertThat(target.hand(parcel(to))).matches(each -> isRefusal(each, false));
            }
            assertThat(server.got()).isEmpty();
        }
    }

    @Test
    void aCertificateOfADomainIsForAllItsAddresses() {
        TestKeys.ofHost("direct.fir.example", NOON.plus(Duration.ofDays(9))).pem(folder.resolve("known/fir.crt"));
        MailTarget target = over(1, DeliveryConfig.Tls.NONE, "");
        assertThat(target.against(new Recipient("Fir", "dr.pine@direct.fir.example", true)))
                .isEmpty();
        assertThat(target.against(new Recipient("Fir", "dr.pine@fir.example", true)))
                .isPresent();
    }

    @Test
    void aFaxGoesByTheGatewayToTheRecipientsNumberAlone() throws Exception {
        try (TestMailServer server = TestMailServer.plain()) {
            FaxByMailTarget fax = new FaxByMailTarget(
                    new DeliveryConfig(
                            mail(server.port(), DeliveryConfig.Tls.NONE, ""),
                            new DeliveryConfig.Fax("{number}@fax.example", "", 4_559, "", "", "9")),
                    Clock.fixed(NOON, ZoneOffset.UTC));
            assertThat(fax.against(new Recipient("Oak", OAK, true)).orElseThrow())
                    .contains("no fax number");
            assertThat(fax.against(new Recipient("Oak", "1 Elm St 5550100", true)))
                    .isPresent();
            assertThat(fax.hand(parcel("fax (312) 555-0100"))).isInstanceOf(Handed.Taken.class);
            TestMailServer.Got got = server.got().getFirst();
            assertThat(got.to()).isEqualTo("93125550100@fax.example");
            assertThat(got.text()).contains("application/pdf");
        }
    }

    @Test
    void aGatewayIsReachedOverTlsOrNotAtAll() {
        DeliveryConfig.Mail open = new DeliveryConfig.Mail(
                "192.0.2.1", 25, DeliveryConfig.Tls.NONE, "", "", OFFICE, "", "", "", "", List.of());
        assertThatThrownBy(() ->
                        new DeliveryConfig(open, new DeliveryConfig.Fax("{number}@fax.example", "", 4_559, "", "", "")))
                .hasMessageContaining("STARTTLS");
        assertThatThrownBy(() -> new DeliveryConfig.Fax("fax.example", "", 4_559, "", "", ""))
                .hasMessageContaining("{number}");
    }
}
