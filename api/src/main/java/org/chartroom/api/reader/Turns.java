package org.chartroom.api.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.chartroom.models.record.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to have a reader: the most urgent first; among equals the one with the fewest readers, then the one
 * whose last turn was longest ago. Safe for use by several threads.
 */
final class Turns {
    /** So long a reader stays on a file before it goes to an equal that has fewer readers; opening a file costs time. */
    private static final long LONG_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Errand> errands = new ArrayList<>();
    private long turns;
    private boolean closed;

    /** @param places how many readers are on errands at once, but for one more that is kept for what is urgent */
    Turns(int places) {
        this.places = places;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Something is not as it was before; called by who holds the lock. */
    void changed() {
        changed.signalAll();
    }

    /** Waits a quarter of a second or until something changes; called by who holds the lock. False when closed. */
    boolean await() throws InterruptedException {
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(250));
        return !closed;
    }

    void add(Errand errand) {
        lock.lock();
        try {
            errands.add(errand);
            changed();
        } finally {
            lock.unlock();
        }
    }

    /** Takes an errand out, ending readers that are still on it, and waits until they have let go of its files. */
    void remove(Errand errand) {
        lock.lock();
        try {
            errands.remove(errand);
            if (errand.readers() > 0) {
                errand.cancel();
                changed();
            }
            while (errand.readers() > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an errand that wants a reader and counts one for it, until {@link #done}.
     *
     * @param warm whether a reader is up and idle
     * @param extra for the reader beyond the places: takes what is urgent when every other reader is on something less
     *     urgent that cannot be interrupted
     * @return null when the pool was closed
     */
    @Nullable
    Errand next(BooleanSupplier warm, boolean extra) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Errand best = extra ? stuck() : best(warm.getAsBoolean());
                if (best != null) {
                    best.take(++turns);
                    return best;
                }
                changed.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Errand best(boolean warm) {
        return errands.stream()
                .filter(errand -> errand.wants(warm))
                .min(Comparator.<Errand, Priority>comparing(errand -> errand.priority)
                        .reversed()
                        .thenComparingInt(Errand::readers)
                        .thenComparingLong(Errand::lastTurn))
                .orElse(null);
    }

    private @Nullable Errand stuck() {
        Errand best = best(true);
        if (best == null
                || best.priority == Priority.ROUTINE
                || errands.stream().mapToInt(Errand::readers).sum() < places) {
            return null;
        }
        boolean soon = errands.stream()
                .anyMatch(errand ->
                        errand.readers() > 0 && (errand.pauses() || errand.priority.compareTo(best.priority) >= 0));
        return soon ? null : best;
    }

    /**
     * How many processors a reader may use that can use several: its own and its share of those that stand for readers
     * nobody wants now.
     */
    int share() {
        lock.lock();
        try {
            int wanted = errands.stream()
                    .mapToInt(errand -> errand.readers() + (errand.wants(true) ? 1 : 0))
                    .sum();
            long stretching = errands.stream()
                    .filter(errand -> errand.stretches() && errand.readers() > 0)
                    .count();
            return 1 + (int) (Math.max(0, places - wanted) / Math.max(1, stretching));
        } finally {
            lock.unlock();
        }
    }

    /** The reader is free again. */
    void done(Errand errand) {
        lock.lock();
        try {
            errand.give();
            changed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a reader should leave an errand for another one; called by who holds the lock.
     *
     * @param since when it came, {@link System#nanoTime}
     */
    boolean wantedElsewhere(Errand here, long since) {
        boolean longEnough = System.nanoTime() - since >= LONG_ENOUGH_NANOS;
        for (Errand errand : errands) {
            int urgency = errand.priority.compareTo(here.priority);
            if (errand != here
                    && errand.wants(true)
                    && (urgency > 0 || urgency == 0 && longEnough && errand.readers() < here.readers())) {
                return true;
            }
        }
        return false;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed();
        } finally {
            lock.unlock();
        }
    }
}
