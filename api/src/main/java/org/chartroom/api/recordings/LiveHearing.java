package org.chartroom.api.recordings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who is speaking now, and which worker listens. Only in memory: what is lost with it is text that the finished dictation
 * gets anyway. Safe for use by many threads.
 */
public final class LiveHearing implements AutoCloseable {
    /** Who has said nothing for so long does not speak now; a worker that listened is free again. */
    private static final Duration SPEAKS = Duration.ofSeconds(30);
    /** Longer than a worker takes for the longest phrase. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final Clock clock;
    private final Supplier<String> ids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RecordingId, Speaking> speaking = new HashMap<>();
    private boolean closed;

    private static final class Speaking {
        final UserId author;
        long samples;
        Instant last;

        @Nullable
        LeaseToken token;

        Instant until = Instant.EPOCH;

        Speaking(UserId author, Instant last) {
            this.author = author;
            this.last = last;
        }
    }

    /** A recording that a worker is to listen to. */
    record Leased(RecordingId recording, LeaseToken token) {}

    /** What a lease is for. */
    record Listened(RecordingId recording, UserId author) {}

    public LiveHearing(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** More of a recording came. */
    void came(RecordingId recording, UserId author, long samples) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Speaking each = speaking.computeIfAbsent(recording, _ -> new Speaking(author, now));
            each.samples = Math.max(each.samples, samples);
            each.last = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** It was handed in or given up. */
    void over(RecordingId recording) {
        lock.lock();
        try {
            speaking.remove(recording);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a worker listens to it. */
    boolean listening(RecordingId recording) {
        lock.lock();
        try {
            Speaking each = speaking.get(recording);
            return each != null && each.token != null && each.until.isAfter(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** A recording that nobody listens to, waiting for one at most {@code millis}. */
    Optional<Leased> lease(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed) {
                Instant now = clock.instant();
                speaking.values().removeIf(each -> quiet(each, now));
                for (Map.Entry<RecordingId, Speaking> each : speaking.entrySet()) {
                    if (!each.getValue().until.isAfter(now)) {
                        LeaseToken token = new LeaseToken(ids.get());
                        each.getValue().token = token;
                        each.getValue().until = now.plus(LEASE);
                        return Optional.of(new Leased(each.getKey(), token));
                    }
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static boolean quiet(Speaking each, Instant now) {
        return each.last.plus(SPEAKS).isBefore(now);
    }

    /** Renews a lease; empty when it is over. */
    Optional<Listened> renew(LeaseToken token) {
        lock.lock();
        try {
            return find(token).map(each -> new Listened(each.getKey(), each.getValue().author));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is more than {@code samples} of a recording, at most {@code millis}, and renews its lease.
     *
     * @return how many there are; empty when the lease is over
     */
    OptionalLong await(LeaseToken token, long samples, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed) {
                Optional<Map.Entry<RecordingId, Speaking>> found = find(token);
                if (found.isEmpty()) {
                    return OptionalLong.empty();
                }
                long there = found.get().getValue().samples;
                if (there > samples || left <= 0) {
                    return OptionalLong.of(there);
                }
                left = changed.awaitNanos(left);
            }
            return OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Map.Entry<RecordingId, Speaking>> find(LeaseToken token) {
        Instant now = clock.instant();
        for (Map.Entry<RecordingId, Speaking> each : speaking.entrySet()) {
            if (token.equals(each.getValue().token)) {
                if (quiet(each.getValue(), now)) {
                    speaking.remove(each.getKey());
                    return Optional.empty();
                }
                each.getValue().until = now.plus(LEASE);
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Nobody shall wait any more: the server stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
