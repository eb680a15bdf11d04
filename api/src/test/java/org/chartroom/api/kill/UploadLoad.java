package org.chartroom.api.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People who upload without an end, and who send again what was not answered, with the same key. What was answered they
 * write down. While more waits to be read than the workers can do in a while they only repeat themselves, so that there
 * is work at every moment and an end to it.
 */
final class UploadLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PEOPLE = 3;
    private static final long PAUSE_MS = 60;
    private static final int ENOUGH_WAITING = 12;

    /** What an answered upload was told. */
    record Acknowledged(Sample sample, String arrival, String document) {}

    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Acknowledged> latest = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<Sample> again = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger halfSent = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Supplier<Sample> samples;
    private final String token;
    private final List<Thread> people = new ArrayList<>();
    private volatile ServerProcess server;
    private volatile boolean draining;

    UploadLoad(Supplier<Sample> samples, ServerProcess server, String token) {
        this.samples = samples;
        this.server = server;
        this.token = token;
        for (int i = 0; i < PEOPLE; i++) {
            people.add(Thread.ofPlatform().name("upload-" + i).start(this::work));
        }
    }

    /** The server they talk to from now on. */
    void turnTo(ServerProcess next) {
        server = next;
    }

    private void work() {
        try {
            while (!draining || !again.isEmpty()) {
                if (server.ending()) {
                    // There is nobody to talk to until they are turned to the next one.
                    Thread.sleep(PAUSE_MS);
                    continue;
                }
                Sample sample = again.poll();
                if (sample == null && !draining) {
                    sample = next();
                }
                if (sample != null) {
                    send(sample);
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new file, or while too many wait one that was answered already, as people do who are not sure. */
    private @Nullable Sample next() throws InterruptedException {
        if (roomForMore()) {
            synchronized (samples) {
                return samples.get();
            }
        }
        return acknowledged.values().stream()
                .skip(ThreadLocalRandom.current().nextInt(Math.max(1, acknowledged.size())))
                .map(Acknowledged::sample)
                .findFirst()
                .orElse(null);
    }

    private boolean roomForMore() throws InterruptedException {
        ServerProcess asked = server;
        try {
            return asked.get(token, "status").path("queue").path("waiting").asInt() < ENOUGH_WAITING;
        } catch (IOException | AssertionError e) {
            blame(asked, "the status", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void send(Sample sample) throws InterruptedException {
        ServerProcess asked = server;
        underWay.incrementAndGet();
        try {
            HttpResponse<byte[]> answer = asked.upload(token, sample, () -> new Slow(sample.bytes()));
            if (answer.statusCode() != 201) {
                again.add(sample);
                blame(asked, sample.name(), "answered " + answer.statusCode());
                return;
            }
            note(sample, JSON.readTree(answer.body()));
        } catch (IOException e) {
            again.add(sample);
            cutOff.incrementAndGet();
            blame(asked, sample.name(), String.valueOf(e));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void note(Sample sample, JsonNode kept) {
        Acknowledged told = new Acknowledged(
                sample, kept.path("id").asText(), kept.path("documents").path(0).asText());
        if (!kept.path("sha256").asText().equals(sample.sha256())
                || kept.path("bytes").asLong() != sample.bytes().length) {
            wrong.add(sample.name() + " was acknowledged with other bytes: " + kept);
        }
        Acknowledged before = acknowledged.putIfAbsent(sample.name(), told);
        if (before != null && !before.arrival().equals(told.arrival())) {
            wrong.add(sample.name() + " was kept twice: " + before.arrival() + " and " + told.arrival());
        }
        if (before == null) {
            latest.add(told);
            if (sample.name().hashCode() % 5 == 0) {
                again.add(sample);
            }
        }
    }

    /** A server that is being killed may fail; one that is not has no business to. */
    private void blame(ServerProcess asked, String what, String how) {
        if (!asked.ending()) {
            wrong.add(what + ": " + how + ", though nobody killed the server");
        }
    }

    /** Uploads that were begun and are not answered. */
    int underWay() {
        return underWay.get();
    }

    /** Uploads of which about half is sent. */
    int halfSent() {
        return halfSent.get();
    }

    /** How many uploads ended in a broken connection so far. */
    int cutOff() {
        return cutOff.get();
    }

    /** What was acknowledged since this was last asked. */
    List<Acknowledged> latest() {
        List<Acknowledged> some = new ArrayList<>();
        for (Acknowledged each = latest.poll(); each != null; each = latest.poll()) {
            some.add(each);
        }
        return some;
    }

    /** No new files; waits until everything that was begun is answered. */
    void drain() throws InterruptedException {
        draining = true;
        for (Thread each : people) {
            each.join();
        }
        while (!again.isEmpty()) {
            send(again.remove());
        }
    }

    Map<String, Acknowledged> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Promises that were broken while uploading. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        draining = true;
        again.clear();
        people.forEach(Thread::interrupt);
    }

    /** Stops for a moment when half of it is sent, as a slow line does. */
    private final class Slow extends ByteArrayInputStream {
        private static final int PIECE = 16_384;
        private static final long MOMENT_MS = 25;

        private boolean stopped;

        Slow(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            if (!stopped && pos >= count / 2 && count > PIECE) {
                stopped = true;
                halfSent.incrementAndGet();
                try {
                    Thread.sleep(MOMENT_MS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    halfSent.decrementAndGet();
                }
            }
            return super.read(into, offset, Math.min(length, PIECE));
        }
    }
}
