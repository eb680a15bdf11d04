package org.chartroom.api.reader;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * The process that touches foreign bytes and native code. Started by {@link ReaderPool} only: reads {@link Ask}s from
 * standard input, tells what comes of them on standard output, and ends with its parent.
 */
public final class ReaderMain {
    private static final int ENDED_WITH_PARENT = 0;
    private static final int BROKEN_PIPE = 4;

    private ReaderMain() {}

    /**
     * @param args folders, absolute: native libraries, OCR data, Vosk models, built-in speech engine; then the most
     *     memory in MB the kernel shall give, 0 for any; then the folder in which it may write
     */
    public static void main(String[] args) throws Exception {
        Libc libc = new Libc();
        // What it starts can be found by its session and ended with it, whoever its parent is by then.
        libc.setsid();
        // Native libraries print where they like. What they print goes to standard error; the pipe is ours alone.
        int pipe = libc.dup(1);
        libc.dup2(2, 1);
        // Of the text in a file nothing may reach a log, and libraries log what they stumble over.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        ReaderTools tools = new ReaderTools(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));

        try (Mouth mouth = new Mouth(
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream("/dev/fd/" + pipe), 64 * 1024)))) {
            JailReport jail =
                    new Jail(libc).enter(Long.parseLong(args[4]) << 20, List.of(Path.of(args[5]), tools.natives()));
            mouth.say(new Tell.Ready(jail));
            Thread.ofPlatform().daemon().name("alive").start(() -> beat(mouth));
            BlockingQueue<Ask> asks = new LinkedBlockingQueue<>();
            Thread.ofPlatform().daemon().name("asks").start(() -> take(asks));
            answer(new Reading(tools, mouth, asks));
        }
    }

    private static void answer(Reading reading) throws Exception {
        try (reading) {
            while (true) {
                reading.answerNext();
            }
        }
    }

    /** Takes questions until the parent is gone; then nobody waits for an answer, so the process ends in mid-work. */
    private static void take(BlockingQueue<Ask> asks) {
        Wire wire = new Wire();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
            for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
                asks.add(wire.ask(frame));
            }
            Runtime.getRuntime().halt(ENDED_WITH_PARENT);
        } catch (IOException e) {
            Runtime.getRuntime().halt(BROKEN_PIPE);
        }
    }

    private static void beat(Mouth mouth) {
        try {
            while (true) {
                Thread.sleep(1000);
                mouth.say(new Tell.Alive());
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(BROKEN_PIPE);
        }
    }

    /** The one way out: whole frames, from whichever thread. */
    static final class Mouth implements AutoCloseable {
        private final DataOutputStream out;
        private final Wire wire = new Wire();

        Mouth(DataOutputStream out) {
            this.out = out;
        }

        void say(Tell tell) throws IOException {
            say(tell, new byte[0]);
        }

        void say(Tell tell, byte[] payload) throws IOException {
            Frame frame = new Frame(wire.bytes(tell), payload);
            synchronized (out) {
                frame.write(out);
            }
        }

        /** Sends bytes that are no frame; only for the test of what the parent makes of them. */
        void babble(byte[] bytes) throws IOException {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
