package org.chartroom.api.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * entered in the account before: every answer and every byte is held against a model that shares no code with the desk.
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

    @Test
    void twoThousandCallsLetNothingLeaveThatMustNot() throws Exception {
        long seed = Long.getLong("chartroom.seed", 11);
        try (TestOffice office = TestOffice.open(data);
                DeskDoor door = DeskDoor.at(office.server.url(), tokens(office))) {
            List<DeskWalker> walkers = walkers(seed, furnish(office), new AtomicInteger(12), door);
            AtomicInteger left = new AtomicInteger(2_000);
            walk(walkers, left, seed);
            report(walkers, seed);
            assertThat(left.get()).isNotPositive();
        }
    }

    @Test
    @Tag("long")
    void twentyThousandCallsAndAServerThatIsKilledLetNothingLeaveThatMustNot() throws Exception {
        long seed = Long.getLong("chartroom.seed", new Random().nextLong());
        Random moments = new Random(seed);
        List<Chart> charts;
        try (TestOffice office = TestOffice.open(data)) {
            charts = furnish(office);
        }
        AtomicInteger left = new AtomicInteger(Integer.getInteger("chartroom.steps", 20_000));
        AtomicInteger packets = new AtomicInteger(150);
        List<DeskWalker> walkers = List.of();
        int kills = 0;
        while (left.get() > 0) {
            try (Victim victim = Victim.start(data)) {
                if (walkers.isEmpty()) {
                    walkers = walkers(seed, charts, packets, victim.door());
                } else {
                    for (DeskWalker walker : walkers) {
                        walker.resumeAt(victim.door());
                    }
                }
                Thread killer = Thread.ofVirtual().start(() -> victim.killAfter(2_000 + moments.nextInt(20_000)));
                walk(walkers, left, seed);
                killer.interrupt();
                killer.join();
                kills += victim.isKilled() ? 1 : 0;
            }
        }
        report(walkers, seed);
        System.out.println("killed " + kills + " times");
        assertThat(kills).isPositive();
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
        assertThat(taken).as("seed %s: something left", seed).containsKey("fetch 200");
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
        private volatile boolean killed;

        private Victim(Process process, DeskDoor door) {
            this.process = process;
            this.door = door;
        }

        static Victim start(Path data) throws IOException {
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
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("victim.txt").toFile()))
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            String line = lines.readLine();
            while (line != null && !line.startsWith("{\"url\"")) {
                line = lines.readLine();
            }
            if (line == null) {
                process.destroyForcibly();
                throw new AssertionError("the server did not start");
            }
            JsonNode told = JSON.readTree(line);
            Map<Role, String> tokens = new EnumMap<>(Role.class);
            told.path("tokens")
                    .fields()
                    .forEachRemaining(each -> tokens.put(
                            Role.valueOf(each.getKey()), each.getValue().asText()));
            return new Victim(process, DeskDoor.at(told.path("url").asText(), tokens));
        }

        DeskDoor door() {
            return door;
        }

        boolean isKilled() {
            return killed;
        }

        void killAfter(int millis) {
            try {
                Thread.sleep(millis);
                killed = true;
                // SIGKILL
                process.destroyForcibly();
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
            TestOffice office = TestOffice.open(Path.of(arguments[0]));
            try {
                System.out.println(new ObjectMapper()
                        .writeValueAsString(Map.of("url", office.server.url(), "tokens", tokens(office))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.sleep(TimeUnit.HOURS.toMillis(2));
        }
    }
}
