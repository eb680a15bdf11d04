package org.chartroom.transcribe;

import java.nio.file.Path;
import java.util.List;
import org.chartroom.transcribe.pocketsphinx.DictationModel;

/** Which engine to open, and with what. A new engine is a new record here. */
public sealed interface SpeechConfig {
    /** As {@link SpeechEngine#name()} of what is opened with it. */
    String engine();

    /**
     * The Vosk engine.
     *
     * @param natives folder into which the native library is unpacked when it is not there yet
     * @param model folder of a model in Vosk's layout
     * @param phrases when not empty, only these phrases can be heard; needs a model with a dynamic graph
     */
    record Vosk(Path natives, Path model, List<String> phrases) implements SpeechConfig {
        public Vosk {
            phrases = List.copyOf(phrases);
        }

        /** With the model's own language model. */
        public Vosk(Path natives, Path model) {
            this(natives, model, List.of());
        }

        @Override
        public String engine() {
            return "vosk";
        }
    }

    /**
     * The built-in engine, CMU PocketSphinx.
     *
     * @param libraries folder with {@code libpocketsphinx.so.3}, {@code libsphinxbase.so.3} and what they need
     * @param acousticModel folder with {@code mdef}, {@code means}, …
     * @param languageModel binary or ARPA trigram file
     * @param dictionary pronunciations
     */
    record PocketSphinx(Path libraries, Path acousticModel, Path languageModel, Path dictionary)
            implements SpeechConfig {
        @Override
        public String engine() {
            return "pocketsphinx";
        }

        /**
         * With the model for medical dictation that comes with Chartroom.
         *
         * @param natives folder into which that model is unpacked when it is not there yet
         * @param folder what the launcher unpacks: {@code lib/} and the sounds of English in {@code model/en-us/}
         */
        public static PocketSphinx in(Path natives, Path folder) {
            return new PocketSphinx(
                    folder.resolve("lib"),
                    folder.resolve("model").resolve("en-us").resolve("en-us"),
                    DictationModel.languageModel(natives),
                    DictationModel.dictionary(natives));
        }
    }
}
