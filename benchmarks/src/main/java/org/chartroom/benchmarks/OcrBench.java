package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<String> arguments = new ArrayList<>(List.of("read", "--format", "json"));
        if (jobs > 0) {
            arguments.addAll(List.of("--jobs", Integer.toString(jobs)));
        }
        files.forEach(file -> arguments.add(file.toAbsolutePath().toString()));
        Lines lines = Lines.of(home, arguments);
        int pages = 0;
        int failed = 0;
        WeightedRate characters = new WeightedRate();
        WeightedRate words = new WeightedRate();
        for (JsonNode read : lines.objects()) {
            Path file = Path.of(read.path("file").asText());
            ObjectNode line = JsonOut.object().put("file", Truth.name(file));
            line.put("pages", read.path("pages").size());
            pages += read.path("pages").size();
            if (read.has("error")) {
                failed++;
                line.put("error", read.path("error").path("kind").asText());
            }
            Optional<String> truth = Truth.of(file);
            if (truth.isPresent()) {
                ErrorRates rates = ErrorRates.of(truth.get(), text(read));
                characters.add(rates.characters(), rates.trueCharacters());
                words.add(rates.words(), rates.trueWords());
                line.put("cer", JsonOut.rounded(rates.characters(), 4));
                line.put("wer", JsonOut.rounded(rates.words(), 4));
            }
            out.line(line.put("elapsedMs", read.path("elapsedMs").asLong()));
        }
        ObjectNode sum = JsonOut.object()
                .put("bench", "ocr")
                .put("files", files.size())
                .put("failed", failed)
                .put("pages", pages)
                .put("seconds", JsonOut.rounded(lines.seconds(), 2))
                .put("pagesPerMinute", JsonOut.rounded(pages * 60 / lines.seconds(), 1))
                .put("peakMb", lines.peakMb())
                .put("scored", characters.count());
        characters.put(sum, "cer");
        words.put(sum, "wer");
        out.line(sum);
        return lines.objects().size() == files.size() ? 0 : 1;
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
