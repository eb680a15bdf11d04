package org.chartroom.api.upkeep;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs recurring duties of this one process, one after the other on one thread; one that fails is tried again in time. */
public final class Duties implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Duties.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("duties").daemon().factory());

    /** Something to do again and again. */
    public interface Duty {
        void run() throws Exception;
    }

    /** Does {@code duty} after {@code first}, then every {@code every}. */
    public void every(Duration first, Duration every, String name, Duty duty) {
        // Nobody looks at the future: whatever the duty throws is logged, or the executor would silently end it.
        var _ = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        duty.run();
                    } catch (Exception e) {
                        log.warn("The duty '{}' failed and will be tried again.", name, e);
                    }
                },
                first.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
