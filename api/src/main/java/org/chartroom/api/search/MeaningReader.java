package org.chartroom.api.search;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chartroom.index.SearchIndex;
import org.chartroom.models.record.RecordStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what documents mean, one after the other, on a thread of its own, so that being found by their words never waits for
 * it.
 */
public final class MeaningReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MeaningReader.class);
    private static final int AT_ONCE = 10;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final RecordStore store;
    private final SearchIndex index;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("meaning-reader").daemon().unstarted(this::read);

    /** Does not read before {@link #start()}. */
    public MeaningReader(RecordStore store, SearchIndex index) {
        this.store = store;
        this.index = index;
    }

    /** Begins to read, if there is a model. */
    public void start() {
        if (index.knowsMeaning()) {
            thread.start();
        }
    }

    private void read() {
        boolean told = false;
        boolean stopped = false;
        while (!stopped) {
            Duration pause;
            try {
                int done = index.deepen(AT_ONCE, id -> store.read(records -> Projection.of(records, id)));
                pause = done == 0 ? PAUSE : Duration.ZERO;
                told = false;
            } catch (RuntimeException e) {
                if (!told && stop.getCount() > 0) {
                    log.error("What documents mean cannot be found out; they are found by their words.", e);
                }
                told = true;
                pause = AFTER_FAILURE;
            }
            try {
                stopped = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
