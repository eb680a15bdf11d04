package org.chartroom.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
                List<String> reference = tokens(Files.readString(truth));
                if (name.equals("vosk") && !String.join(" ", reference).equals("one two three")) {
                    continue;
                }
                long start = System.nanoTime();
                Transcription outcome = transcriber.transcribe(speech.resolve(clip), Progress.none());
                nanos += System.nanoTime() - start;
                String raw = outcome instanceof Transcription.Heard heard
                        ? heard.transcript().raw()
                        : "";
                audioMs += outcome.waveform().durationMs();
                int wrong = distance(reference, tokens(raw));
                errors += wrong;
                words += reference.size();
                report.add(String.format(Locale.ROOT, "%s\t%d/%d\t%s", clip, wrong, reference.size(), raw));
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

    private static List<String> tokens(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w' ]+", " ")
                        .strip()
                        .split("\\s+"))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static int distance(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                int same = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
