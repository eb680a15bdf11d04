package org.chartroom.api.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.api.TestOffice;
import org.chartroom.api.TestPapers;
import org.chartroom.api.releases.RequestModel.Chart;
import org.chartroom.api.releases.RequestModel.Leaf;
import org.chartroom.api.releases.RequestModel.Light;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is called in whatever order at the release desk, nothing leaves but what was approved, for whom it was authorised, once, and
 * entered in the account before: every answer and every byte is held against a model that shares no code with the desk, and in the end all
 * that left against the account, the approvals and the forms by {@link LeavingChecker}. The property {@code chartroom.seed} sets the seed.
 */
final class DeskModelTest {
    private static final int WALKERS = 4;

    /** Unlike one another, so that nobody takes two of them for one. */
    private static final List<List<String>> PEOPLE = List.of(
            List.of("W-10", "Ada", "Lovering", "1975-12-10"),
            List.of("W-27", "Grace", "Hopwell", "1946-11-09"),
            List.of("W-35", "Emmy", "Noeland", "1982-03-23"));

    @TempDir
    Path data;

    @TempDir
    Path keys;

    private final Recorder recorder = new Recorder();

    @Test
    void twoThousandCallsLetNothingLeaveThatMustNot() throws Exception {
        long seed = Long.getLong("chartroom.seed", 11);
        AtomicInteger left = new AtomicInteger(1_000);
        List<DeskWalker> walkers;
        try (Peers peers = new Peers(keys)) {
            peers.moody(new Random(seed));
            try (TestOffice office = office(peers);
                    DeskDoor door = DeskDoor.at(office.server.url(), tokens(office), recorder)) {
                walkers = walkers(seed, furnish(office), new AtomicInteger(14), door);
                walk(walkers, left, seed);
            }
            left.set(1_000);
            try (TestOffice again = office(peers);
                    DeskDoor door = DeskDoor.at(again.server.url(), tokens(again), recorder)) {
                for (DeskWalker walker : walkers) {
                    walker.resumeAt(door);
                }
                walk(walkers, left, seed);
                settle(walkers, door);
            }
            check(walkers, peers, seed);
        }
    }

    @Test
    @Tag("long")
    void twentyThousandCallsAndAServerThatIsKilledLetNothingLeaveThatMustNot() throws Exception {
        long seed = Long.getLong("chartroom.seed", new Random().nextLong());
        int steps = Integer.getInteger("chartroom.steps", 20_000);
        long begun = System.nanoTime();
        Random moments = new Random(seed);
        try (Peers peers = new Peers(keys)) {
            List<Chart> charts;
            try (TestOffice office = office(peers)) {
                charts = furnish(office);
            }
            peers.moody(new Random(seed));
            AtomicInteger left = new AtomicInteger(steps);
            AtomicInteger packets = new AtomicInteger(Integer.getInteger("chartroom.packets", 150));
            List<DeskWalker> walkers = List.of();
            int kills = 0;
            int killedWhileSending = 0;
            while (left.get() > 0) {
                try (Victim victim = Victim.start(data, keys, peers, recorder)) {
                    if (walkers.isEmpty()) {
                        walkers = walkers(seed, charts, packets, victim.door());
                    } else {
                        for (DeskWalker walker : walkers) {
                            walker.resumeAt(victim.door());
                        }
                    }
                    AtomicInteger until = new AtomicInteger(moments.nextInt(6));
                    AtomicInteger arrived = new AtomicInteger();
                    peers.onArrival(() -> {
                        if (until.getAndDecrement() == 0) {
                            arrived.incrementAndGet();
                            victim.kill();
                        }
                    });
                    // In proportion to how long a start takes: on a busy machine little would be done between two
                    // kills.
                    int within = victim.startMs() / 2 + moments.nextInt(4 * victim.startMs());
                    Thread killer = Thread.ofVirtual().start(() -> victim.killAfter(within));
                    walk(walkers, left, seed);
                    killer.interrupt();
                    killer.join();
                    peers.onArrival(() -> {});
                    kills += victim.isKilled() ? 1 : 0;
                    killedWhileSending += arrived.get();
                }
            }
            try (Victim last = Victim.start(data, keys, peers, recorder)) {
                for (DeskWalker walker : walkers) {
                    walker.resumeAt(last.door());
                }
                settle(walkers, last.door());
            }
            System.out.println("steps " + steps + ", killed " + kills + " times, of these " + killedWhileSending
                    + " when a peer had the bytes and the office did not know; "
                    + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
            check(walkers, peers, seed);
            assertThat(kills).isPositive();
        }
    }

    private TestOffice office(Peers peers) {
        return TestOffice.open(Peers.config(data, keys, peers.mailPort(), peers.faxPort()), Clock.systemUTC());
    }

    /** Waits until nothing is on its way any more, and looks at every request and every account once more. */
    private static void settle(List<DeskWalker> walkers, DeskDoor door) throws Exception {
        for (DeskWalker walker : walkers) {
            for (RequestModel request : walker.requests()) {
                if (request.sent) {
                    TestOffice.until(
                            "request " + request.id + " is sent or not",
                            Duration.ofMinutes(2),
                            () -> hasSettled(door, request));
                }
                if (request.chart != null) {
                    door.get(Role.PRIVACY_OFFICER, "/patients/" + request.chart.patient() + "/disclosures");
                }
            }
        }
    }

    private static boolean hasSettled(DeskDoor door, RequestModel request) {
        try {
            String state = door.get(Role.PRIVACY_OFFICER, "/releases/" + request.id)
                    .body()
                    .at("/handover/delivery/state")
                    .asText();
            return !state.equals("WAITING") && !state.equals("GOING");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(List<DeskWalker> walkers, Peers peers, long seed) {
        report(walkers, seed);
        History history = recorder.history(peers.left());
        Map<String, Integer> ways = new TreeMap<>();
        history.left()
                .forEach(each -> ways.merge(each.way() + (each.taken() ? " taken" : " not taken"), 1, Integer::sum));
        long unknown = history.looks().stream()
                .filter(look -> look.state().equals("DELIVERY_UNKNOWN"))
                .map(History.Look::request)
                .distinct()
                .count();
        System.out.println("seen by others: " + ways + "; requests whose outcome was unknown for a time: " + unknown);
        assertThat(history.left()).as("seed %s: something left", seed).isNotEmpty();
        assertThat(LeavingChecker.findings(history))
                .as("seed %s: what must never be", seed)
                .isEmpty();
        if (!SeededFault.isPossible(history)) {
            System.out.println("nothing left by mail or fax under a form, so no faults were put into this history");
            return;
        }
        for (LeavingChecker.Rule rule : LeavingChecker.Rule.values()) {
            assertThat(LeavingChecker.findings(SeededFault.of(rule, history)))
                    .as("seed %s: the checker finds %s in this very history", seed, rule)
                    .extracting(LeavingChecker.Finding::rule)
                    .contains(rule);
        }
    }

    private static Map<Role, String> tokens(TestOffice office) {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : List.of(Role.INTAKE, Role.RECORDS_CLERK, Role.PRIVACY_OFFICER, Role.CLINICIAN)) {
            tokens.put(role, office.token(role));
        }
        return tokens;
    }

    private static List<DeskWalker> walkers(long seed, List<Chart> charts, AtomicInteger packets, DeskDoor door) {
        List<DeskWalker> walkers = new ArrayList<>();
        for (int i = 0; i < WALKERS; i++) {
            walkers.add(new DeskWalker("walker-" + i, seed + i, charts, packets, door));
        }
        return walkers;
    }

    /** Walks until enough steps are taken, or the server is gone. */
    private static void walk(List<DeskWalker> walkers, AtomicInteger left, long seed) throws InterruptedException {
        try (ExecutorService legs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> walks = new ArrayList<>();
            for (DeskWalker walker : walkers) {
                walks.add(legs.submit(() -> {
                    try {
                        while (left.getAndDecrement() > 0) {
                            walker.step();
                        }
                    } catch (IOException e) {
                        // Killed; whether it may be is for who started it.
                    }
                }));
            }
            for (Future<?> walk : walks) {
                walk.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static void report(List<DeskWalker> walkers, long seed) {
        Map<String, Integer> taken = new TreeMap<>();
        walkers.forEach(walker -> walker.taken().forEach((step, times) -> taken.merge(step, times, Integer::sum)));
        long requests =
                walkers.stream().mapToLong(walker -> walker.requests().size()).sum();
        System.out.println("seed " + seed + ", " + requests + " requests: " + taken);
    }

    /** Charts with pages that prove whose they are, one that does not, one of somebody else, and one from before. */
    private static List<Chart> furnish(TestOffice office) {
        TestPapers papers = new TestPapers(office);
        Set<Integer> shades = new HashSet<>(Set.of(0));
        List<Chart> charts = new ArrayList<>();
        for (List<String> person : PEOPLE) {
            String patient = papers.patient(person.get(0), person.get(1), person.get(2), person.get(3));
            String born = person.get(3).substring(5, 7) + "/" + person.get(3).substring(8) + "/"
                    + person.get(3).substring(0, 4);
            String own =
                    "Patient: " + person.get(1) + " " + person.get(2) + "\nDOB: " + born + "\nMRN: " + person.get(0);
            String other = "Patient: Bo Meitland\nDOB: 01/02/1950\nMRN: Z-99";
            List<Leaf> leaves = new ArrayList<>();
            leaves.addAll(paper(papers, patient, "2026-03-02", List.of(own, own), Light.GREEN, true, shades));
            leaves.addAll(paper(papers, patient, "2025-03-02", List.of(own), Light.GREEN, false, shades));
            leaves.addAll(paper(papers, patient, "2026-04-07", List.of(other), Light.RED, true, shades));
            leaves.addAll(paper(papers, patient, "2026-05-11", List.of("nothing"), Light.AMBER, true, shades));
            charts.add(new Chart(patient, leaves));
        }
        return charts;
    }

    private static List<Leaf> paper(
            TestPapers papers,
            String patient,
            String date,
            List<String> pages,
            Light light,
            boolean inScope,
            Set<Integer> shades) {
        List<String> texts = new ArrayList<>();
        for (String page : pages) {
            int note = 1;
            while (!shades.add(TestPapers.shade(page + "\nProgress note " + note))) {
                note++;
            }
            texts.add(page + "\nProgress note " + note);
        }
        String document = papers.filed(patient, date, texts);
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            leaves.add(new Leaf(document, i + 1, TestPapers.shade(texts.get(i)), light, inScope));
        }
        return leaves;
    }

    /** A server in a process of its own, to be killed. */
    private static final class Victim implements AutoCloseable {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final Process process;
        private final DeskDoor door;
        private final int startMs;
        private volatile boolean killed;

        private Victim(Process process, DeskDoor door, int startMs) {
            this.process = process;
            this.door = door;
            this.startMs = startMs;
        }

        static Victim start(Path data, Path keys, Peers peers, Recorder recorder) throws IOException {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Djava.awt.headless=true",
                            "-Dchartroom.root=" + System.getProperty("chartroom.root", "."),
                            "-Dchartroom.cache=" + System.getProperty("chartroom.cache", ".cache"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            VictimMain.class.getName(),
                            data.toString(),
                            keys.toString(),
                            Integer.toString(peers.mailPort()),
                            Integer.toString(peers.faxPort()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("victim.txt").toFile()))
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            String line = lines.readLine();
            while (line != null && !line.startsWith("{\"told\"")) {
                line = lines.readLine();
            }
            if (line == null) {
                process.destroyForcibly();
                throw new AssertionError("the server did not start");
            }
            JsonNode told = JSON.readTree(line).path("told");
            Map<Role, String> tokens = new EnumMap<>(Role.class);
            told.path("tokens")
                    .fields()
                    .forEachRemaining(each -> tokens.put(
                            Role.valueOf(each.getKey()), each.getValue().asText()));
            return new Victim(process, DeskDoor.at(told.path("url").asText(), tokens, recorder), (int)
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }

        DeskDoor door() {
            return door;
        }

        int startMs() {
            return startMs;
        }

        boolean isKilled() {
            return killed;
        }

        /** By SIGKILL. */
        void kill() {
            killed = true;
            process.destroyForcibly();
        }

        void killAfter(int millis) {
            try {
                Thread.sleep(millis);
                kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            door.close();
        }
    }

    /** The process that is killed. */
    static final class VictimMain {
        private VictimMain() {}

        public static void main(String[] arguments) throws InterruptedException {
            TestOffice office = TestOffice.open(
                    Peers.config(
                            Path.of(arguments[0]),
                            Path.of(arguments[1]),
                            Integer.parseInt(arguments[2]),
                            Integer.parseInt(arguments[3])),
                    Clock.systemUTC());
            try {
                System.out.println(new ObjectMapper()
                        .writeValueAsString(
                                Map.of("told", Map.of("url", office.server.url(), "tokens", tokens(office)))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.sleep(TimeUnit.HOURS.toMillis(2));
        }
    }
}
