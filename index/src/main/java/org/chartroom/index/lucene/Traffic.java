package org.chartroom.index.lucene;

import java.util.concurrent.TimeUnit;

/** How many searches are running. For several threads. */
final class Traffic {
    private final Object monitor = new Object();
    private int running;

    void begin() {
        synchronized (monitor) {
            running++;
        }
    }

    void end() {
        synchronized (monitor) {
            running--;
            if (running == 0) {
                monitor.notifyAll();
            }
        }
    }

    /** Waits until no search is running, or for so long. */
    void awaitGap(long mostMs) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(mostMs);
        long until = System.nanoTime() + left;
        synchronized (monitor) {
            while (running > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(monitor, left);
                left = until - System.nanoTime();
            }
        }
    }
}
