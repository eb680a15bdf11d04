package org.chartroom.speechmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.chartroom.transcribe.pocketsphinx.TrigramFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrigramsTest {
    private static final List<String> WORDS =
            List.of(Vocabulary.END, Vocabulary.START, "and", "cough", "denies", "fever", "pain", "period", "she");

    @TempDir
    Path folder;

    @Test
    void whatFollowsAnyHistoryAddsUpToOne() {
        Trigrams model = KneserNey.of(lines(200), WORDS);
        Trigrams pruned =
                new Mixture(List.of(model, KneserNey.of(lines(20), WORDS)), new double[] {0.7, 0.3}).pruned(1e-3);
        assertThat(pruned.trigramKeys().length).isLessThan(model.trigramKeys().length);
        for (Trigrams each : List.of(model, pruned)) {
            for (int a = 1; a < WORDS.size(); a++) {
                for (int b = 2; b < WORDS.size(); b++) {
                    double sum = 0;
                    for (int c = 0; c < WORDS.size(); c++) {
                        sum += Math.exp(each.after(a, b, c));
                    }
                    assertThat(sum)
                            .as("after %s %s", WORDS.get(a), WORDS.get(b))
                            .isEqualTo(1, within(1e-3));
                }
            }
        }
    }

    @Test
    void theEngineGetsEveryEntryOfThePackedModel() throws Exception {
        Trigrams model = KneserNey.of(lines(500), WORDS);
        Path file = folder.resolve("x.lm.bin");
        try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(PackedModel.write(model)));
                OutputStream out = Files.newOutputStream(file)) {
            TrigramFile.unpack(packed, out);
        }
        Trigrams read = SphinxTrie.read(file);
        assertThat(read.words()).isEqualTo(WORDS);
        assertThat(read.bigramKeys()).isEqualTo(model.bigramKeys());
        assertThat(read.trigramKeys()).isEqualTo(model.trigramKeys());
        for (long key : model.trigramKeys()) {
            assertThat(read.trigram(key)).isEqualTo(model.trigram(key), within(0.25));
        }
        for (long key : model.bigramKeys()) {
            assertThat(read.bigram(key).backoff()).isEqualTo(model.bigram(key).backoff(), within(0.25));
        }
    }

    private static List<List<String>> lines(int count) {
        Random random = new Random(count);
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> line = new ArrayList<>();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                line.add(WORDS.get(2 + Math.min(random.nextInt(7), random.nextInt(7))));
            }
            lines.add(line);
        }
        return lines;
    }
}
