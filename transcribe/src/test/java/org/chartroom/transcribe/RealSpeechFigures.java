package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chartroom.models.text.ErrorRates;
import org.chartroom.transcribe.format.NoteFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints word error rates and speed on the shared corpus of real speech into {@code target/}. */
@Tag("long")
class RealSpeechFigures {
    @Test
    void builtInEngine() throws Exception {
        measure("pocketsphinx", Surroundings.pocketSphinx());
    }

    @Test
    void voskDigits() throws Exception {
        measure("vosk", Surroundings.digits());
    }

    private static void measure(String name, SpeechConfig config) throws Exception {
        Path speech = Surroundings.speech();
        List<String> report = new ArrayList<>();
        long errors = 0;
        long words = 0;
        long audioMs = 0;
        long nanos = 0;
        try (SpeechEngine engine = SpeechEngines.open(config);
                Stream<Path> truths = Files.list(speech.resolve("truth"))) {
            PcmDecoder decoder = new PcmDecoder(Surroundings.ffmpeg(), PcmDecoder.Limits.standard());
            Transcriber transcriber = new Transcriber(decoder, engine, NoteFormatter.english());
            for (Path truth : truths.sorted().toList()) {
                String clip = truth.getFileName().toString().replaceFirst("\\.txt$", "");
                if (clip.contains("chinese") || clip.contains("french") || clip.startsWith("tika__")) {
                    continue;
                }
                String reference = Files.readString(truth).strip();
                if (name.equals("vosk") && !reference.equals("one two three")) {
                    continue;
                }
                long start = System.nanoTime();
                Transcription outcome = transcriber.transcribe(speech.resolve(clip), Progress.none());
                nanos += System.nanoTime() - start;
                String raw = outcome instanceof Transcription.Heard heard
                        ? heard.transcript().raw()
                        : "";
                audioMs += outcome.waveform().durationMs();
                ErrorRates rates = ErrorRates.ofSpeech(reference, raw);
                long wrong = Math.round(rates.words() * rates.trueWords());
                errors += wrong;
                words += rates.trueWords();
                report.add(String.format(Locale.ROOT, "%s\t%d/%d\t%s", clip, wrong, rates.trueWords(), raw));
            }
        }
        report.add(String.format(
                Locale.ROOT,
                "%s: WER %.3f (%d/%d), %.1f s audio, real-time factor %.3f",
                name,
                (double) errors / words,
                errors,
                words,
                audioMs / 1000.0,
                nanos / 1e6 / audioMs));
        Files.write(Path.of("target", "speech-" + name + ".tsv"), report);
        assertThat(words).isPositive();
    }
}
