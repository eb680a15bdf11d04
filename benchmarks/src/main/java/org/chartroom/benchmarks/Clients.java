package org.chartroom.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The same thing done by many at once, each as soon as its last one is done. */
final class Clients {
    private Clients() {}

    /** One run of the thing that is measured. */
    interface Task {
        /**
         * Does it once.
         *
         * @param number from 0, each once
         */
        void run(int number) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param failed how many runs ended in an exception; they are not timed
     * @param seconds from the first start to the last end
     */
    record Outcome(Timings timings, int failed, double seconds) {}

    /** Runs {@code times} tasks on {@code clients} threads. */
    static Outcome run(int clients, int times, Task task) throws InterruptedException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().name("client-" + i).start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                for (int number = next.getAndIncrement(); number < times; number = next.getAndIncrement()) {
                    long began = System.nanoTime();
                    try {
                        task.run(number);
                        nanos.add(System.nanoTime() - began);
                    } catch (Exception e) {
                        failed.incrementAndGet();
                    }
                }
            }));
        }
        long began = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return new Outcome(new Timings(nanos), failed.get(), (System.nanoTime() - began) / 1e9);
    }
}
