package org.chartroom.api.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of the server, a worker or a reader while files come in, are read and are handed in: at the moments where a
 * promise is being made, and at random ones. Every upload that was answered is there once, byte for byte; everything
 * comes to an end; right after each restart, as at the end, the index agrees with the store; and nothing is left lying
 * about. {@code target/kill-test-N.txt} tells of each kill. {@code -Dchartroom.kill.seed=N} repeats the choices (not the
 * moments the machine makes of them), {@code -Dchartroom.kill.rounds=N} makes the long run shorter or longer.
 */
final class KillTest {
    /** Generous: a machine that is busy with other things takes long to start Java again and again. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Longer than this no round waits for something to be read. */
    private static final Duration ENOUGH_QUIET = Duration.ofSeconds(15);
    /** One worker of the server's own and one from outside, of one reader each. */
    private static final int LEASES = 2;

    @TempDir
    private Path folder;

    private final List<Kill> kills = new ArrayList<>();
    private int endedBefore;

    /** Whom a round kills. */
    private enum Victim {
        SERVER,
        WORKER,
        READER
    }

    /**
     * One that was done.
     *
     * @param hit whether the moment that was waited for had come
     * @param uploads that were sent and not answered
     * @param halfSent those of them of which half was sent
     * @param leases that were live, as the records have it; of a dead server, as the crash left them
     */
    private record Kill(Victim victim, Moment moment, boolean hit, int uploads, int halfSent, int leases) {}

    @Test
    void nothingAnsweredIsLostOrDoubledByTenKills() throws Exception {
        killAndLook(10, 700, 2);
    }

    @Test
    @Tag("long")
    void nothingAnsweredIsLostOrDoubledByTwoHundredKills() throws Exception {
        killAndLook(Integer.getInteger("chartroom.kill.rounds", 200), 2_500, 10);
    }

    /** @param lookEvery after how many restarts of the server everything kept so far is looked at */
    private void killAndLook(int rounds, int longestWaitMs, int lookEvery) throws Exception {
        long seed = Long.getLong("chartroom.kill.seed", new Random().nextLong());
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        Path cache = Path.of(
                        System.getProperty("chartroom.cache", System.getProperty("chartroom.root", ".") + "/.cache"))
                .toAbsolutePath();
        boolean images = Files.isRegularFile(cache.resolve("tessdata").resolve("eng.traineddata"));
        Path config = folder.resolve("server.yml");
        Files.writeString(
                config,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "data", data.toString(),
                                "http", Map.of("port", 0, "adminPort", 0),
                                "work", Map.of("leaseSeconds", 6, "maxAttempts", 30, "firstRetrySeconds", 0),
                                "workers", Map.of("count", 1))));
        List<Victim> victims = victims(rounds, random);
        List<Moment> moments = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();
        Random kinds = new Random(random.nextLong());
        Path report = report(rounds);
        tell(report, "seed " + seed + ", " + rounds + " rounds, page images: " + images);
        long began = System.nanoTime();

        ServerProcess server = ServerProcess.start(data, cache, config);
        try {
            String token = server.administratorToken();
            String workerToken = server.workerToken(token);
            Afterwards afterwards = new Afterwards(token);
            try (Line line = Line.to(server);
                    OutsideWorker outside = OutsideWorker.start(folder, cache, line.url(), workerToken);
                    UploadLoad load =
                            new UploadLoad(() -> Sample.make(made.getAndIncrement(), kinds, images), server, token)) {
                int restarts = 0;
                for (int round = 0; round < rounds; round++) {
                    outside.keepUp();
                    assertThat(server.alive())
                            .as("the server before round %s", round)
                            .isTrue();
                    Thread.sleep(100 + random.nextInt(longestWaitMs));
                    awaitLoad(load, server, token);
                    Victim victim = victims.get(round);
                    if (victim == Victim.SERVER) {
                        if (moments.isEmpty()) {
                            moments.addAll(List.of(Moment.values()));
                            Collections.shuffle(moments, random);
                        }
                        Moment moment = moments.removeLast();
                        boolean hit = moment.await(load, line, data, Duration.ofSeconds(20));
                        int uploads = load.underWay();
                        int half = load.halfSent();
                        assertThat(server.kill()).isEmpty();
                        Afterwards.Crash crash = Afterwards.asTheCrashLeftIt(data, folder.resolve("crash"));
                        note(report, round, new Kill(victim, moment, hit, uploads, half, crash.leases()));
                        server = ServerProcess.start(data, cache, config);
                        List<UploadLoad.Acknowledged> latest = load.latest();
                        afterwards.indexHasCaughtUp(server, latest);
                        line.turnTo(server);
                        load.turnTo(server);
                        if (++restarts % lookEvery == 0) {
                            afterwards.everyUploadIsThereOnce(server, load.acknowledged(), false);
                            tell(report, "looked at " + load.acknowledged().size() + " uploads");
                        }
                    } else {
                        note(report, round, killBelow(victim, server, outside, load, token, random));
                        assertThat(server.alive())
                                .as("the server after its %s was killed", victim)
                                .isTrue();
                    }
                    assertThat(load.wrong()).isEmpty();
                }
                outside.keepUp();
                load.drain();
                assertThat(load.wrong()).isEmpty();
                afterwards.awaitTheEnd(server, PATIENCE, outside);
                afterwards.everyUploadIsThereOnce(server, load.acknowledged(), true);
                afterwards.indexHasCaughtUp(
                        server, List.copyOf(load.acknowledged().values()));
                tell(report, "acknowledged " + load.acknowledged().size() + ", cut off " + load.cutOff());
            }
        } finally {
            server.close();
        }
        Afterwards.Summary summary = Afterwards.storeAndIndexAgree(data, folder.resolve("outside"));
        tell(
                report,
                summary + ", " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s, " + totals());
        assertThat(summary.attempts() - summary.leased())
                .as("attempts that kills cost")
                .isLessThanOrEqualTo(kills.size() * LEASES);
        theKillsFellIntoLoad();
    }

    /** Two servers to one worker and one reader; each of the three in ten rounds, in any order. */
    private static List<Victim> victims(int rounds, Random random) {
        List<Victim> victims = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            victims.add(
                    switch (round % 10) {
                        case 0, 1, 2, 3, 4 -> Victim.SERVER;
                        case 5, 6 -> Victim.WORKER;
                        default -> Victim.READER;
                    });
        }
        Collections.shuffle(victims, random);
        return victims;
    }

    /** Until something is being uploaded and something is being read, and something was read since the last kill. */
    private void awaitLoad(UploadLoad load, ServerProcess server, String token) throws Exception {
        long now = System.nanoTime();
        long end = now + PATIENCE.toNanos();
        long enough = now + ENOUGH_QUIET.toNanos();
        while (true) {
            JsonNode status = server.get(token, "status");
            int ended = 0;
            for (String stage : List.of("READ", "NEEDS_PERSON", "QUARANTINED")) {
                ended += status.path("stages").path(stage).asInt();
            }
            boolean busy =
                    load.underWay() > 0 && status.path("queue").path("leased").asInt() > 0;
            if (busy && (ended > endedBefore || System.nanoTime() > enough)) {
                endedBefore = ended;
                return;
            }
            assertThat(System.nanoTime()).as("no load within %s", PATIENCE).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static Kill killBelow(
            Victim victim, ServerProcess server, OutsideWorker outside, UploadLoad load, String token, Random random)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessHandle> there = new ArrayList<>();
            if (victim == Victim.WORKER) {
                there.addAll(server.workers());
                there.add(outside.handle());
            } else {
                server.workers().forEach(worker -> worker.descendants().forEach(there::add));
                there.addAll(outside.readers());
            }
            int leased =
                    server.get(token, "status").path("queue").path("leased").asInt();
            int uploads = load.underWay();
            int half = load.halfSent();
            if (leased > 0
                    && !there.isEmpty()
                    && there.get(random.nextInt(there.size())).destroyForcibly()) {
                return new Kill(victim, Moment.ANY, true, uploads, half, leased);
            }
            assertThat(System.nanoTime())
                    .as("nobody to kill within %s", PATIENCE)
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void theKillsFellIntoLoad() {
        assertThat(kills).as("kills while something was being read").anyMatch(kill -> kill.leases() > 0);
        assertThat(kills.stream()
                        .filter(kill -> kill.leases() > 0 || kill.uploads() > 0)
                        .count())
                .as("kills with an upload or a lease open: %s", kills)
                .isGreaterThanOrEqualTo(kills.size() * 8L / 10);
        List<Kill> servers =
                kills.stream().filter(kill -> kill.victim() == Victim.SERVER).toList();
        assertThat(servers.stream().filter(Kill::hit).count())
                .as("servers killed at the moment that was meant: %s", servers)
                .isPositive();
    }

    private String totals() {
        StringBuilder totals = new StringBuilder();
        for (Victim victim : Victim.values()) {
            List<Kill> some =
                    kills.stream().filter(kill -> kill.victim() == victim).toList();
            totals.append(victim)
                    .append(": ")
                    .append(some.size())
                    .append(" killed, uploads open ")
                    .append(some.stream().mapToInt(Kill::uploads).sum())
                    .append(", half sent ")
                    .append(some.stream().mapToInt(Kill::halfSent).sum())
                    .append(", leases open ")
                    .append(some.stream().mapToInt(Kill::leases).sum())
                    .append("; ");
        }
        for (Moment moment : Moment.values()) {
            List<Kill> some = kills.stream()
                    .filter(kill -> kill.victim() == Victim.SERVER && kill.moment() == moment)
                    .toList();
            totals.append(moment)
                    .append(' ')
                    .append(some.stream().filter(Kill::hit).count())
                    .append('/')
                    .append(some.size())
                    .append(' ');
        }
        return totals.toString();
    }

    private void note(Path report, int round, Kill kill) throws IOException {
        kills.add(kill);
        tell(report, "round " + (round + 1) + ": " + kill);
    }

    private static Path report(int rounds) throws IOException {
        Path report = Path.of("target", "kill-test-" + rounds + ".txt");
        Files.createDirectories(Path.of("target"));
        Files.deleteIfExists(report);
        return report;
    }

    private static void tell(Path report, String line) throws IOException {
        Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
