package org.chartroom.models.record;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The truth about everything the office keeps. Safe for use by many threads at once.
 *
 * <p>All work goes through a transaction: {@link #read} sees one consistent moment, {@link #write} is durable when it
 * returns. A {@link Records} is only good inside the call that was given it.
 */
public interface RecordStore extends AutoCloseable {
    /**
     * Runs {@code work} on a consistent snapshot. Changing anything in it throws {@link IllegalStateException}.
     *
     * @throws StoreUnavailableException when the store cannot answer
     */
    <T> T read(Function<Records, T> work);

    /**
     * Runs {@code work} in a transaction of its own and returns after it is durable; what it throws rolls back this work
     * alone. Works of several threads share a commit, so {@code work} must be short and touch nothing but the store; it
     * may run on another thread. It must not start another work.
     *
     * @throws StoreFullException when the disk is full; reads still work
     * @throws StoreUnavailableException when the store cannot answer
     */
    <T> T write(Function<Records, T> work);

    /**
     * Tells {@code listener} of every commit from now on, in order, on one thread of the store's; it must return fast.
     * Closing the returned handle ends it.
     */
    AutoCloseable watch(Consumer<Committed> listener);

    @Override
    void close();
}
