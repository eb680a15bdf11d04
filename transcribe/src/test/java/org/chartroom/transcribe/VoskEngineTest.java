package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.vosk.VoskEngine;
import org.chartroom.transcribe.vosk.VoskModelFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoskEngineTest extends SpeechEngineContract {
    @TempDir
    Path folder;

    @Override
    SpeechEngine open() throws SpeechException {
        return SpeechEngines.open(Surroundings.digits());
    }

    @Override
    short[] speech(SpeechEngine engine) throws Exception {
        return Surroundings.samples("speech_recognition__english.wav", engine.sampleRateHz());
    }

    @Test
    void fiftyStreamsAtOnceShareOneModel() throws Exception {
        try (SpeechEngine engine = open();
                var threads = Executors.newFixedThreadPool(50)) {
            short[] samples = speech(engine);
            List<SpokenWord> alone = hear(engine, samples);
            List<Callable<List<SpokenWord>>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(() -> hear(engine, samples));
            }
            for (Future<List<SpokenWord>> heard : threads.invokeAll(calls)) {
                assertSame(heard.get(), alone);
            }
        }
    }

    /** The clip's words stand apart in digital silence, so where the sound sets in is where the word begins. */
    @Test
    void wordsBeginWithinFiftyMillisecondsOfTheirSoundWhereverItStands() throws Exception {
        try (SpeechEngine engine = open()) {
            short[] samples = speech(engine);
            int rate = engine.sampleRateHz();
            for (int aheadMs : new int[] {0, 730, 2_015}) {
                short[] later = new short[aheadMs * rate / 1000 + samples.length];
                System.arraycopy(samples, 0, later, later.length - samples.length, samples.length);
                List<Double> sounds = Sounds.starts(later, rate);
                List<SpokenWord> words = hear(engine, later);
                assertThat(words).hasSameSizeAs(sounds);
                for (int i = 0; i < words.size(); i++) {
                    assertThat(words.get(i).start())
                            .as("%s after %d ms", words.get(i).word(), aheadMs)
                            .isCloseTo(sounds.get(i), within(0.05));
                }
            }
        }
    }

    @Test
    void hearsOnlyThePhrasesGivenAtRunTime() throws Exception {
        Path model = Surroundings.model("vosk-digits-8k-grammar");
        var config = new SpeechConfig.Vosk(Surroundings.natives(), model, List.of("one two three", "Four"));
        try (SpeechEngine engine = SpeechEngines.open(config)) {
            assertThat(hear(engine, speech(engine)))
                    .extracting(SpokenWord::word)
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void aModelWithAFixedGraphRefusesPhrases() {
        Path model = Surroundings.model("vosk-digits-8k");
        assertBad(new SpeechConfig.Vosk(Surroundings.natives(), model, List.of("one")), "fixed graph");
    }

    @Test
    void phrasesWithUnknownWordsAreNamedInsteadOfDropped() {
        Path model = Surroundings.model("vosk-digits-8k-grammar");
        assertBad(
                new SpeechConfig.Vosk(Surroundings.natives(), model, List.of("one lisinopril")),
                "does not know: lisinopril");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "one \"two\"", "one\\"})
    void phrasesThatWouldBreakTheListAreRefused(String phrase) {
        Path model = Surroundings.model("vosk-digits-8k-grammar");
        var config = new SpeechConfig.Vosk(Surroundings.natives(), model, List.of(phrase));
        assertThatThrownBy(() -> SpeechEngines.open(config)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichWordsItCanHear() throws Exception {
        try (VoskEngine engine = VoskEngine.open(Surroundings.digits())) {
            assertThat(engine.knows("seven")).isTrue();
            assertThat(engine.knows("hydrochlorothiazide")).isFalse();
        }
    }

    @Test
    void aMissingFolderIsABadModel() {
        assertBad(new SpeechConfig.Vosk(Surroundings.natives(), folder.resolve("nothing")), "missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "am/final.mdl",
                "conf/mfcc.conf",
                "conf/model.conf",
                "graph/HCLr.fst",
                "graph/Gr.fst",
                "graph/disambig_tid.int"
            })
    void aModelWithAPartMissingOrEmptyIsABadModel(String part) throws IOException {
        Path model = copy("vosk-digits-8k-grammar");
        Files.delete(model.resolve(part));
        assertBad(new SpeechConfig.Vosk(Surroundings.natives(), model), "unusable");
        Files.createFile(model.resolve(part));
        assertBad(new SpeechConfig.Vosk(Surroundings.natives(), model), "unusable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"am/final.mdl", "graph/HCLG.fst", "graph/words.txt"})
    void aTruncatedModelIsABadModel(String part) throws IOException {
        Path model = copy("vosk-digits-8k");
        byte[] whole = Files.readAllBytes(model.resolve(part));
        Files.write(model.resolve(part), java.util.Arrays.copyOf(whole, whole.length / 2));
        try (SpeechEngine engine = SpeechEngines.open(new SpeechConfig.Vosk(Surroundings.natives(), model))) {
            // A shorter word list is still a word list: the words it lost are simply never heard.
            assertThat(part).isEqualTo("graph/words.txt");
            assertThat(engine.name()).isEqualTo("vosk");
        } catch (SpeechException e) {
            assertThat(e.problem()).isEqualTo(SpeechProblem.MODEL_BAD);
        }
    }

    @Test
    void anUnknownSettingIsABadModel() throws IOException {
        Path model = copy("vosk-digits-8k");
        Files.writeString(model.resolve("conf/model.conf"), "--no-such-setting=1\n");
        assertBad(new SpeechConfig.Vosk(Surroundings.natives(), model), "--no-such-setting=1");
    }

    @Test
    void theRateComesFromTheModel() throws Exception {
        VoskModelFolder model = VoskModelFolder.check(Surroundings.model("vosk-digits-8k-grammar"));
        assertThat(model.sampleRateHz()).isEqualTo(8000);
        assertThat(model.dynamicGraph()).isTrue();
        assertThat(model.takesDictation()).isFalse();
    }

    @Test
    void theChoiceFallsOnTheBuiltInEngineAndSaysWhy() throws IOException {
        Path models = Files.createDirectories(folder.resolve("vosk"));
        Path sphinx = folder.resolve("pocketsphinx");
        assertThat(SpeechEngines.choose(folder, models, sphinx).reason()).contains("no Vosk model is installed");
        copy("vosk-digits-8k");
        SpeechEngines.Choice choice = SpeechEngines.choose(folder, models, sphinx);
        assertThat(choice.config()).isInstanceOf(SpeechConfig.PocketSphinx.class);
        assertThat(choice.reason()).contains("vosk-digits-8k").contains("too small");
    }

    private Path copy(String name) throws IOException {
        Path from = Surroundings.model(name);
        Path to = folder.resolve("vosk").resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static void assertBad(SpeechConfig config, String saying) {
        assertThatThrownBy(() -> SpeechEngines.open(config))
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.problem()).isEqualTo(SpeechProblem.MODEL_BAD))
                .hasMessageContaining(saying);
    }
}
