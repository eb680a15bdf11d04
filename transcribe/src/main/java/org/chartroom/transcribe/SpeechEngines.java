package org.chartroom.transcribe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chartroom.transcribe.pocketsphinx.PocketSphinxEngine;
import org.chartroom.transcribe.vosk.VoskEngine;
import org.chartroom.transcribe.vosk.VoskModelFolder;

/** Chooses and opens engines. */
public final class SpeechEngines {
    private SpeechEngines() {}

    /**
     * An engine that was chosen, and why.
     *
     * @param reason one sentence for a person
     */
    public record Choice(SpeechConfig config, String reason) {}

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
     * Vosk when there is a model that can take dictation and looks sound, otherwise the built-in engine.
     *
     * @param natives folder for native libraries and the built-in engine's language model
     * @param voskModels folder whose subfolders are Vosk models; need not exist
     * @param pocketSphinx folder with the built-in engine's {@code lib/} and {@code model/}
     */
    public static Choice choose(Path natives, Path voskModels, Path pocketSphinx) {
        String why = "no Vosk model is installed";
        for (Path folder : foldersIn(voskModels)) {
            try {
                VoskModelFolder model = VoskModelFolder.check(folder);
                if (model.takesDictation()) {
                    return new Choice(
                            new SpeechConfig.Vosk(natives, folder),
                            "Vosk with " + model.name() + ": a dictation model is installed.");
                }
                why = "the Vosk model " + model.name() + " has too small a vocabulary for dictation";
            } catch (SpeechException e) {
                why = "the Vosk model " + folder.getFileName() + " is unusable (" + e.getMessage() + ")";
            }
        }
        return new Choice(
                SpeechConfig.PocketSphinx.in(natives, pocketSphinx),
                "The built-in engine PocketSphinx, because " + why
                        + ". Its drafts help to find a recording; they are not" + " good enough to sign.");
    }

    private static List<Path> foldersIn(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
