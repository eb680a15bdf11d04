package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chartroom.transcribe.format.NoteFormatter;
import org.junit.jupiter.api.Test;

class RealSpeechTest {
    @Test
    void voskHearsSpokenDigitsInEveryEncoding() throws Exception {
        Path speech = Surroundings.speech();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.digits())) {
            int insertions = 0;
            for (String clip : clips(speech, "one two three")) {
                List<String> heard = List.of(raw(engine, speech.resolve(clip)).split(" "));
                assertThat(heard).as(clip).containsSubsequence("one", "two", "three");
                insertions += heard.size() - 3;
            }
            assertThat(insertions).as("insertions in all clips").isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theBuiltInEngineHearsReadSentences() throws Exception {
        Path speech = Surroundings.speech();
        try (SpeechEngine engine = SpeechEngines.open(Surroundings.pocketSphinx())) {
            assertThat(raw(engine, speech.resolve("pocketsphinx__cards_001.wav")))
                    .contains("of clubs");
        }
    }

    private static List<String> clips(Path speech, String truth) throws IOException {
        try (var files = Files.list(speech.resolve("truth"))) {
            return files.filter(file -> read(file).strip().equals(truth))
                    .map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String raw(SpeechEngine engine, Path audio) throws IOException {
        PcmDecoder decoder = new PcmDecoder(Surroundings.ffmpeg(), PcmDecoder.Limits.standard());
        Transcription outcome =
                new Transcriber(decoder, engine, NoteFormatter.english()).transcribe(audio, Progress.none());
        assertThat(outcome).as(audio.getFileName().toString()).isInstanceOf(Transcription.Heard.class);
        return ((Transcription.Heard) outcome).transcript().raw();
    }
}
