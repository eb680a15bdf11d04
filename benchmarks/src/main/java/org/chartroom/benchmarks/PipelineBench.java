package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chartroom.api.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long it takes from the moment a one-page fax begins to arrive until searching for its words finds it: one fax after
 * the other on an office that does nothing else, or that reads a long file meanwhile. The server and its worker are real
 * and in processes of their own.
 */
@Command(name = "pipeline", description = "From arrival to searchable.", mixinStandardHelpOptions = true)
final class PipelineBench implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final List<String> WORDS = List.of(
            "walnut", "harbor", "lantern", "meadow", "copper", "velvet", "orchard", "thunder", "pepper", "window",
            "marble", "feather", "cabin", "garden", "ribbon", "silver");

    private final Home home;
    private final Clock clock;

    @Option(names = "--arrivals", description = "How many faxes; ${DEFAULT-VALUE} by default, 240 at most.")
    private int arrivals = 20;

    @Option(names = "--workers", description = "Readers, -1 for what suits the machine, as by default.")
    private int workers = -1;

    @Option(
            names = "--behind",
            paramLabel = "PAGES",
            description = "Sends the faxes as STAT while a file of so many pages is being read.")
    private int behind;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    PipelineBench(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (arrivals < 1 || arrivals > WORDS.size() * (WORDS.size() - 1)) {
            throw new IOException("--arrivals must be within 1.." + WORDS.size() * (WORDS.size() - 1));
        }
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        String priority = behind > 0 ? "STAT" : "ROUTINE";
        List<Long> took = new ArrayList<>();
        int duringBatch = 0;
        try (Scratch scratch = Scratch.make(home);
                RunningServer server =
                        RunningServer.start(home, scratch.folder().resolve("data"), workers);
                PeakMemory memory = PeakMemory.of(server.process())) {
            String batch = behind > 0 ? batch(server, scratch) : "";
            for (int number = 0; number < arrivals; number++) {
                String subject = subject(number);
                byte[] fax = FaxPage.tiff(subject);
                long began = System.nanoTime();
                String document = server.upload("fax", priority, "fax-" + number + ".tif", "fax-" + number, fax)
                        .path("documents")
                        .path(0)
                        .asText();
                long answered = System.nanoTime() - began;
                ObjectNode line = JsonOut.object()
                        .put("arrival", number + 1)
                        .put("first", number == 0)
                        .put("answeredMs", answered / 1_000_000);
                if (found(server, subject, document, began)) {
                    long searchable = System.nanoTime() - began;
                    took.add(searchable);
                    duringBatch += behind > 0 && reading(server, batch) ? 1 : 0;
                    out.line(line.put("searchableMs", searchable / 1_000_000));
                } else {
                    out.line(line.put(
                            "stage",
                            server.get("documents/" + document).path("stage").asText()));
                }
                Thread.sleep(PAUSE);
            }
            ObjectNode sum = JsonOut.object()
                    .put("bench", "pipeline")
                    .put("at", clock.instant().toString())
                    .put("arrivals", arrivals)
                    .put("failed", arrivals - took.size());
            if (behind > 0) {
                sum.put("behindPages", behind).put("whileReadingIt", duringBatch);
            }
            if (!took.isEmpty()) {
                Timings timings = new Timings(took);
                sum.put("arrivalToSearchableP50Ms", timings.ms(0.5))
                        .put("arrivalToSearchableP95Ms", timings.ms(0.95))
                        .put("arrivalToSearchableMaxMs", timings.ms(1));
            }
            out.line(sum.put("peakMb", memory.megabytes())
                    .put("serverStartSeconds", JsonOut.rounded(server.startSeconds(), 2)));
            return took.size() == arrivals ? 0 : 1;
        }
    }

    /** Sends a long file and waits until its first pages are read; the id of its document. */
    private String batch(RunningServer server, Scratch scratch) throws IOException, InterruptedException {
        Path file = scratch.folder().resolve("long.tif");
        LongFile.TIFF.write(file, behind);
        String document = server.upload("scan", "ROUTINE", "long.tif", "long-file", file)
                .path("documents")
                .path(0)
                .asText();
        long began = System.nanoTime();
        while (server.get("documents/" + document).path("progress").path("done").asInt() < 2) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IOException("nothing of the long file was read after " + LONGEST);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return document;
    }

    private static boolean reading(RunningServer server, String document) throws IOException, InterruptedException {
        return server.get("documents/" + document).path("stage").asText().equals("READING");
    }

    /** Two words that no other fax has in this order. */
    private static String subject(int number) {
        int first = number % WORDS.size();
        int second = (first + 1 + number / WORDS.size()) % WORDS.size();
        return WORDS.get(first) + " " + WORDS.get(second);
    }

    private static boolean found(RunningServer server, String subject, String document, long began)
            throws IOException, InterruptedException {
        String query = "search?q=" + URLEncoder.encode("\"" + subject + "\"", StandardCharsets.UTF_8);
        while (System.nanoTime() - began < LONGEST.toNanos()) {
            for (JsonNode hit : server.get(query).path("items")) {
                if (hit.path("documentId").asText().equals(document)) {
                    return true;
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return false;
    }
}
