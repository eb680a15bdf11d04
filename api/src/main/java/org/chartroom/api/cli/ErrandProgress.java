package org.chartroom.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chartroom.api.upkeep.Watch;

/**
 * Shows how far an errand is, as a bar on a terminal and as a line for each tenth elsewhere, and calls it off when the
 * command is stopped.
 */
final class ErrandProgress implements Watch, AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 30;

    private final PrintWriter err;
    private final ProgressLine line;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onStop = new Thread(this::stop, "call-off");
    private volatile boolean calledOff;
    private String step = "";
    private long tenth;

    ErrandProgress(PrintWriter err) {
        this.err = err;
        this.line = new ProgressLine(err);
        Runtime.getRuntime().addShutdownHook(onStop);
    }

    private void stop() {
        calledOff = true;
        try {
            if (!ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                err.println("chartroom: it did not end in time; run this again to go on");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void reached(String doing, long done, long of) {
        line.bar(done, of, doing);
        long now = of == 0 ? 0 : 10 * done / of;
        if (!Boolean.getBoolean("chartroom.terminal") && !doing.isEmpty() && (!doing.equals(step) || now > tenth)) {
            err.println(of == 0 ? doing : doing + ": " + done + " of " + of);
            err.flush();
        }
        step = doing;
        tenth = now;
    }

    @Override
    public boolean calledOff() {
        return calledOff;
    }

    @Override
    public void close() {
        line.end();
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
        } catch (IllegalStateException e) {
            // Stopping already: the hook has just been let go.
            return;
        }
    }
}
