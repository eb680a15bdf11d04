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

/**
 * How fast and how well recordings are transcribed, by {@code ./chartroom dictate} itself. A critical error is a clip in
 * which the numbers or the negations that were heard are not the ones that were said.
 */
@Command(
        name = "speech",
        description = "Speed and error rates of transcribing a folder.",
        mixinStandardHelpOptions = true)
final class SpeechBench implements Callable<Integer> {
    private final Home home;

    @Parameters(paramLabel = "DIR", description = "Recordings, with NAME.txt beside them or in truth/.")
    private Path folder = Path.of(".");

    @Option(names = "--engine", description = "auto, vosk or pocketsphinx; auto by default.")
    private String engine = "auto";

    @Option(names = "--jobs", description = "Recordings at once; as many as there are processors by default.")
    private int jobs;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    SpeechBench(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonOut out = new JsonOut(spec.commandLine().getOut());
        List<Path> files = Truth.files(folder);
        List<String> arguments = new ArrayList<>(List.of("dictate", "--format", "json", "--engine", engine));
        if (jobs > 0) {
            arguments.addAll(List.of("--jobs", Integer.toString(jobs)));
        }
        files.forEach(file -> arguments.add(file.toAbsolutePath().toString()));
        Lines lines = Lines.of(home, arguments);
        WeightedRate raw = new WeightedRate();
        WeightedRate formatted = new WeightedRate();
        int words = 0;
        int critical = 0;
        double audio = 0;
        double working = 0;
        String usedEngine = "";
        String model = "";
        for (JsonNode heard : lines.objects()) {
            Path file = Path.of(heard.path("file").asText());
            ObjectNode line = JsonOut.object().put("file", Truth.name(file));
            if (heard.has("error")) {
                out.line(line.put("error", heard.path("error").path("kind").asText()));
                continue;
            }
            usedEngine = heard.path("engine").asText();
            model = heard.path("model").asText();
            audio += heard.path("audioSeconds").asDouble();
            working += heard.path("elapsedMs").asDouble() / 1000;
            Optional<String> truth = Truth.of(file);
            if (truth.isPresent()) {
                ErrorRates rawRates =
                        ErrorRates.ofSpeech(truth.get(), heard.path("raw").asText());
                ErrorRates formattedRates =
                        ErrorRates.ofSpeech(truth.get(), heard.path("text").asText());
                raw.add(rawRates.words(), rawRates.trueWords());
                formatted.add(formattedRates.words(), formattedRates.trueWords());
                words += rawRates.trueWords();
                boolean wrong = !CriticalWords.of(truth.get())
                        .equals(CriticalWords.of(heard.path("raw").asText()));
                critical += wrong ? 1 : 0;
                line.put("werRaw", JsonOut.rounded(rawRates.words(), 4))
                        .put("werFormatted", JsonOut.rounded(formattedRates.words(), 4))
                        .put("critical", wrong);
            }
            out.line(line.put("audioSeconds", heard.path("audioSeconds").asDouble())
                    .put("elapsedMs", heard.path("elapsedMs").asLong()));
        }
        ObjectNode sum = JsonOut.object()
                .put("bench", "speech")
                .put("engine", usedEngine)
                .put("model", model)
                .put("clips", files.size())
                .put("scored", raw.count())
                .put("words", words);
        raw.put(sum, "werRaw");
        formatted.put(sum, "werFormatted");
        if (raw.count() == 0) {
            sum.putNull("criticalErrorRate");
        } else {
            sum.put("criticalErrorRate", JsonOut.rounded((double) critical / raw.count(), 4));
        }
        if (audio > 0) {
            sum.put("realTimeFactor", JsonOut.rounded(working / audio, 3));
        } else {
            sum.putNull("realTimeFactor");
        }
        out.line(sum.put("audioSeconds", JsonOut.rounded(audio, 1))
                .put("seconds", JsonOut.rounded(lines.seconds(), 2))
                .put("peakMb", lines.peakMb()));
        return lines.objects().size() == files.size() ? 0 : 1;
    }
}
