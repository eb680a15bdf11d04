package org.chartroom.api.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits longer after each failure, and not all at the same moment; for one thread. */
public final class BackOff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    public BackOff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** How long to wait after one more failure. */
    public Duration next() {
        long doubled = first.toMillis() << Math.min(failures, 20);
        failures++;
        long longest = Math.clamp(doubled, first.toMillis(), most.toMillis());
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }

    /** It worked: the next failure is a first one again. */
    public void reset() {
        failures = 0;
    }
}
