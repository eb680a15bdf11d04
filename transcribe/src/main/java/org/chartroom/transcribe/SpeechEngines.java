package org.chartroom.transcribe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.transcribe.model.CatalogueModel;
import org.chartroom.transcribe.model.ErrorFigure;
import org.chartroom.transcribe.model.ModelCatalogue;
import org.chartroom.transcribe.model.ModelShelf;
import org.chartroom.transcribe.pocketsphinx.DictationModel;
import org.chartroom.transcribe.pocketsphinx.PocketSphinxEngine;
import org.chartroom.transcribe.vosk.VoskEngine;
import org.chartroom.transcribe.vosk.VoskModelFolder;

/** Chooses and opens engines. */
public final class SpeechEngines {
    private SpeechEngines() {}

    /**
     * An engine that was chosen, and why.
     *
     * @param model name of its model
     * @param reason one sentence for a person
     * @param faults what is wrong with models that are installed, a sentence each
     * @param figures how often it misheard where that was measured; empty when it never was
     * @param hint what a better model would bring and how to get it; empty when there is none in the catalogue
     * @param memoryMb what the engine takes in a reader's memory, MB; 0 for what a reader has room for anyway
     */
    public record Choice(
            SpeechConfig config,
            String model,
            String reason,
            List<String> faults,
            List<ErrorFigure> figures,
            String hint,
            int memoryMb) {
        public Choice {
            faults = List.copyOf(faults);
            figures = List.copyOf(figures);
        }
    }

    /**
     * Loads an engine with its model; takes from some tenths of a second to some seconds.
     *
     * @throws SpeechException with {@link SpeechProblem#MODEL_BAD} when the library or the model is missing or damaged
     */
    public static SpeechEngine open(SpeechConfig config) throws SpeechException {
        return switch (config) {
            case SpeechConfig.Vosk vosk -> VoskEngine.open(vosk);
            case SpeechConfig.PocketSphinx sphinx -> PocketSphinxEngine.open(sphinx);
        };
    }

    /**
     * The model that was chosen on the shelf; when none was, or the chosen one is not sound, the best dictation model there;
     * without any the built-in engine.
     *
     * @param natives folder for native libraries and the built-in engine's language model
     * @param voskModels folder whose subfolders are Vosk models; need not exist
     * @param pocketSphinx folder with the built-in engine's {@code lib/} and {@code model/}
     */
    public static Choice choose(Path natives, Path voskModels, Path pocketSphinx) {
        ModelCatalogue catalogue = ModelCatalogue.shipped();
        ModelShelf shelf = new ModelShelf(voskModels);
        List<ModelShelf.Entry> entries = shelf.entries();
        List<String> faults = new ArrayList<>();
        entries.stream()
                .filter(entry -> !entry.fault().isEmpty())
                .forEach(entry -> faults.add(entry.name() + ": " + entry.fault()));
        Optional<String> wanted = shelf.chosen();
        if (wanted.filter(ModelShelf.BUILT_IN::equals).isPresent()) {
            return builtIn(natives, pocketSphinx, catalogue, "it was chosen", faults);
        }
        Optional<ModelShelf.Entry> chosen = wanted.flatMap(name ->
                entries.stream().filter(entry -> entry.name().equals(name)).findFirst());
        if (chosen.filter(ModelShelf.Entry::takesDictation).isPresent()) {
            return vosk(natives, chosen.get(), catalogue, "it was chosen", faults);
        }
        wanted.ifPresent(name -> faults.add("The chosen model " + name
                + " cannot be used; another engine is used until it is installed again or another is chosen."));
        List<ModelShelf.Entry> best = shelf.best(catalogue, machineMb());
        if (!best.isEmpty()) {
            return vosk(
                    natives,
                    best.getFirst(),
                    catalogue,
                    best.size() == 1 ? "a dictation model is installed" : "it is the best dictation model installed",
                    faults);
        }
        String why = entries.isEmpty()
                ? "no Vosk model is installed"
                : entries.stream()
                        .map(entry -> entry.fault().isEmpty()
                                ? "the Vosk model " + entry.name() + " has too small a vocabulary for dictation"
                                : "the Vosk model " + entry.name() + " is unusable (" + entry.fault() + ")")
                        .collect(Collectors.joining(" and "));
        return builtIn(natives, pocketSphinx, catalogue, why, faults);
    }

    private static Choice vosk(
            Path natives, ModelShelf.Entry entry, ModelCatalogue catalogue, String why, List<String> faults) {
        Optional<CatalogueModel> known = catalogue.find(entry.name());
        int processors = Runtime.getRuntime().availableProcessors();
        return new Choice(
                new SpeechConfig.Vosk(natives, entry.path()),
                entry.name(),
                "Vosk with " + entry.name() + ": " + why + ".",
                faults,
                known.map(CatalogueModel::figures).orElse(List.of()),
                hint(catalogue, known),
                known.map(model -> model.memoryMb() + processors * model.memoryPerStreamMb())
                        .orElseGet(() -> (int)
                                (entry.model().map(VoskModelFolder::graphBytes).orElse(0L) >> 18)));
    }

    private static Choice builtIn(
            Path natives, Path pocketSphinx, ModelCatalogue catalogue, String why, List<String> faults) {
        return new Choice(
                SpeechConfig.PocketSphinx.in(natives, pocketSphinx),
                DictationModel.name(),
                "The built-in engine PocketSphinx, because " + why
                        + ". Its drafts help to find a recording; they are not good enough to sign.",
                faults,
                catalogue.builtIn(),
                hint(catalogue, Optional.empty()),
                0);
    }

    /** The next better model of the catalogue after the one in use. */
    private static String hint(ModelCatalogue catalogue, Optional<CatalogueModel> used) {
        double now = used.flatMap(SpeechEngines::errors).orElse(Double.MAX_VALUE);
        return catalogue.models().stream()
                .filter(model -> errors(model).orElse(Double.MAX_VALUE) < now)
                .findFirst()
                .map(model -> String.format(
                        Locale.ROOT,
                        "%s mishears %.1f %% of the words of %s (%s)%s. It takes %d MB to fetch and %d MB of memory"
                                + " for each reader: ./chartroom admin model install %s",
                        model.name(),
                        model.figures().getFirst().wordErrorRate() * 100,
                        model.figures().getFirst().measuredOn(),
                        model.figures().getFirst().source(),
                        used.isPresent() ? String.format(Locale.ROOT, ", the one in use %.1f %%", now * 100) : "",
                        model.zipBytes() >> 20,
                        model.memoryMb(),
                        model.name()))
                .orElse("");
    }

    private static Optional<Double> errors(CatalogueModel model) {
        return model.figures().stream().findFirst().map(ErrorFigure::wordErrorRate);
    }

    /** Memory of the machine, as Linux tells it; elsewhere as if there were enough. */
    private static long machineMb() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
