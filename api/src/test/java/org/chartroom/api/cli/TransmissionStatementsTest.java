package org.chartroom.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.chartroom.api.ChartroomServer;
import org.chartroom.api.TestOffice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements G6 and G7: what goes over the network can be neither read nor altered on its way. */
class TransmissionStatementsTest {
    @TempDir
    static Path data;

    static ChartroomServer server;
    static SSLContext trusting;

    @BeforeAll
    static void open() throws Exception {
        OwnCertificate own = OwnCertificate.in(data);
        KeyStore keys =
                KeyStore.getInstance(own.keyStore().toFile(), own.password().toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("chartroom", keys.getCertificate("chartroom"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        server = ChartroomServer.start(
                TestOffice.config(Files.createDirectories(data.resolve("office")))
                        .withTls(own.keyStore(), own.password()),
                Home.fromLauncher().tessdata());
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    private static int port() {
        return URI.create(server.url()).getPort();
    }

    private static HttpResponse<String> asked(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting)
                .build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/openapi.json"))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static SSLSocket speaking(String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Test
    void g7PassesAnswersOverTls() throws Exception {
        HttpResponse<String> answer = asked(port());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
    }

    @Test
    void g7BlocksPlainTextAndOldProtocols() throws Exception {
        try (Socket plain = new Socket("localhost", port())) {
            plain.setSoTimeout(5_000);
            plain.getOutputStream()
                    .write("GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("openapi");
        }
        try (SSLSocket old = speaking("TLSv1.1")) {
            assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void g6PassesBytesThatAreRelayedAsTheyAre() throws Exception {
        try (Relay relay = new Relay(bytes -> bytes)) {
            assertThat(asked(relay.port()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void g6BlocksAnAnswerOfWhichOneBitWasAlteredOnItsWay() throws Exception {
        try (Relay relay = new Relay(bytes -> {
            if (bytes.length > 4_000) {
                bytes[bytes.length / 2] ^= 1;
            }
            return bytes;
        })) {
            assertThatThrownBy(() -> asked(relay.port())).isInstanceOf(IOException.class);
        }
    }

    /** Somebody on the way, who sees what the server answers and may alter it. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final UnaryOperator<byte[]> altering;

        Relay(UnaryOperator<byte[]> altering) throws IOException {
            this.altering = altering;
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return door.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    Socket near = door.accept();
                    Socket far = new Socket("localhost", TransmissionStatementsTest.port());
                    Thread.ofVirtual().start(() -> pump(near, far, bytes -> bytes));
                    Thread.ofVirtual().start(() -> pump(far, near, altering));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void pump(Socket from, Socket to, UnaryOperator<byte[]> through) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    byte[] bytes = java.util.Arrays.copyOf(buffer, read);
                    out.write(through.apply(bytes));
                    out.flush();
                }
            } catch (IOException e) {
                // One of them went away.
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
