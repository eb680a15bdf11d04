package org.chartroom.api.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader process, seen from its parent. Asked by one thread at a time; {@link #watch} is called by the pool's
 * watchdog, {@link #end} by anyone.
 */
final class ReaderProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderProcess.class);
    /** What a JVM exits with after {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int EXIT_OUT_OF_MEMORY = 3;
    /** Reading takes the audio decoder and the shell that may start it. */
    private static final int MOST_PROGRAMS = 8;

    private static final int MOST_SWEEPS = 50;

    private final ReaderBudgets budgets;
    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Wire wire = new Wire();
    private final AtomicReference<@Nullable ReaderLoss> endedBecause = new AtomicReference<>();
    private volatile boolean waiting;
    private volatile boolean started;
    private volatile long waitingSince;
    private volatile long lastSign;
    private volatile long lastProgress;
    private volatile long askedAt;
    private volatile JailReport jail = new JailReport(false, List.of(), "not started");
    private int filesDone;
    private byte[] payload = {};

    ReaderProcess(ReaderLaunch launch, ReaderBudgets budgets) throws IOException {
        this.budgets = budgets;
        this.process = launch.start(budgets);
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 64 * 1024));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread.ofVirtual().name("reader-errors").start(this::drainErrors);
    }

    /** Thrown where the process is gone or has to go. */
    static final class LostException extends Exception {
        private static final long serialVersionUID = 1;

        private final ReaderLoss loss;

        LostException(ReaderLoss loss) {
            super(loss.sentence());
            this.loss = loss;
        }

        ReaderLoss loss() {
            return loss;
        }
    }

    /** Asks, after waiting for the process to be up. The clocks of the budgets start now. */
    void ask(Ask ask) throws LostException {
        askedAt = System.nanoTime();
        lastProgress = askedAt;
        if (!started) {
            if (!(next() instanceof Tell.Ready ready)) {
                throw lose(ReaderLoss.GARBLED);
            }
            jail = ready.jail();
            started = true;
        }
        answer(ask);
    }

    /** Says something to a process that asked for it. */
    void answer(Ask ask) throws LostException {
        askedAt = System.nanoTime();
        lastProgress = askedAt;
        say(ask);
    }

    /** Says something that asks for nothing. */
    void say(Ask ask) throws LostException {
        try {
            Frame.of(wire.bytes(ask)).write(out);
        } catch (IOException e) {
            throw lose(ReaderLoss.DIED);
        }
    }

    /** The next thing it says, signs of life left out. */
    Tell next() throws LostException {
        waitingSince = System.nanoTime();
        lastSign = waitingSince;
        lastProgress = Math.max(lastProgress, waitingSince - budgets.stall().toNanos() / 2);
        waiting = true;
        try {
            while (true) {
                Frame frame = Frame.read(in);
                if (frame == null) {
                    throw lose(ReaderLoss.DIED);
                }
                lastSign = System.nanoTime();
                Tell tell = wire.tell(frame);
                if (!(tell instanceof Tell.Alive)) {
                    lastProgress = lastSign;
                    payload = frame.payload();
                    return tell;
                }
            }
        } catch (Frame.GarbledException e) {
            LOG.warn("reader {} sent something that is no message: {}", process.pid(), e.getMessage());
            throw lose(ReaderLoss.GARBLED);
        } catch (IOException e) {
            throw lose(ReaderLoss.DIED);
        } finally {
            waiting = false;
        }
    }

    /** The bytes that came with the message returned last. */
    byte[] payload() {
        return payload;
    }

    JailReport jail() {
        return jail;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Counts a file; false when the process has read enough of them, or grown too large, and should be replaced. */
    boolean doneWithFile() {
        return ++filesDone < budgets.filesPerProcess()
                && process.isAlive()
                && endedBecause.get() == null
                && !tooLarge();
    }

    /** Whether it takes so much memory between pages that a large page could be too much. */
    boolean tooLarge() {
        return ProcessMemory.residentBytes(process.toHandle()) >= budgets.residentBytes() / 10 * 7;
    }

    /** Ends the process when it is over a budget. */
    void watch() {
        if (!waiting) {
            return;
        }
        long now = System.nanoTime();
        if (!started) {
            if (now - waitingSince > budgets.start().toNanos()) {
                end(ReaderLoss.TIMED_OUT);
            }
            return;
        }
        if (now - lastSign > budgets.silence().toNanos()
                || now - lastProgress > budgets.stall().toNanos()
                || now - askedAt > budgets.perFile().toNanos()) {
            end(ReaderLoss.TIMED_OUT);
        } else if (ProcessMemory.residentBytes(process.toHandle()) > budgets.residentBytes()) {
            end(ReaderLoss.OUT_OF_MEMORY);
        } else if (process.descendants().count() > MOST_PROGRAMS) {
            end(ReaderLoss.SWARMED);
        }
    }

    /** Ends the process and everything it started. */
    void end(ReaderLoss why) {
        if (endedBecause.compareAndSet(null, why)) {
            LOG.warn("ending reader {}: {}", process.pid(), why.sentence());
        }
        kill();
    }

    /** Ends a process that has done nothing wrong. */
    void retire() {
        endedBecause.compareAndSet(null, ReaderLoss.DIED);
        kill();
    }

    /** The process first, then what it started, until nothing is left: what is being killed may still start more. */
    private void kill() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        for (int i = 0; i < MOST_SWEEPS; i++) {
            List<ProcessHandle> left = ProcessSession.members(process.pid());
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
        LOG.warn("something that reader {} started could not be ended", process.pid());
    }

    private LostException lose(ReaderLoss seen) {
        ReaderLoss reason = seen;
        if (endedBecause.get() == null && seen == ReaderLoss.DIED) {
            try {
                if (process.waitFor(5, TimeUnit.SECONDS)) {
                    int exit = process.exitValue();
                    LOG.warn("reader {} ended by itself with {}", process.pid(), exit);
                    reason = exit == EXIT_OUT_OF_MEMORY ? ReaderLoss.OUT_OF_MEMORY : ReaderLoss.DIED;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        endedBecause.compareAndSet(null, reason);
        kill();
        ReaderLoss first = endedBecause.get();
        return new LostException(first == null ? reason : first);
    }

    /** What libraries print may quote the file: it is counted and dropped. */
    private void drainErrors() {
        long bytes = 0;
        byte[] buffer = new byte[8192];
        try (InputStream errors = process.getErrorStream()) {
            for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
                bytes += count;
            }
        } catch (IOException e) {
            LOG.debug("reader {} closed its error stream", process.pid());
        }
        LOG.debug("reader {} printed {} bytes besides its messages", process.pid(), bytes);
    }
}
