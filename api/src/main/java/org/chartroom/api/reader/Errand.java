package org.chartroom.api.reader;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.chartroom.models.record.Priority;

/** Something readers are wanted for. Everything but {@link #visit} is called by who holds the {@link Turns}' lock. */
abstract class Errand {
    final Priority priority;
    /** Those that are on it. */
    private final Set<ReaderProcess> readers = new HashSet<>();

    private int taken;
    private long lastTurn;
    private boolean cancelled;

    Errand(Priority priority) {
        this.priority = priority;
    }

    /**
     * Whether it has something to do for one more reader.
     *
     * @param warm whether that reader is up already
     */
    abstract boolean wants(boolean warm);

    /** Whether one reader that is on it can use more than one processor. */
    boolean stretches() {
        return false;
    }

    /** Whether a reader that is on it can be had for another errand soon. */
    abstract boolean pauses();

    /**
     * Does some of it with this reader; called by one of the pool's own threads.
     *
     * @throws ReaderProcess.LostException when the reader is gone or has to go; the errand has taken note
     * @throws IOException when the reader's files or the pipe to it cannot be used
     */
    abstract void visit(ReaderProcess reader) throws ReaderProcess.LostException, IOException, InterruptedException;

    /** It cannot be done, for a reason that is nobody's on the errand. */
    abstract void failed(IOException why);

    /** How many readers are on it or on their way. */
    final int readers() {
        return taken;
    }

    final long lastTurn() {
        return lastTurn;
    }

    final boolean cancelled() {
        return cancelled;
    }

    final void take(long turn) {
        taken++;
        lastTurn = turn;
    }

    final void arrive(ReaderProcess reader) {
        readers.add(reader);
        if (cancelled) {
            reader.retire();
        }
    }

    final void leave(ReaderProcess reader) {
        readers.remove(reader);
    }

    final void give() {
        taken--;
    }

    /** Nobody waits for it any more: its readers end. */
    final void cancel() {
        cancelled = true;
        readers.forEach(ReaderProcess::retire);
    }
}
