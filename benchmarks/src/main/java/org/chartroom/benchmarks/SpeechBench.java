package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.chartroom.api.cli.Home;
import org.chartroom.transcribe.format.NoteFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * How fast and how well recordings are transcribed, by {@code ./chartroom dictate} itself. Raw rates compare the words as
 * heard with the words as spoken. Formatted rates compare the finished text with what the formatter makes of the true words:
 * they show what mishearing costs in the note, not whether the formatter is right. What the engine refused is counted, and
 * its words are all missing in {@code werAll}; the other rates are of what was transcribed.
 */
@Command(
        name = "speech",
        description = "Speed and error rates of transcribing a folder.",
        mixinStandardHelpOptions = true)
final class SpeechBench implements Callable<Integer> {
    private final Home home;

    @Parameters(
            paramLabel = "DIR",
            description = "Recordings, with the words as spoken in NAME.txt beside them or in truth/.")
    private Path folder = Path.of(".");

    @Option(names = "--engine", description = "auto, vosk or pocketsphinx; auto by default.")
    private String engine = "auto";

    @Option(
            names = "--jobs",
            description = "Recordings at once; 1 by default, so that the real-time factor is that of one core.")
    private int jobs = 1;

    @Option(
            names = "--trn",
            paramLabel = "FOLDER",
            description = "Where to write ref.trn and hyp.trn for NIST's sclite.")
    private @Nullable Path trn;

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
        List<String> arguments = new ArrayList<>(List.of(
                "dictate", "--format", "json", "--engine", engine, "--jobs", Integer.toString(Math.max(1, jobs))));
        files.forEach(file -> arguments.add(file.toAbsolutePath().toString()));
        Lines lines = Lines.of(home, arguments);
        CriticalWords critical = CriticalWords.load();
        NoteFormatter formatter = NoteFormatter.english();
        Voices voices = Voices.of(folder);
        SpeechScore raw = new SpeechScore(critical);
        SpeechScore formatted = new SpeechScore(critical);
        SpeechScore all = new SpeechScore(critical);
        Map<String, SpeechScore> byVoice = new TreeMap<>();
        TrnFile reference = new TrnFile();
        TrnFile hypothesis = new TrnFile();
        int refused = 0;
        int words = 0;
        double audio = 0;
        double working = 0;
        String usedEngine = "";
        String model = "";
        for (JsonNode heard : lines.objects()) {
            Path file = Path.of(heard.path("file").asText());
            String name = Truth.name(file);
            ObjectNode line = JsonOut.object().put("file", name);
            Optional<List<String>> truth = Truth.of(file).map(SpokenWords::of);
            List<String> said = heard.has("error")
                    ? List.of()
                    : SpokenWords.of(heard.path("raw").asText());
            if (truth.isPresent()) {
                reference.add(truth.get(), voices.of(name), name);
                hypothesis.add(said, voices.of(name), name);
                all.add(WordAlignment.of(truth.get(), said));
            }
            if (heard.has("error")) {
                refused++;
                out.line(line.put("error", heard.path("error").path("kind").asText()));
                continue;
            }
            usedEngine = heard.path("engine").asText();
            model = heard.path("model").asText();
            audio += heard.path("audioSeconds").asDouble();
            working += heard.path("elapsedMs").asDouble() / 1000;
            if (truth.isPresent()) {
                WordAlignment spoken = WordAlignment.of(truth.get(), said);
                WordAlignment written = WordAlignment.of(
                        SpokenWords.written(formatter.formatWords(truth.get()).text()),
                        SpokenWords.written(heard.path("text").asText()));
                SpeechScore own = new SpeechScore(critical);
                own.add(spoken);
                raw.add(spoken);
                formatted.add(written);
                byVoice.computeIfAbsent(voices.of(name), _ -> new SpeechScore(critical))
                        .add(spoken);
                words += spoken.trueWords();
                line.put("voice", voices.of(name))
                        .put("words", spoken.trueWords())
                        .put("werRaw", JsonOut.rounded(own.wordErrorRate(), 4))
                        .put("substitutions", spoken.substitutions())
                        .put("deletions", spoken.deletions())
                        .put("insertions", spoken.insertions())
                        .put("werFormatted", JsonOut.rounded((double) written.errors() / written.trueWords(), 4))
                        .put("criticalErrorRate", JsonOut.rounded(own.criticalErrorRate(), 4));
            }
            out.line(line.put("audioSeconds", heard.path("audioSeconds").asDouble())
                    .put("elapsedMs", heard.path("elapsedMs").asLong()));
        }
        ObjectNode sum = JsonOut.object()
                .put("bench", "speech")
                .put("engine", usedEngine)
                .put("model", model)
                .put("clips", files.size())
                .put("refused", refused)
                .put("scored", raw.count())
                .put("words", words);
        raw.putWords(sum, "werRaw");
        formatted.putWords(sum, "werFormatted");
        all.putWords(sum, "werAll");
        raw.putCritical(sum);
        putVoices(sum, byVoice);
        if (audio > 0) {
            sum.put("realTimeFactor", JsonOut.rounded(working / audio, 3));
        } else {
            sum.putNull("realTimeFactor");
        }
        Path folderForTrn = trn;
        if (folderForTrn != null) {
            Files.createDirectories(folderForTrn);
            reference.write(folderForTrn.resolve("ref.trn"));
            hypothesis.write(folderForTrn.resolve("hyp.trn"));
        }
        out.line(sum.put("jobs", Math.max(1, jobs))
                .put("audioSeconds", JsonOut.rounded(audio, 1))
                .put("seconds", JsonOut.rounded(lines.seconds(), 2))
                .put("peakMb", lines.peakMb()));
        return lines.objects().size() == files.size() ? 0 : 1;
    }

    private static void putVoices(ObjectNode sum, Map<String, SpeechScore> byVoice) {
        if (byVoice.isEmpty()) {
            return;
        }
        ObjectNode voices = sum.putObject("werRawByVoice");
        byVoice.forEach((voice, score) -> voices.put(voice, JsonOut.rounded(score.wordErrorRate(), 4)));
        sum.put(
                "werRawMeanOfVoices",
                JsonOut.rounded(
                        byVoice.values().stream()
                                .mapToDouble(SpeechScore::wordErrorRate)
                                .average()
                                .orElse(0),
                        4));
    }
}
