package org.chartroom.api.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Works on many things at once and hands the results over in the order of the things. */
final class InOrder {
    /** Takes results on the thread that called {@link InOrder#run}. */
    @FunctionalInterface
    interface Taker<R> {
        void take(R result) throws Exception;
    }

    private InOrder() {}

    /** @param atOnce how many are worked on at the same time; so many more at most wait with their results */
    static <T, R> void run(List<T> things, int atOnce, Function<T, R> work, Taker<R> taker) throws Exception {
        Deque<Future<R>> running = new ArrayDeque<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            try {
                for (T thing : things) {
                    running.addLast(threads.submit(() -> work.apply(thing)));
                    // A slow file at the front must not let a thousand finished ones pile up behind it.
                    if (running.size() >= atOnce * 4) {
                        taker.take(running.removeFirst().get());
                    }
                }
                while (!running.isEmpty()) {
                    taker.take(running.removeFirst().get());
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
