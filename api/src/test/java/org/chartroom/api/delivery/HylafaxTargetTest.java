package org.chartroom.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
                () -> new ByteArrayInputStream(PACKET));
    }

    private static HylafaxTarget at(int port) {
        return new HylafaxTarget(new DeliveryConfig.Fax("", "127.0.0.1", port, "office", "secret", "9"));
    }

    @Test
    void aFaxIsStoredSubmittedOnceAndLookedAfterUntilItsPagesAreConfirmed() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            HylafaxTarget fax = at(server.port());
            assertThat(fax.hand(parcel("312-555-0100")))
                    .isInstanceOfSatisfying(
                            Handed.Taken.class,
                            taken -> assertThat(taken.reference()).isEqualTo("7"));
            assertThat(server.stored).containsExactly(PACKET);
            assertThat(server.heard)
                    .contains("USER office", "PASS secret", "JPARM DIALSTRING \"93125550100\"", "JSUBM");
            server.state = "ACTIVE";
            assertThat(fax.after("7")).as("not decided yet").isEmpty();
            server.state = "DONE";
            assertThat(fax.after("7").orElseThrow())
                    .isInstanceOfSatisfying(
                            Handed.Arrived.class,
                            arrived -> assertThat(arrived.said()).contains("2 of 2 pages"));
            assertThat(Collections.frequency(server.heard, "JSUBM")).isEqualTo(1);
        }
    }

    @Test
    void aFaxThatFailsOrIsNotKnownAnyMoreIsToldApart() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            server.state = "FAILED";
            assertThat(at(server.port()).after("7").orElseThrow())
                    .isInstanceOfSatisfying(
                            Handed.Refused.class,
                            refused -> assertThat(refused.said()).contains("no answer"));
            assertThat(at(server.port()).after("8").orElseThrow()).isInstanceOf(Handed.Unknown.class);
        }
    }

    @Test
    void aLineThatIsLostWhileTheJobIsSubmittedLeavesItUnknownAndOneBeforeHasTakenNothing() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            server.cutAt = "JSUBM";
            assertThat(at(server.port()).hand(parcel("312-555-0100"))).isInstanceOf(Handed.Unknown.class);
            server.cutAt = "JNEW";
            assertThat(at(server.port()).hand(parcel("312-555-0100")))
                    .isInstanceOfSatisfying(
                            Handed.Refused.class,
                            refused -> assertThat(refused.forNow()).isTrue());
        }
    }

    @Test
    void aWrongPasswordAndAnAddressThatIsNoNumberSendNothing() throws Exception {
        try (PlayedHfaxd server = new PlayedHfaxd()) {
            HylafaxTarget wrong =
                    new HylafaxTarget(new DeliveryConfig.Fax("", "127.0.0.1", server.port(), "office", "guess", ""));
            assertThat(wrong.hand(parcel("312-555-0100"))).isInstanceOf(Handed.Refused.class);
            assertThat(at(server.port()).hand(parcel("records@oak.example"))).isInstanceOf(Handed.Refused.class);
            assertThat(server.stored).isEmpty();
            assertThat(at(server.port()).against(new Recipient("Oak", "records@oak.example", true)))
                    .isEqualTo(Optional.of("The recipient's address is no fax number."));
        }
    }

    /** Plays hfaxd, as far as one job needs it. */
    private static final class PlayedHfaxd implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final List<byte[]> stored = Collections.synchronizedList(new ArrayList<>());
        volatile String state = "PENDING";
        volatile String cutAt = "";

        PlayedHfaxd() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return door.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    Socket line = door.accept();
                    Thread.ofVirtual().start(() -> play(line));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private void play(Socket line) {
            try (line;
                    ServerSocket data = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = line.getOutputStream();
                say(out, "130 Warning, no inactivity timeout.\r\n220 played server ready.");
                for (String command = in.readLine(); command != null; command = in.readLine()) {
                    heard.add(command);
                    if (!cutAt.isEmpty() && command.startsWith(cutAt)) {
                        return;
                    }
                    if (command.equals("STOT")) {
                        say(out, "150 FILE: /tmp/doc1.pdf (Opening new data connection).");
                        try (Socket file = data.accept()) {
                            stored.add(file.getInputStream().readAllBytes());
                        }
                        say(out, "226 Transfer complete (FILE: /tmp/doc1.pdf).");
                    } else {
                        say(out, answer(command, data.getLocalPort()));
                    }
                }
            } catch (IOException e) {
                // Closed on the other side.
            }
        }

        private String answer(String command, int port) {
            return switch (command) {
                case "USER office" -> "331 Password required for office.";
                case "PASS secret" -> "230 User office logged in.";
                case "TYPE I" -> "200 Type set to Image.";
                case "PASV" -> "227 Entering passive mode (127,0,0,1," + port / 256 + "," + port % 256 + ")";
                case "JNEW" -> "200 New job created: jobid: 7 groupid: 7.";
                case "JSUBM" -> "200 Job 7 submitted.";
                case "JOB 7" -> "200 Current job: 7.";
                case "JPARM STATE" -> "213 " + state;
                case "JPARM STATUS" -> "213 no answer from the other side";
                case "JPARM NPAGES", "JPARM TOTPAGES" -> "213 2";
                case "JPARM DIALSTRING" -> "213 93125550100";
                default ->
                    command.startsWith("JPARM ")
                            ? "213 Set."
                            : command.startsWith("PASS") ? "530 Login incorrect." : "500 Job not found.";
            };
        }

        private static void say(OutputStream out, String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
