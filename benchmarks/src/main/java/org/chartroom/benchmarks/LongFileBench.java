package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chartroom.api.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Memory and time while one long file goes through: it is made, uploaded, read, and every page is looked for in the
 * ledger and by searching for its own words. Server and workers are real, with the heaps that the product gives them.
 */
@Command(name = "long-file", description = "Memory while a long file goes through.", mixinStandardHelpOptions = true)
final class LongFileBench implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration INDEXED_WITHIN = Duration.ofSeconds(60);
    private static final double MB = 1 << 20;

    private final Home home;
    private final Clock clock;

    @Option(names = "--pages", description = "How many; ${DEFAULT-VALUE} by default, 4,096 at most.")
    private int pages = 1_000;

    @Option(names = "--format", description = "tiff or pdf; tiff by default.")
    private String format = "tiff";

    @Option(names = "--workers", description = "Readers, -1 for what suits the machine; 1 by default.")
    private int workers = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    LongFileBench(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** A look at one moment; {@code done} pages were read, MB. */
    private record Look(int done, double heap, double heapAfterGc, ProcessTree.Resident resident) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LongFile kind = format(format);
        if (pages < 3 || pages > LongFile.MOST_PAGES) {
            throw new IOException("--pages must be within 3.." + LongFile.MOST_PAGES);
        }
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        try (Scratch scratch = Scratch.make(home)) {
            Path file = scratch.folder().resolve("long." + kind.extension());
            kind.write(file, pages);
            out.line(JsonOut.object().put("made", file.getFileName().toString()).put("bytes", Files.size(file)));
            try (RunningServer server =
                    RunningServer.start(home, scratch.folder().resolve("data"), workers)) {
                return measure(server, kind, file, out);
            }
        }
    }

    private static LongFile format(String name) throws IOException {
        try {
            return LongFile.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IOException("--format must be tiff or pdf, was " + name);
        }
    }

    private int measure(RunningServer server, LongFile kind, Path file, JsonOut out)
            throws IOException, InterruptedException {
        ProcessTree tree = new ProcessTree(server.process().toHandle());
        List<Look> looks = new ArrayList<>();
        long began = System.nanoTime();
        JsonNode kept = server.upload("scan", "ROUTINE", "long." + kind.extension(), "long-file", file);
        String arrival = kept.path("id").asText();
        String document = kept.path("documents").path(0).asText();
        double answered = seconds(began);

        String state = "waiting";
        int told = 0;
        while (state.equals("waiting") || state.equals("working")) {
            Thread.sleep(BETWEEN_LOOKS);
            JsonNode now = server.get("documents/" + document);
            int done = now.path("progress")
                    .path("done")
                    .asInt(looks.isEmpty() ? 0 : looks.getLast().done());
            looks.add(look(server, tree, done));
            state = switch (now.path("stage").asText()) {
                case "RECEIVED" -> "waiting";
                case "READING" -> "working";
                default -> "done";
            };
            if (done >= told + Math.max(1, pages / 20)) {
                told = done;
                out.line(line(looks.getLast()).put("seconds", JsonOut.rounded(seconds(began), 1)));
            }
            if (seconds(began) > LONGEST.toSeconds()) {
                throw new IOException("the file was not through after " + LONGEST);
            }
        }
        awaitIndex(server, document);
        double through = seconds(began);
        int accounted = accounted(server, arrival);
        int found = found(server, document);
        looks.add(look(server, tree, pages));

        ObjectNode sum = JsonOut.object()
                .put("bench", "long-file")
                .put("at", clock.instant().toString())
                .put("format", kind.name().toLowerCase(Locale.ROOT))
                .put("pages", pages)
                .put("bytes", Files.size(file))
                .put("answeredSeconds", JsonOut.rounded(answered, 2))
                .put("seconds", JsonOut.rounded(through, 1))
                .put("pagesPerMinute", JsonOut.rounded(pages * 60 / through, 1))
                .put("serverHeapPeakMb", Math.round(most(looks, Look::heap)))
                .put("serverHeapAfterGcPeakMb", Math.round(most(looks, Look::heapAfterGc)))
                .put("serverRssPeakMb", tree.serverPeakMb())
                .put("workerRssPeakMb", tree.workerPeakMb())
                .put("readerRssPeakMb", tree.readerPeakMb())
                .put("workerWithReaderRssPeakMb", tree.workerWithReadersPeakMb())
                .put("accounted", accounted)
                .put("found", found)
                .put("failed", pages - Math.min(accounted, found));
        sum.set("firstThird", third(looks, 0));
        sum.set("lastThird", third(looks, 2));
        out.line(sum.put("serverStartSeconds", JsonOut.rounded(server.startSeconds(), 2)));
        return accounted == pages && found == pages ? 0 : 1;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static Look look(RunningServer server, ProcessTree tree, int done)
            throws IOException, InterruptedException {
        ProcessTree.Resident resident = tree.look();
        return new Look(
                done,
                server.metric("jvm_memory_heap_used") / MB,
                server.metric("jvm_memory_pools_Tenured_Gen_used_after_gc") / MB,
                resident);
    }

    private static ObjectNode line(Look look) {
        return JsonOut.object()
                .put("done", look.done())
                .put("serverHeapMb", Math.round(look.heap()))
                .put("serverRssMb", look.resident().server())
                .put("workerRssMb", look.resident().worker())
                .put("readerRssMb", look.resident().reader());
    }

    private static double most(List<Look> looks, java.util.function.ToDoubleFunction<Look> what) {
        return looks.stream()
                .mapToDouble(what)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    /** The most of each kind of memory while that third of the pages was read. */
    private ObjectNode third(List<Look> looks, int which) {
        List<Look> some = looks.stream()
                .filter(look -> look.done() > 0 && Math.min(2, look.done() * 3 / (pages + 1)) == which)
                .toList();
        return JsonOut.object()
                .put("serverHeapMb", Math.round(most(some, Look::heap)))
                .put("serverHeapAfterGcMb", Math.round(most(some, Look::heapAfterGc)))
                .put(
                        "serverRssMb",
                        Math.round(most(some, look -> look.resident().server())))
                .put(
                        "workerRssMb",
                        Math.round(most(some, look -> look.resident().worker())))
                .put(
                        "readerRssMb",
                        Math.round(most(some, look -> look.resident().reader())));
    }

    /** How many input pages the ledger has as pages of a document. */
    private static int accounted(RunningServer server, String arrival) throws IOException, InterruptedException {
        return server.get("arrivals/" + arrival)
                .path("pages")
                .path("inDocuments")
                .asInt();
    }

    /** How many pages are found, each by its own words and at its own place. */
    private int found(RunningServer server, String document) throws IOException, InterruptedException {
        int found = 0;
        for (int page = 1; page <= pages; page++) {
            found += isFound(server, document, page) ? 1 : 0;
        }
        return found;
    }

    private static boolean isFound(RunningServer server, String document, int page)
            throws IOException, InterruptedException {
        String query = "search?q=" + URLEncoder.encode("\"" + LongFile.phrase(page) + "\"", StandardCharsets.UTF_8);
        for (JsonNode hit : server.get(query).path("items")) {
            if (hit.path("documentId").asText().equals(document)) {
                return hit.path("page").asInt() == page;
            }
        }
        return false;
    }

    /** The index takes a document as a whole, so that its last page stands for all. */
    private void awaitIndex(RunningServer server, String document) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!isFound(server, document, pages) && seconds(began) < INDEXED_WITHIN.toSeconds()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
