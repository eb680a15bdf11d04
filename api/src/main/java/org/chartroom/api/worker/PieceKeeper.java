package org.chartroom.api.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.text.HeardPiece;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands pieces of a recording to the server as they are finished, from a thread of its own: listening goes on meanwhile,
 * also while the server is away. What is not handed in when the work ends is part of the result, or lost with the lease.
 */
final class PieceKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PieceKeeper.class);
    private static final int MOST_AT_ONCE = 50;

    private final WorkServer server;
    private final LeaseOffer offer;
    private final RandomGenerator random;
    private final BlockingQueue<HeardPiece> finished = new LinkedBlockingQueue<>();
    private final Thread thread;

    PieceKeeper(WorkServer server, LeaseOffer offer, RandomGenerator random) {
        this.server = server;
        this.offer = offer;
        this.random = random;
        this.thread = Thread.ofVirtual().name("pieces").start(this::keep);
    }

    void heard(HeardPiece piece) {
        finished.add(piece);
    }

    private void keep() {
        BackOff away = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5), random);
        try {
            while (true) {
                List<HeardPiece> pieces = new ArrayList<>(List.of(finished.take()));
                finished.drainTo(pieces, MOST_AT_ONCE - 1);
                boolean kept = false;
                while (!kept) {
                    try {
                        server.keep(offer.token(), pieces);
                        away.reset();
                        kept = true;
                    } catch (IOException e) {
                        LOG.warn(
                                "what was heard of document {} so far could not be handed in yet: {}",
                                offer.documentId(),
                                e.getMessage());
                        Thread.sleep(away.next());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LeaseGoneException e) {
            // The renewal hears of it as well and ends the work.
            LOG.debug("document {}: the lease is gone, its pieces are dropped", offer.documentId());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
