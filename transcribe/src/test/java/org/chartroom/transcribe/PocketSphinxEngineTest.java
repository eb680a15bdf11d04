package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chartroom.models.text.SpokenWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PocketSphinxEngineTest extends SpeechEngineContract {
    @TempDir
    Path folder;

    @Override
    SpeechEngine open() throws SpeechException {
        return SpeechEngines.open(Surroundings.pocketSphinx());
    }

    @Override
    short[] speech(SpeechEngine engine) throws Exception {
        return Surroundings.samples("pocketsphinx__cards_001.wav", engine.sampleRateHz());
    }

    @Test
    void marksOfPronunciationAndNoisesAreLeftOut() throws Exception {
        try (SpeechEngine engine = open()) {
            assertThat(hear(engine, speech(engine)))
                    .extracting(SpokenWord::word)
                    .allMatch(word -> word.matches("[a-z'.]+"))
                    .contains("of", "clubs");
        }
    }

    @Test
    void missingLibrariesAreABadModelAndNameTheFirst() {
        SpeechConfig.PocketSphinx sound = Surroundings.pocketSphinx();
        assertBad(
                new SpeechConfig.PocketSphinx(folder, sound.acousticModel(), sound.languageModel(), sound.dictionary()),
                "libquadmath.so.0");
    }

    @Test
    void aLibraryThatIsNoneIsABadModel() throws IOException {
        SpeechConfig.PocketSphinx sound = Surroundings.pocketSphinx();
        Files.writeString(folder.resolve("libquadmath.so.0"), "no library");
        assertBad(
                new SpeechConfig.PocketSphinx(folder, sound.acousticModel(), sound.languageModel(), sound.dictionary()),
                "libquadmath.so.0");
    }

    @Test
    void aMissingOrUnknownLanguageModelIsABadModel() throws IOException {
        SpeechConfig.PocketSphinx sound = Surroundings.pocketSphinx();
        Path language = folder.resolve("x.lm.bin");
        var config =
                new SpeechConfig.PocketSphinx(sound.libraries(), sound.acousticModel(), language, sound.dictionary());
        assertBad(config, "x.lm.bin");
        Files.writeString(language, "not a language model");
        assertBad(config, "no known kind");
    }

    @Test
    void aMissingAcousticModelIsABadModel() {
        SpeechConfig.PocketSphinx sound = Surroundings.pocketSphinx();
        assertBad(
                new SpeechConfig.PocketSphinx(sound.libraries(), folder, sound.languageModel(), sound.dictionary()),
                "mdef");
    }

    private static void assertBad(SpeechConfig config, String saying) {
        assertThatThrownBy(() -> SpeechEngines.open(config))
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.problem()).isEqualTo(SpeechProblem.MODEL_BAD))
                .hasMessageContaining(saying);
    }
}
