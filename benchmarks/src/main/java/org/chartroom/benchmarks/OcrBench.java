package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.chartroom.api.cli.Home;
import org.chartroom.models.text.ErrorRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast and how well the pages of a folder are read, by {@code ./chartroom read} itself. */
@Command(name = "ocr", description = "Speed and error rates of reading a folder.", mixinStandardHelpOptions = true)
final class OcrBench implements Callable<Integer> {
    private final Home home;

    @Parameters(paramLabel = "DIR", description = "Files, with NAME.gt.txt or truth/NAME.txt where the text is known.")
    private Path folder = Path.of(".");

    @Option(names = "--jobs", description = "Files at once; as many as there are processors by default.")
    private int jobs;

    @Option(
            names = "--against",
            description =
                    "Read by the installed ocrmypdf first, file by file, and compared on the files that it reads.")
    private boolean against;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    OcrBench(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        List<Path> files = Truth.files(folder);
        if (!against) {
            Lines lines = read(files);
            out.line(scored(lines, Map.of(), out).put("files", files.size()));
            return lines.objects().size() == files.size() ? 0 : 1;
        }
        if (!OcrMyPdf.isThere()) {
            throw new IOException("there is no program ocrmypdf on this machine: install it, or leave out --against");
        }
        Map<String, OcrMyPdf.Done> peer = new HashMap<>();
        List<Path> both = new ArrayList<>();
        try (Scratch scratch = Scratch.make(home)) {
            OcrMyPdf program = new OcrMyPdf(scratch.folder());
            for (Path file : files) {
                Optional<OcrMyPdf.Done> done = program.read(file);
                if (done.isPresent()) {
                    peer.put(Truth.name(file), done.get());
                    both.add(file);
                }
            }
        }
        if (both.isEmpty()) {
            throw new IOException("ocrmypdf read none of the files in " + folder);
        }
        Lines lines = read(both);
        ObjectNode sum = scored(lines, peer, out);
        // What only the peer reads is not among the pages.
        for (JsonNode read : lines.objects()) {
            if (read.has("error")) {
                peer.remove(Truth.name(Path.of(read.path("file").asText())));
            }
        }
        double seconds =
                peer.values().stream().mapToDouble(OcrMyPdf.Done::seconds).sum();
        int pages = sum.path("pages").asInt();
        sum.put("files", both.size())
                .put("refusedByPeer", files.size() - both.size())
                .put("peerSeconds", JsonOut.rounded(seconds, 2))
                .put("peerPagesPerMinute", JsonOut.rounded(pages * 60 / seconds, 1))
                .put("timesAsFast", JsonOut.rounded(seconds / lines.seconds(), 2));
        out.line(sum);
        return lines.objects().size() == both.size() ? 0 : 1;
    }

    private Lines read(List<Path> files) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("read", "--format", "json"));
        if (jobs > 0) {
            arguments.addAll(List.of("--jobs", Integer.toString(jobs)));
        }
        files.forEach(file -> arguments.add(file.toAbsolutePath().toString()));
        return Lines.of(home, arguments);
    }

    /** Prints a line a file and gives the one that sums up. */
    private ObjectNode scored(Lines lines, Map<String, OcrMyPdf.Done> peer, JsonOut out) throws IOException {
        PageClasses classes = PageClasses.of(folder);
        Map<String, ClassRates> rates = new TreeMap<>();
        int pages = 0;
        int failed = 0;
        WeightedRate characters = new WeightedRate();
        WeightedRate words = new WeightedRate();
        for (JsonNode read : lines.objects()) {
            Path file = Path.of(read.path("file").asText());
            String name = Truth.name(file);
            ObjectNode line = JsonOut.object().put("file", name);
            line.put("pages", read.path("pages").size());
            pages += read.path("pages").size();
            if (read.has("error")) {
                failed++;
                line.put("error", read.path("error").path("kind").asText());
            }
            Optional<String> truth = Truth.of(file);
            if (truth.isPresent()) {
                ErrorRates ours = ErrorRates.of(truth.get(), text(read));
                characters.add(ours.characters(), ours.trueCharacters());
                words.add(ours.words(), ours.trueWords());
                line.put("cer", JsonOut.rounded(ours.characters(), 4));
                line.put("wer", JsonOut.rounded(ours.words(), 4));
                OcrMyPdf.Done other = peer.get(name);
                ClassRates of = rates.computeIfAbsent(classes.of(name), _ -> new ClassRates());
                of.add(ours.words());
                if (other != null) {
                    double theirs = ErrorRates.of(truth.get(), other.text()).words();
                    line.put("peerWer", JsonOut.rounded(theirs, 4));
                    line.put("peerSeconds", JsonOut.rounded(other.seconds(), 2));
                    of.addPeer(theirs);
                }
            }
            out.line(line.put("elapsedMs", read.path("elapsedMs").asLong()));
        }
        ObjectNode sum = JsonOut.object()
                .put("bench", "ocr")
                .put("failed", failed)
                .put("pages", pages)
                .put("seconds", JsonOut.rounded(lines.seconds(), 2))
                .put("pagesPerMinute", JsonOut.rounded(pages * 60 / lines.seconds(), 1))
                .put("peakMb", lines.peakMb())
                .put("scored", characters.count());
        characters.put(sum, "cer");
        words.put(sum, "wer");
        ObjectNode byClass = sum.putObject("meanWerByClass");
        rates.forEach((name, of) -> of.put(byClass.putObject(name)));
        return sum;
    }

    /** Mean word error rates of the files of one class, every file as heavy as any other. */
    private static final class ClassRates {
        private double ours;
        private double peers;
        private int files;
        private int compared;

        void add(double rate) {
            ours += rate;
            files++;
        }

        void addPeer(double rate) {
            peers += rate;
            compared++;
        }

        void put(ObjectNode object) {
            object.put("files", files).put("wer", JsonOut.rounded(ours / files, 4));
            if (compared > 0) {
                object.put("peerWer", JsonOut.rounded(peers / compared, 4));
            }
        }
    }

    private static String text(JsonNode read) {
        StringBuilder text = new StringBuilder();
        for (JsonNode page : read.path("pages")) {
            text.append(page.path("text").asText()).append('\n');
        }
        for (JsonNode attachment : read.path("attachments")) {
            text.append(text(attachment));
        }
        return text.toString();
    }
}
