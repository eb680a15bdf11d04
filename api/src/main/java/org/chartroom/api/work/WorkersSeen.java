package org.chartroom.api.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.chartroom.models.record.DocumentId;

/** When each worker was heard of last, and what it was doing. In memory; workers make themselves known within seconds. */
public final class WorkersSeen {
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Listens> listening = new ConcurrentHashMap<>();

    public WorkersSeen(Clock clock) {
        this.clock = clock;
    }

    /**
     * What workers listen with.
     *
     * @param owners the workers, by name
     */
    public record Speech(SpeechInUse use, List<String> owners) {}

    private record Listens(Instant at, SpeechInUse use) {}

    private record Seen(Instant at, String doing, Optional<DocumentId> document) {}

    /** A worker as status pages show it. */
    public record Worker(String owner, long lastSeenSeconds, String doing, Optional<DocumentId> documentId) {}

    void listens(String owner, SpeechInUse use) {
        listening.put(owner, new Listens(clock.instant(), use));
    }

    /** What the workers heard of in the last ten minutes listen with, by what they use: mostly one. */
    public List<Speech> speech() {
        Instant now = clock.instant();
        listening.values().removeIf(each -> Duration.between(each.at(), now).compareTo(FORGOTTEN) > 0);
        Map<SpeechInUse, List<String>> owners = new LinkedHashMap<>();
        new TreeMap<>(listening)
                .forEach((owner, each) -> owners.computeIfAbsent(each.use(), _ -> new ArrayList<>())
                        .add(owner));
        return owners.entrySet().stream()
                .map(each -> new Speech(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    void idle(String owner) {
        seen.put(owner, new Seen(clock.instant(), "waiting for work", Optional.empty()));
    }

    void busy(String owner, boolean transcribing, DocumentId document) {
        seen.put(owner, new Seen(clock.instant(), transcribing ? "transcribing" : "reading", Optional.of(document)));
    }

    /** Those heard of in the last ten minutes, by name. */
    public List<Worker> all() {
        Instant now = clock.instant();
        seen.values().removeIf(each -> Duration.between(each.at(), now).compareTo(FORGOTTEN) > 0);
        return seen.entrySet().stream()
                .map(each -> new Worker(
                        each.getKey(),
                        Math.max(0, Duration.between(each.getValue().at(), now).toSeconds()),
                        each.getValue().doing(),
                        each.getValue().document()))
                .sorted(Comparator.comparing(Worker::owner))
                .toList();
    }
}
