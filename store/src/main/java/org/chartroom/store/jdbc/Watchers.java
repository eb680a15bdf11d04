package org.chartroom.store.jdbc;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.chartroom.models.record.Committed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of commits, in order, on a thread of its own: a slow one delays the others, never the writer. */
final class Watchers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    /** A commit with those who listened when it happened. */
    private record Told(Committed committed, List<Consumer<Committed>> listeners) {}

    private static final Told END =
            new Told(new Committed(List.of(), java.util.Set.of(), java.util.Set.of()), List.of());

    private final List<Consumer<Committed>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Told> untold = new LinkedBlockingQueue<>();
    private final Thread thread;

    Watchers() {
        thread = Thread.ofPlatform().name("store-watchers").daemon().start(this::run);
    }

    AutoCloseable add(Consumer<Committed> listener) {
        // Wrapped: the same listener may watch twice and end one of the two.
        Consumer<Committed> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(Committed committed) {
        List<Consumer<Committed>> now = List.copyOf(listeners);
        if (!now.isEmpty()) {
            untold.add(new Told(committed, now));
        }
    }

    private void run() {
        try {
            for (Told told = untold.take(); told != END; told = untold.take()) {
                for (Consumer<Committed> listener : told.listeners()) {
                    if (listeners.contains(listener)) {
                        tell(listener, told.committed());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Consumer<Committed> listener, Committed committed) {
        try {
            listener.accept(committed);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on a commit; it will be told of the next ones.", e);
        }
    }

    /** Ends after what is committed so far was told. */
    @Override
    public void close() {
        untold.add(END);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
