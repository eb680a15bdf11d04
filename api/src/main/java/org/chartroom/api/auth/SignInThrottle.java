package org.chartroom.api.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes guessing passwords slow: after five failures of a login from an address, each further one doubles the wait. */
final class SignInThrottle {
    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    private record Key(String login, String address) {
        static Key of(String login, String address) {
            return new Key(login.toLowerCase(Locale.ROOT), address);
        }
    }

    private record Failures(int count, Instant nextTry) {}

    /** How long to wait before the next try; zero when it may be now. */
    synchronized Duration waitFor(String login, String address) {
        @Nullable Failures known = failures.get(Key.of(login, address));
        if (known == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.nextTry());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String login, String address) {
        Key key = Key.of(login, address);
        @Nullable Failures known = failures.get(key);
        int count = (known == null ? 0 : known.count()) + 1;
        Duration wait = Duration.ZERO;
        if (count >= FREE_TRIES) {
            wait = Duration.ofSeconds(1L << Math.min(count - FREE_TRIES + 1, 20));
            wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        }
        failures.put(key, new Failures(count, clock.instant().plus(wait)));
    }

    synchronized void succeeded(String login, String address) {
        failures.remove(Key.of(login, address));
    }
}
