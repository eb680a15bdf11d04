package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.api.reader.HearEnd;
import org.chartroom.api.reader.HearListener;
import org.chartroom.api.reader.HearRequest;
import org.chartroom.api.reader.ReaderBudgets;
import org.chartroom.api.reader.ReaderLaunch;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngines;
import org.chartroom.transcribe.Transcription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Speech to text without a server, many recordings at once. */
@Command(name = "dictate", description = "Speech to text, without a server.", mixinStandardHelpOptions = true)
final class DictateCommand implements Callable<Integer> {
    /** How the result is written. */
    enum Format {
        TEXT,
        JSON,
        VTT
    }

    private final Home home;

    @Mixin
    private ReaderOptions options = new ReaderOptions();

    @Option(names = "--engine", description = "auto, vosk or pocketsphinx; auto by default.")
    private HearRequest.Engine engine = HearRequest.Engine.AUTO;

    @Option(names = "--model", paramLabel = "DIR", description = "Folder of a Vosk model to use.")
    private @Nullable Path model;

    @Option(names = "--format", description = "text, json or vtt; text by default.")
    private Format format = Format.TEXT;

    @Option(names = "--raw", description = "Words as spoken, before formatting.")
    private boolean raw;

    @Option(names = "--out", paramLabel = "DIR", description = "One file for each recording in this folder.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    DictateCommand(Home home) {
        this.home = home;
    }

    /** What came of one recording. */
    private record Heard(Path file, @Nullable HearEnd end, String problem, long elapsedMs) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        sayWhichEngine(err);
        TextOutput output = new TextOutput(
                spec.commandLine().getOut(),
                Optional.ofNullable(out),
                switch (format) {
                    case TEXT -> ".txt";
                    case JSON -> ".json";
                    case VTT -> ".vtt";
                });
        ProgressLine progress = new ProgressLine(err);
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Path> files = options.files();
        try (Spool spool = Spool.in(home.cache().resolve("spool"));
                ReaderPool pool = new ReaderPool(
                        ReaderLaunch.likeThisProcess(home.tools(), spool.folder(), spool.folder()),
                        ReaderBudgets.usual().withRoomFor(modelMb()),
                        options.readers())) {
            InOrder.run(
                    files,
                    options.readers(),
                    file -> hear(
                            pool,
                            file,
                            (heardMs, totalMs) -> progress.bar(
                                    done.get(), files.size(), file.getFileName() + " " + heardMs / 1000 + " s")),
                    heard -> {
                        progress.end();
                        done.incrementAndGet();
                        if (!write(output, heard)) {
                            failed.incrementAndGet();
                        }
                    });
        }
        progress.end();
        return failed.get() == 0 ? 0 : 1;
    }

    /** What the model of this machine's readers takes. */
    private int modelMb() {
        return SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx())
                .memoryMb();
    }

    private void sayWhichEngine(PrintWriter err) {
        if (engine == HearRequest.Engine.AUTO && model == null) {
            SpeechEngines.Choice choice = SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx());
            if (choice.config() instanceof SpeechConfig.PocketSphinx) {
                err.println("chartroom: " + choice.reason());
                err.flush();
            }
        }
    }

    private Heard hear(ReaderPool pool, Path file, org.chartroom.transcribe.Progress progress) {
        long start = System.nanoTime();
        if (!Files.isRegularFile(file)) {
            return new Heard(file, null, "there is no such file", 0);
        }
        try {
            HearEnd end = pool.hear(
                    file,
                    new HearRequest(engine, Optional.ofNullable(model), Optional.empty()),
                    Priority.ROUTINE,
                    HearListener.of(progress));
            return new Heard(file, end, "", (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            return new Heard(file, null, Failures.sentence(e), (System.nanoTime() - start) / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(file, null, "interrupted", (System.nanoTime() - start) / 1_000_000);
        }
    }

    private boolean write(TextOutput output, Heard heard) throws IOException {
        return switch (heard.end()) {
            case null -> writeProblem(output, heard.file(), "missing", heard.problem());
            case HearEnd.Lost lost ->
                writeProblem(
                        output,
                        heard.file(),
                        lost.loss().problem().code(),
                        lost.loss().sentence());
            case HearEnd.Finished(Transcription.NotHeard not, var none) ->
                writeProblem(output, heard.file(), not.problem().code(), not.message());
            case HearEnd.Finished(Transcription.Heard words, var none) -> {
                for (String remark : words.remarks()) {
                    spec.commandLine().getErr().println("chartroom: " + heard.file() + ": " + remark);
                }
                output.write(heard.file(), render(heard, words.transcript()));
                yield true;
            }
        };
    }

    private boolean writeProblem(TextOutput output, Path file, String kind, String message) throws IOException {
        if (format == Format.JSON) {
            output.write(file, JsonLines.problem(file, kind, message));
        } else {
            spec.commandLine().getErr().println("chartroom: " + file + ": " + message);
            spec.commandLine().getErr().flush();
        }
        return false;
    }

    private String render(Heard heard, Transcript transcript) throws IOException {
        return switch (format) {
            case TEXT -> raw ? transcript.raw() : transcript.text();
            case VTT -> Vtt.of(transcript.words());
            case JSON -> json(heard, transcript);
        };
    }

    private String json(Heard heard, Transcript transcript) throws IOException {
        ObjectMapper mapper = JsonLines.mapper();
        ObjectNode object = mapper.createObjectNode();
        object.put("file", heard.file().toString());
        object.put("engine", transcript.engine());
        object.put("model", transcript.model());
        object.put("audioSeconds", transcript.audioMs() / 1000.0);
        object.put("elapsedMs", heard.elapsedMs());
        object.put("raw", transcript.raw());
        object.put("text", raw ? transcript.raw() : transcript.text());
        object.set("words", mapper.valueToTree(transcript.words()));
        object.set("edits", raw ? mapper.createArrayNode() : mapper.valueToTree(transcript.edits()));
        object.set("sections", raw ? mapper.createArrayNode() : mapper.valueToTree(transcript.sections()));
        return mapper.writeValueAsString(object);
    }
}
