package org.chartroom.api.releases;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Things that are made side by side and taken one after another in their order, only a few ahead of what was taken. Used by one
 * thread, which closes it.
 */
final class InOrder<T> implements AutoCloseable {
    private final ExecutorService machine;
    private final Iterator<? extends Callable<T>> waiting;
    private final Deque<Future<T>> begun = new ArrayDeque<>();

    /** @param threads how many are made at the same time; twice as many may lie ready */
    InOrder(int threads, List<? extends Callable<T>> all) {
        this.machine = Executors.newFixedThreadPool(threads);
        this.waiting = all.iterator();
        for (int i = 0; i < 2 * threads; i++) {
            begin();
        }
    }

    private void begin() {
        if (waiting.hasNext()) {
            begun.add(machine.submit(waiting.next()));
        }
    }

    /** The next one. What broke off its making is thrown here. */
    T next() throws IOException, InterruptedException {
        Future<T> first = begun.remove();
        try {
            T made = first.get();
            begin();
            return made;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException why -> throw why;
                case IOException why -> throw why;
                case InterruptedException why -> throw why;
                case Error why -> throw why;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        machine.shutdownNow();
        machine.close();
    }
}
