package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.MimeMessage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.api.delivery.OpenedMail;
import org.chartroom.api.delivery.TestKeys;
import org.chartroom.api.delivery.TestMailServer;
import org.chartroom.api.delivery.TestMailServer.Mood;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Delivery;
import org.chartroom.models.release.ReleaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets that leave by mail, by fax and over the desk: once, accounted for before, with what shows what became of them. */
final class DeliveriesTest {
    private static final String OAK = "records@oak.example";

    /** Waits before tries: at once three times, then long. */
    private static final List<Integer> PAUSES = List.of(0, 0, 0, 60);

    @TempDir
    static Path data;

    static TestMailServer mail;
    static TestKeys oak;
    static TestKeys own;
    static TestOffice office;
    static String patient;

    private int before;

    @BeforeAll
    static void open() throws IOException {
        Instant until = Clock.systemUTC().instant().plus(Duration.ofDays(9));
        oak = TestKeys.of(OAK, until);
        own = TestKeys.of("records@practice.example", until);
        Files.createDirectories(data.resolve("known"));
        oak.pem(data.resolve("known/oak.pem"));
        mail = TestMailServer.plain();
        office = TestOffice.open(
                TestOffice.config(Files.createDirectories(data.resolve("office")))
                        .withDelivery(new DeliveryConfig(
                                new DeliveryConfig.Mail(
                                        "localhost",
                                        mail.port(),
                                        DeliveryConfig.Tls.NONE,
                                        "",
                                        "",
                                        "records@practice.example",
                                        own.keyStore(data.resolve("own.p12")).toString(),
                                        TestKeys.PASSWORD,
                                        data.resolve("known").toString(),
                                        "",
                                        PAUSES),
                                new DeliveryConfig.Fax("{number}@fax.example", "", 4_559, "", "", ""))),
                Clock.systemUTC());
        TestPapers papers = new TestPapers(office);
        patient = papers.patient("D-1", "Ada", "Lovering", "1975-12-10");
        papers.filed(patient, "2026-03-02", List.of("Patient: Ada Lovering\nDOB: 12/10/1975\nMRN: D-1\nProgress note"));
    }

    @AfterAll
    static void close() throws IOException {
        office.close();
        mail.close();
    }

    @BeforeEach
    void begin() {
        mail.is(Mood.TAKES);
        mail.onArrival(() -> {});
        mail.beforeGreeting(() -> {});
        before = mail.seen().size();
    }

    private List<TestMailServer.Got> sent() {
        List<TestMailServer.Got> seen = mail.seen();
        return seen.subList(before, seen.size()).stream()
                .filter(TestMailServer.Got::taken)
                .toList();
    }

    /** A request at work: every step sends the version that the former one answered. */
    private static final class Work {
        final String id;
        JsonNode view;

        Work(String type, String requester, String address) {
            TestOffice.Answer made = office.post(
                    Role.INTAKE,
                    "/releases",
                    Map.of(
                            "type",
                            type,
                            "requester",
                            requester,
                            "channel",
                            "MAIL",
                            "recipient",
                            Map.of("name", requester, "address", address, "addressAgain", address),
                            "scope",
                            Map.of("from", "2026-01-01", "to", "2026-06-30"),
                            "purpose",
                            "a claim"));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            view = made.body();
            id = view.get("id").asText();
        }

        TestOffice.Answer tried(Role role, String step, Object body) {
            return office.post(
                    role,
                    "/releases/" + id + "/" + step,
                    body,
                    "If-Match",
                    "\"" + view.get("version").asInt() + "\"");
        }

        Work done(Role role, String step, Object body) {
            TestOffice.Answer answer = tried(role, step, body);
            assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(200);
            view = answer.body().has("release") ? answer.body().get("release") : answer.body();
            return this;
        }

        Work approved() {
            List<Map<String, Object>> pages = new ArrayList<>();
            done(Role.RECORDS_CLERK, "select", Map.of());
            view.get("pages")
                    .forEach(page -> pages.add(Map.of(
                            "document",
                            page.get("document").asText(),
                            "page",
                            page.get("page").asInt())));
            done(Role.RECORDS_CLERK, "label", Map.of("pages", pages, "labels", List.of()));
            done(Role.RECORDS_CLERK, "check-pages", "");
            done(Role.RECORDS_CLERK, "redact", Map.of("complete", true));
            done(Role.RECORDS_CLERK, "package", "");
            return done(Role.PRIVACY_OFFICER, "approve", Map.of("sha256", sha256()));
        }

        String sha256() {
            return view.at("/packet/sha256").asText();
        }

        String state() {
            return view.get("state").asText();
        }

        JsonNode delivery() {
            return view.at("/handover/delivery");
        }

        void again() {
            view = office.get(Role.RECORDS_CLERK, "/releases/" + id).body();
        }

        /** Waits until the delivery is so. */
        Work until(Delivery.State state) {
            TestOffice.until("delivery " + state, () -> {
                again();
                return delivery().path("state").asText().equals(state.name());
            });
            return this;
        }

        void untilTries(int tries) {
            TestOffice.until(tries + " tries", () -> {
                again();
                return delivery().path("said").size() >= tries;
            });
        }

        long accounted() {
            AtomicInteger entries = new AtomicInteger();
            office.get(Role.PRIVACY_OFFICER, "/patients/" + patient + "/disclosures")
                    .body()
                    .get("entries")
                    .forEach(entry ->
                            entries.addAndGet(entry.path("purpose").asText().contains(id) ? 1 : 0));
            return entries.get();
        }
    }

    private static Work patients(String address) {
        Work work = new Work("PATIENT", "Ada Lovering", address);
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "verify-identity",
                Map.of("method", "PHOTO_ID", "evidence", "licence", "authority", "PATIENT"));
        return work.done(Role.RECORDS_CLERK, "authorization", Map.of("basis", "ACCESS"))
                .approved();
    }

    private static Work attorneys() {
        Work work = new Work("ATTORNEY", "Firm of Oak", OAK);
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "verify-identity",
                Map.of(
                        "method", "CALL_BACK",
                        "evidence", "called the firm",
                        "authority", "ORGANISATION",
                        "authorityEvidence", "letterhead"));
        Map<String, Object> form = new HashMap<>();
        form.put("description", "notes of 2026");
        form.put("discloser", "this office");
        form.put("recipient", "Firm of Oak");
        form.put("purpose", "a claim");
        form.put("expires", Map.of("on", "2099-12-31"));
        form.put("signed", Map.of("by", "Ada Lovering", "on", "2026-01-05"));
        for (String says : List.of("saysRevocation", "saysConditioning", "saysRedisclosure", "plainLanguage")) {
            form.put(says, true);
        }
        return work.done(Role.RECORDS_CLERK, "authorization", Map.of("basis", "AUTHORIZATION", "authorization", form))
                .approved();
    }

    private static Map<String, String> by(String way) {
        return Map.of("way", way);
    }

    @Test
    void aPacketGoesByMailAccountedForBeforeAndIsDeliveredWhenSomethingShowsIt() throws Exception {
        Work work = attorneys();
        AtomicInteger accounted = new AtomicInteger();
        mail.onArrival(() -> accounted.set((int) work.accounted()));
        work.done(Role.RECORDS_CLERK, "deliver", by("MAIL"));
        assertThat(work.state()).isEqualTo("TRANSMITTING");
        work.until(Delivery.State.TAKEN);
        assertThat(accounted.get())
                .as("entries of the account while the bytes came")
                .isEqualTo(1);
        assertThat(work.state())
                .as("that a server took it does not show that it arrived")
                .isEqualTo("TRANSMITTING");
        assertThat(work.delivery().at("/said/0/words").asText()).contains("queued as");
        OpenedMail opened = OpenedMail.with(oak, own, sent().getFirst());
        assertThat(opened.signed()).isTrue();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(opened.packet())))
                .as("what was approved, byte for byte")
                .isEqualTo(work.sha256())
                .isEqualTo(work.delivery().get("packetSha256").asText());
        assertThat(opened.outside().getMessageID())
                .isEqualTo(work.delivery().get("messageId").asText());
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", by("MAIL")).status())
                .isEqualTo(409);
        work.done(
                Role.RECORDS_CLERK,
                "resolve",
                Map.of("outcome", "DELIVERED", "proof", "MAIL_RECEIPT", "words", "the firm's receipt"));
        work.done(Role.RECORDS_CLERK, "close", "");
        assertThat(work.state()).isEqualTo("CLOSED");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whenTheLineIsLostAfterTheWholeMessageAPersonFindsOutAndNothingIsSentAgain() {
        mail.is(Mood.TAKES_AND_IS_CUT);
        Work work = attorneys().done(Role.RECORDS_CLERK, "deliver", by("MAIL")).until(Delivery.State.UNKNOWN);
        mail.is(Mood.TAKES);
        assertThat(work.state()).isEqualTo("DELIVERY_UNKNOWN");
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", by("MAIL")).status())
                .isEqualTo(409);
        assertThat(work.tried(Role.RECORDS_CLERK, "close", "").status()).isEqualTo(409);
        work.done(Role.RECORDS_CLERK, "resolve", Map.of("outcome", "FAILED", "words", "the firm has nothing"));
        work.done(Role.RECORDS_CLERK, "close", "");
        assertThat(work.state()).isEqualTo("CLOSED");
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", by("MAIL")).status())
                .isEqualTo(409);
        assertThat(sent()).as("once, whatever is called").hasSize(1);
        assertThat(work.accounted()).isEqualTo(1);
    }

    @Test
    void aServerThatTakesNothingForNowIsTriedAgainUnderTheSameNameAndGetsItOnce() throws Exception {
        mail.is(Mood.LATER);
        Work work = attorneys().done(Role.RECORDS_CLERK, "deliver", by("MAIL"));
        work.untilTries(1);
        mail.is(Mood.TAKES);
        work.until(Delivery.State.TAKEN);
        assertThat(work.delivery().get("tries").asInt()).isGreaterThan(1);
        assertThat(work.delivery().at("/said/0/words").asText()).contains("come again");
        assertThat(sent()).hasSize(1);
        MimeMessage message = OpenedMail.read(sent().getFirst());
        assertThat(message.getMessageID())
                .isEqualTo(work.delivery().get("messageId").asText());
        assertThat(work.accounted()).as("one release, one entry").isEqualTo(1);
    }

    @Test
    void aPacketThatIsRefusedForGoodHasNotArrivedAndItsRequestIsClosed() {
        mail.is(Mood.NEVER);
        Work work = attorneys().done(Role.RECORDS_CLERK, "deliver", by("MAIL")).until(Delivery.State.FAILED);
        assertThat(work.state()).isEqualTo("DELIVERY_FAILED");
        assertThat(work.delivery().at("/said/0/words").asText()).contains("no such person here");
        work.done(Role.RECORDS_CLERK, "close", "");
        assertThat(work.state()).isEqualTo("CLOSED");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aRevocationKeepsAPacketThatStillWaitsToBeSent() {
        mail.is(Mood.LATER);
        Work work = attorneys().done(Role.RECORDS_CLERK, "deliver", by("MAIL"));
        work.untilTries(PAUSES.size());
        work.again();
        work.done(Role.RECORDS_CLERK, "revoke", "");
        mail.is(Mood.TAKES);
        work.until(Delivery.State.WITHDRAWN);
        assertThat(work.state()).isEqualTo("DELIVERY_FAILED");
        assertThat(sent()).isEmpty();
    }

    @Test
    void a16BlocksAPacketThatWasGoingWhenTheRevocationCameWhileTheLineOpenedSlowly() {
        Work work = attorneys();
        AtomicInteger revoked = new AtomicInteger();
        mail.beforeGreeting(() -> {
            int version = office.get(Role.RECORDS_CLERK, "/releases/" + work.id)
                    .body()
                    .get("version")
                    .asInt();
            revoked.set(office.post(
                            Role.RECORDS_CLERK,
                            "/releases/" + work.id + "/revoke",
                            "",
                            "If-Match",
                            "\"" + version + "\"")
                    .status());
        });
        work.done(Role.RECORDS_CLERK, "deliver", by("MAIL")).until(Delivery.State.FAILED);
        assertThat(revoked).hasValue(200);
        assertThat(work.state()).isEqualTo("DELIVERY_FAILED");
        assertThat(work.delivery().at("/said/0/words").asText()).contains("Nothing was sent", "revoked");
        assertThat(mail.seen().subList(before, mail.seen().size())).isEmpty();
    }

    @Test
    void whatMayHaveBeenLeavingWhenChartroomWasKilledIsForAPersonAndNotSentAgain() {
        mail.is(Mood.LATER);
        Work work = attorneys().done(Role.RECORDS_CLERK, "deliver", by("MAIL"));
        work.untilTries(PAUSES.size());
        mail.is(Mood.TAKES);
        // What a kill in the middle leaves behind.
        office.server.house().store().write(records -> {
            Delivery waiting =
                    records.releases().delivery(new ReleaseId(work.id)).orElseThrow();
            records.releases().updateDelivery(waiting.going(), waiting.state());
            return true;
        });
        work.until(Delivery.State.UNKNOWN);
        assertThat(work.state()).isEqualTo("DELIVERY_UNKNOWN");
        assertThat(sent()).isEmpty();
    }

    @Test
    void onlyWaysThatCanBeGoneAreOpenAndARefusalChangesNothing() {
        Work work = patients("somebody@elm.example");
        JsonNode ways =
                office.get(Role.RECORDS_CLERK, "/releases/" + work.id + "/ways").body();
        assertThat(ways.findValuesAsText("way")).containsExactly("DOWNLOAD", "MAIL", "FAX", "PICKUP");
        assertThat(ways.get(1).get("against").asText()).contains("No certificate");
        assertThat(ways.get(2).get("against").asText()).contains("no fax number");
        for (String way : List.of("MAIL", "FAX")) {
            TestOffice.Answer refused = work.tried(Role.RECORDS_CLERK, "deliver", by(way));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("detail").asText()).contains("Nothing was sent");
        }
        work.again();
        assertThat(work.state()).isEqualTo("RELEASE_APPROVED");
        assertThat(work.accounted()).isZero();
        assertThat(sent()).isEmpty();
    }

    @Test
    void aFaxGoesToTheVerifiedNumberOfTheRecipient() {
        Work work = patients("fax 312-555-0100").done(Role.RECORDS_CLERK, "deliver", by("FAX"));
        work.until(Delivery.State.TAKEN);
        assertThat(sent().getFirst().to()).isEqualTo("3125550100@fax.example");
        work.done(
                Role.RECORDS_CLERK,
                "resolve",
                Map.of("outcome", "DELIVERED", "proof", "FAX_CONFIRMATION", "words", "2 of 2 pages, 12:04"));
        assertThat(work.state()).isEqualTo("DELIVERED");
    }

    private static String drawn(boolean ink) throws IOException {
        BufferedImage picture = new BufferedImage(400, 120, BufferedImage.TYPE_INT_ARGB);
        if (ink) {
            Graphics2D pen = picture.createGraphics();
            pen.setColor(Color.BLACK);
            pen.drawPolyline(new int[] {10, 90, 150, 390}, new int[] {100, 10, 110, 40}, 4);
            pen.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private static Map<String, Object> signature(Work work, Map<String, Object> more) {
        Map<String, Object> signature = new HashMap<>(Map.of(
                "sha256",
                work.sha256(),
                "signer",
                "Ada Lovering",
                "identity",
                "PHOTO_ID",
                "evidence",
                "licence, ends 88",
                "agreed",
                true));
        signature.putAll(more);
        return signature;
    }

    @Test
    void whoTakesAPacketAtTheDeskSignsForThatPacketOnTheScreen() throws IOException {
        Work work = patients("1 Elm St");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("evidence", " "),
                Map.of("signer", ""),
                Map.of("agreed", false),
                Map.of("drawn", drawn(false)),
                Map.of("drawn", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})))) {
            assertThat(work.tried(Role.RECORDS_CLERK, "pickup", signature(work, wrong))
                            .status())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        assertThat(work.tried(Role.RECORDS_CLERK, "pickup", signature(work, Map.of("sha256", "00".repeat(32))))
                        .status())
                .as("another packet")
                .isEqualTo(409);
        assertThat(work.accounted()).isZero();
        work.done(Role.RECORDS_CLERK, "pickup", signature(work, Map.of("drawn", drawn(true))));
        assertThat(work.state()).isEqualTo("DELIVERED");
        assertThat(work.accounted()).isEqualTo(1);
        JsonNode took = work.view.at("/handover/signature");
        assertThat(took.get("signer").asText()).isEqualTo("Ada Lovering");
        assertThat(took.get("drawn").asBoolean()).isTrue();
        assertThat(took.get("boundSha256").asText()).hasSize(64);
        assertThat(work.view.at("/handover/proof").asText()).contains("PICKUP_SIGNATURE");
        TestOffice.Answer image = office.get(Role.PRIVACY_OFFICER, "/releases/" + work.id + "/pickup/signature");
        assertThat(image.header("Content-Type")).isEqualTo("image/png");
        assertThat(work.tried(Role.RECORDS_CLERK, "pickup", signature(work, Map.of()))
                        .status())
                .as("not twice")
                .isEqualTo(409);
    }

    @Test
    void whoCannotDrawTypesTheNameAndNothingIsGivenWithoutApproval() {
        Work work = patients("1 Elm St");
        work.done(Role.RECORDS_CLERK, "pickup", signature(work, Map.of()));
        assertThat(work.view.at("/handover/signature/drawn").asBoolean()).isFalse();
        assertThat(office.get(Role.PRIVACY_OFFICER, "/releases/" + work.id + "/pickup/signature")
                        .status())
                .isEqualTo(404);
        Work early = new Work("PATIENT", "Ada Lovering", "1 Elm St");
        assertThat(early.tried(Role.RECORDS_CLERK, "pickup", signature(work, Map.of()))
                        .status())
                .isEqualTo(409);
    }
}
