package org.chartroom.api.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * People who upload without an end, three at once, and who send again what was not answered, with the same key. What was
 * answered they write down.
 */
final class UploadLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PEOPLE = 3;
    private static final long PAUSE_MS = 150;

    /** What an answered upload was told. */
    record Acknowledged(Sample sample, String arrival, String document) {}

    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<Sample> samples;
    private final Queue<Sample> again = new ConcurrentLinkedQueue<>();
    private final String token;
    private final List<Thread> people = new ArrayList<>();
    private volatile ServerProcess server;
    private volatile boolean draining;

    UploadLoad(Queue<Sample> samples, ServerProcess server, String token) {
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
                Sample sample = again.poll();
                if (sample == null) {
                    sample = samples.poll();
                }
                if (sample == null) {
                    return;
                }
                send(sample);
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Sample sample) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = server.upload(token, sample);
            if (answer.statusCode() != 201) {
                // A server that is being killed may still say that it cannot; then nothing was promised.
                again.add(sample);
                return;
            }
            JsonNode kept = JSON.readTree(answer.body());
            Acknowledged told = new Acknowledged(
                    sample,
                    kept.path("id").asText(),
                    kept.path("documents").path(0).asText());
            Acknowledged before = acknowledged.putIfAbsent(sample.name(), told);
            if (before != null && !before.arrival().equals(told.arrival())) {
                wrong.add(sample.name() + " was kept twice: " + before.arrival() + " and " + told.arrival());
            }
            if (before == null && sample.name().hashCode() % 5 == 0) {
                again.add(sample);
            }
        } catch (IOException e) {
            again.add(sample);
        }
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
}
