package org.chartroom.api.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on the loopback address, and a line to it that can be cut. */
public final class TestMailServer implements AutoCloseable {
    /** What the server does next. */
    public enum Mood {
        TAKES,
        /** Takes it, and lets the other side wait before the greeting and before the last answer. */
        SLOW,
        /** 450 to the recipient, such as greylisting does. */
        LATER,
        /** 550 to the recipient. */
        NEVER,
        /** 451 to the whole message. */
        LATER_AT_THE_END,
        /** 554 to the whole message. */
        NEVER_AT_THE_END,
        /** Takes the whole message, and the line is cut before its answer. */
        TAKES_AND_IS_CUT,
        /**
         * The line is cut in the middle of the message. Only a message that is longer than what the sender's machine holds for a line can
         * be cut so (Linux: 4 MB); of a shorter one all has left before anybody here could cut.
         */
        CUT_MIDWAY
    }

    /**
     * A message all of which came.
     *
     * @param taken whether the server took it; it has seen the bytes of what it refused, too
     * @param at when its last byte was there
     */
    public record Got(String from, String to, byte[] bytes, boolean taken, Instant at) {
        /** As it came. */
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static final int SLOW_MS = 1_500;

    private final SMTPServer server;
    private final ServerSocket line = new ServerSocket();
    private final List<Got> got = Collections.synchronizedList(new ArrayList<>());
    private volatile Mood mood = Mood.TAKES;
    private volatile Supplier<Mood> moods = () -> mood;
    private volatile Runnable onArrival = () -> {};
    private volatile Runnable beforeGreeting = () -> {};

    private TestMailServer(Optional<SSLContext> tls, Optional<String> password) throws IOException {
        // Set before it listens, so that it does not grow: what the sender has written and nobody has read is the
        // sender's.
        line.setReceiveBufferSize(65_536);
        line.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(Handler::new);
        tls.ifPresent(context -> builder.enableTLS().startTlsSocketFactory(context));
        password.ifPresent(right -> builder.requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, given, _) -> {
                    if (!right.equals(given)) {
                        throw new LoginFailedException();
                    }
                })));
        server = builder.build();
        server.start();
        Thread.ofVirtual().start(this::serve);
    }

    /** Without TLS. */
    public static TestMailServer plain() throws IOException {
        return new TestMailServer(Optional.empty(), Optional.empty());
    }

    /** With STARTTLS. @param password asked for; empty for none */
    static TestMailServer withTls(SSLContext tls, Optional<String> password) throws IOException {
        return new TestMailServer(Optional.of(tls), password);
    }

    public int port() {
        return line.getLocalPort();
    }

    public void is(Mood now) {
        moods = () -> now;
        mood = now;
    }

    /** In another mood at each new line. */
    public void draws(Supplier<Mood> each) {
        moods = each;
    }

    /** Done when the whole of a message has come, before it is taken. */
    public void onArrival(Runnable deed) {
        onArrival = deed;
    }

    /** Done when a line is open, before the server has said a word. */
    public void beforeGreeting(Runnable deed) {
        beforeGreeting = deed;
    }

    /** What it took, first first. */
    public List<Got> got() {
        return seen().stream().filter(Got::taken).toList();
    }

    /** All that came whole, also what it refused at the end; first first. */
    public List<Got> seen() {
        synchronized (got) {
            return List.copyOf(got);
        }
    }

    private final class Handler implements MessageHandler {
        private String from = "";
        private String to = "";

        Handler(MessageContext context) {}

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (mood == Mood.LATER) {
                throw new RejectException(450, "greylisted, come again");
            }
            if (mood == Mood.NEVER) {
                throw new RejectException(550, "no such person here");
            }
            to = recipient;
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] bytes = data.readAllBytes();
            boolean takes = mood != Mood.LATER_AT_THE_END && mood != Mood.NEVER_AT_THE_END;
            Got all = new Got(from, to, bytes, takes, Clock.systemUTC().instant());
            onArrival.run();
            got.add(all);
            if (mood == Mood.LATER_AT_THE_END) {
                throw new RejectException(451, "the disk is full");
            }
            if (mood == Mood.NEVER_AT_THE_END) {
                throw new RejectException(554, "not such content");
            }
            if (mood == Mood.SLOW) {
                pause();
            }
            return "queued as " + got().size();
        }

        @Override
        public void done() {}
    }

    private void serve() {
        try {
            while (true) {
                Socket near = line.accept();
                mood = moods.get();
                Thread.ofVirtual().start(() -> join(near));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void join(Socket near) {
        if (mood == Mood.SLOW) {
            pause();
        }
        beforeGreeting.run();
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), server.getPortAllocated());
            Thread.ofVirtual().start(() -> forth(near, far));
            Thread.ofVirtual().start(() -> back(near, far));
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forth(Socket near, Socket far) {
        byte[] bytes = new byte[8_192];
        String last = "";
        long passed = 0;
        try (near;
                far) {
            InputStream in = near.getInputStream();
            OutputStream out = far.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                passed += n;
                if (mood == Mood.CUT_MIDWAY && passed > 4_000) {
                    return;
                }
                out.write(bytes, 0, n);
                out.flush();
                last = last + new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
                last = last.substring(Math.max(0, last.length() - 5));
                if (mood == Mood.TAKES_AND_IS_CUT && last.equals("\r\n.\r\n")) {
                    int before = got.size();
                    for (int i = 0; i < 200 && got.size() == before; i++) {
                        Thread.sleep(10);
                    }
                    return;
                }
            }
        } catch (IOException e) {
            // Closed on either side.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void back(Socket near, Socket far) {
        byte[] bytes = new byte[8_192];
        boolean data = false;
        try (near;
                far) {
            InputStream in = far.getInputStream();
            OutputStream out = near.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (data && mood == Mood.TAKES_AND_IS_CUT) {
                    return;
                }
                data |= n > 3 && new String(bytes, 0, 3, StandardCharsets.US_ASCII).equals("354");
                out.write(bytes, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // Closed on either side.
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
        server.stop();
    }
}
