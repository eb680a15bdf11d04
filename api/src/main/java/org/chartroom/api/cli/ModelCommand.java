package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.reader.HearEnd;
import org.chartroom.api.reader.HearListener;
import org.chartroom.api.reader.HearRequest;
import org.chartroom.api.reader.ReaderBudgets;
import org.chartroom.api.reader.ReaderLaunch;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.models.record.Priority;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.SpeechEngines;
import org.chartroom.transcribe.SpeechProblem;
import org.chartroom.transcribe.Transcription;
import org.chartroom.transcribe.model.CatalogueModel;
import org.chartroom.transcribe.model.ErrorFigure;
import org.chartroom.transcribe.model.ModelCatalogue;
import org.chartroom.transcribe.model.ModelInstallation;
import org.chartroom.transcribe.model.ModelShelf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The speech models of this machine. */
@Command(
        name = "model",
        description = "The speech models of this machine: which there are, which one is used.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelCommand {
    private static final String BEST = "best";
    /** Memory for a trial, more than the largest model takes, MB. */
    private static final int ROOM_MB = 8_000;

    private final Home home;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    ModelCommand(Home home) {
        this.home = home;
    }

    private ModelShelf shelf() {
        return new ModelShelf(home.voskModels());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            description = "The models that are installed and those that can be, with their published errors.",
            mixinStandardHelpOptions = true)
    int list() {
        PrintWriter out = out();
        SpeechEngines.Choice choice = SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx());
        out.println("In use: " + choice.reason());
        choice.figures().forEach(figure -> out.println("  " + told(figure)));
        out.println();
        out.println("Installed in " + home.voskModels() + ":");
        ModelShelf shelf = shelf();
        shelf.entries()
                .forEach(entry -> out.println("  " + entry.name() + ": "
                        + (!entry.fault().isEmpty()
                                ? entry.fault()
                                : entry.takesDictation()
                                        ? "takes dictation"
                                        : "too small a vocabulary for dictation")));
        if (shelf.entries().isEmpty()) {
            out.println("  none");
        }
        out.println();
        out.println("In the catalogue:");
        for (CatalogueModel model : ModelCatalogue.shipped().models()) {
            out.printf(
                    Locale.ROOT,
                    "  %s (%s): %d MB to fetch, %d MB of memory for each reader, %s%n",
                    model.name(),
                    model.size(),
                    model.zipBytes() >> 20,
                    model.memoryMb(),
                    model.licence());
            model.figures().forEach(figure -> out.println("    " + told(figure)));
        }
        if (!choice.hint().isEmpty()) {
            out.println();
            out.println(choice.hint());
        }
        out.flush();
        return 0;
    }

    private static String told(ErrorFigure figure) {
        return String.format(
                Locale.ROOT,
                "%.1f %% of the words misheard of %s (%s)",
                figure.wordErrorRate() * 100,
                figure.measuredOn(),
                figure.source());
    }

    @Command(
            description = "Installs a model of the catalogue, fetched from its maker or from a zip file that is here."
                    + " Nothing of it can be used before all of it was checked.",
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(paramLabel = "MODEL", description = "Name or size in the catalogue, or path of a zip file.")
                    String what,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Name of the model in a zip file; that of the file by default.")
                    @Nullable
                    String name)
            throws IOException, InterruptedException {
        ModelInstallation installation = new ModelInstallation(shelf());
        Optional<CatalogueModel> known = ModelCatalogue.shipped().find(what);
        try {
            Path place =
                    known.isPresent() ? fetch(installation, known.get()) : unpack(installation, Path.of(what), name);
            out().println("Installed: " + place.getFileName());
            out().println("In use: "
                    + SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx())
                            .reason());
            out().flush();
            return 0;
        } catch (ModelInstallation.RefusedException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private Path fetch(ModelInstallation installation, CatalogueModel model)
            throws IOException, InterruptedException, ModelInstallation.RefusedException {
        if (Files.exists(shelf().folder().resolve(model.name()))) {
            throw new CommandFailed("the model " + model.name() + " is installed already");
        }
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Path zip;
        try {
            zip = installation.download(
                    model, bytes -> progress.bar(bytes >> 20, model.zipBytes() >> 20, "MB of " + model.name()));
        } catch (IOException e) {
            throw new CommandFailed("the model could not be fetched (" + e.getMessage()
                    + "). What came is kept; run it again to go on, or bring " + model.address()
                    + " by other means and install the file by its path.");
        } finally {
            progress.end();
        }
        try {
            return installation.install(zip, model.name(), Optional.of(model), this::tried);
        } finally {
            // Installed, or not what it should be: neither is gone on with.
            Files.deleteIfExists(zip);
        }
    }

    private Path unpack(ModelInstallation installation, Path zip, @Nullable String name)
            throws IOException, InterruptedException, ModelInstallation.RefusedException {
        if (!Files.isRegularFile(zip)) {
            throw new CommandFailed("there is no file " + zip + " and no such model in the catalogue: see ./chartroom"
                    + " admin model list");
        }
        String plain = name == null ? String.valueOf(zip.getFileName()).replaceFirst("\\.zip$", "") : name;
        Optional<CatalogueModel> known = ModelCatalogue.shipped()
                .find(plain)
                .filter(model -> model.name().equals(plain));
        Path place = installation.install(zip, plain, known, this::tried);
        if (known.isEmpty()) {
            out().println("This model is not in the catalogue: that it is the one its maker published was not"
                    + " checked.");
        }
        return place;
    }

    /** Has a reader listen to a tone with it. */
    private Optional<String> tried(Path model) throws IOException, InterruptedException {
        try (Spool spool = Spool.in(home.cache().resolve("spool"));
                ReaderPool pool = new ReaderPool(
                        ReaderLaunch.likeThisProcess(home.tools(), spool.folder(), spool.folder()),
                        ReaderBudgets.usual().withRoomFor(ROOM_MB),
                        1)) {
            Path sound = Files.write(spool.folder().resolve("trial.wav"), ReaderCheckup.tone());
            HearEnd end = pool.hear(
                    sound,
                    new HearRequest(HearRequest.Engine.VOSK, Optional.of(model), Optional.empty()),
                    Priority.STAT,
                    HearListener.of(Progress.none()));
            return switch (end) {
                case HearEnd.Lost lost -> Optional.of(lost.loss().sentence() + ".");
                case HearEnd.Finished(Transcription.NotHeard not, var _)
                when not.problem() == SpeechProblem.MODEL_BAD || not.problem() == SpeechProblem.ENGINE_FAILED ->
                    Optional.of(not.message());
                case HearEnd.Finished(var _, var _) -> Optional.empty();
            };
        }
    }

    @Command(
            description = "Chooses the model for this machine's readers, from their next recording on.",
            mixinStandardHelpOptions = true)
    int use(
            @Parameters(
                            paramLabel = "MODEL",
                            description =
                                    "Name of an installed model; built-in for the built-in engine; best for the best"
                                            + " that is installed, as without any choice.")
                    String name)
            throws IOException {
        try {
            if (name.equals(BEST)) {
                shelf().useBest();
            } else {
                shelf().use(name);
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        out().println("In use: "
                + SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx())
                        .reason());
        out().flush();
        return 0;
    }
}
