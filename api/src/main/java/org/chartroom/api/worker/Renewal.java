package org.chartroom.api.worker;

import java.io.IOException;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.RenewRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one lease alive from a thread of its own while the work goes on, and tells how far it is. When the lease is gone
 * the thread that does the work is interrupted.
 */
final class Renewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final long LOOK_EVERY_MS = 500;

    private final WorkServer server;
    private final LeaseOffer offer;
    private final Thread worker;
    private final Thread thread;
    private volatile RenewRequest progress = new RenewRequest(0, 0, false);
    private volatile boolean gone;
    private volatile boolean ended;

    Renewal(WorkServer server, LeaseOffer offer, Thread worker) {
        this.server = server;
        this.offer = offer;
        this.worker = worker;
        this.thread = Thread.ofVirtual().name("renewal").start(this::keep);
    }

    void reached(int done, int of, boolean transcribing) {
        progress = new RenewRequest(done, of, transcribing);
    }

    boolean gone() {
        return gone;
    }

    private void keep() {
        long everyNanos = offer.leaseSeconds() * 1_000_000_000L / 3;
        long lastTime = System.nanoTime();
        RenewRequest lastSaid = progress;
        try {
            while (!ended) {
                Thread.sleep(LOOK_EVERY_MS);
                RenewRequest now = progress;
                if (now.equals(lastSaid) && System.nanoTime() - lastTime < everyNanos) {
                    continue;
                }
                try {
                    server.renew(offer.token(), now);
                    lastSaid = now;
                    lastTime = System.nanoTime();
                } catch (IOException e) {
                    // Tried again at once; the lease has two thirds of its time left.
                    LOG.warn("the lease of document {} could not be renewed: {}", offer.documentId(), e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LeaseGoneException e) {
            gone = true;
            if (!ended) {
                worker.interrupt();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}
