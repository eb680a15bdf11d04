package org.chartroom.api.releases;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.chartroom.api.errors.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packets that are being made while nobody waits. One at a time: each takes what the machine has. Safe for use by many threads. */
final class Packagings {
    private static final Logger log = LoggerFactory.getLogger(Packagings.class);

    private final Map<String, Progress> known = new ConcurrentHashMap<>();
    private final Semaphore machine = new Semaphore(1);

    /** How it stands. */
    enum State {
        WAITING,
        COPYING,
        VERIFYING,
        DONE,
        FAILED
    }

    /**
     * How far it is.
     *
     * @param pages how many are copied
     * @param of how many go
     * @param problem why there is no packet; empty unless it failed
     */
    record Progress(State state, int pages, int of, String problem) {
        boolean isOver() {
            return state == State.DONE || state == State.FAILED;
        }
    }

    /** What makes the packet and keeps it. */
    @FunctionalInterface
    interface Making {
        Object run(IntConsumer added) throws IOException, InterruptedException;
    }

    /** Begins, unless that request's packet is being made already. */
    Progress begin(String id, int pages, Making making) {
        Progress waiting = new Progress(State.WAITING, 0, pages, "");
        Progress now = known.compute(id, (_, before) -> before != null && !before.isOver() ? before : waiting);
        if (now == waiting) {
            Thread.ofVirtual().name("packet " + id).start(() -> run(id, pages, making));
        }
        return now;
    }

    Optional<Progress> of(String id) {
        return Optional.ofNullable(known.get(id));
    }

    private void run(String id, int pages, Making making) {
        Progress end;
        try {
            machine.acquire();
            try {
                making.run(added -> known.put(
                        id, new Progress(added == pages ? State.VERIFYING : State.COPYING, added, pages, "")));
                end = new Progress(State.DONE, pages, pages, "");
            } finally {
                machine.release();
            }
        } catch (ProblemException e) {
            end = failed(pages, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end = failed(pages, "It was stopped. Nothing was kept; make it again.");
        } catch (IOException | RuntimeException e) {
            log.error("a packet of request {} could not be made", id, e);
            end = failed(pages, "The packet could not be made. Nothing was kept; try again.");
        }
        known.put(id, end);
    }

    private static Progress failed(int pages, String why) {
        return new Progress(State.FAILED, 0, pages, why);
    }
}
