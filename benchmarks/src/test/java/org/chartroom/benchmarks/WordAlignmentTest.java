package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordAlignmentTest {
    private static final Pattern SCORES = Pattern.compile("Scores: \\(#C #S #D #I\\) (\\d+) (\\d+) (\\d+) (\\d+)");

    @TempDir
    Path folder;

    @Test
    void aWordHeardAsAnotherIsOneSubstitution() {
        WordAlignment alignment = WordAlignment.of(words("no pain in the left arm"), words("no pain in the right arm"));
        assertThat(alignment.errors()).isEqualTo(1);
        assertThat(alignment.substitutions()).isEqualTo(1);
    }

    @Test
    void wordsLeftOutAndWordsAddedAreToldApart() {
        WordAlignment alignment = WordAlignment.of(words("five milligrams daily"), words("uh five daily"));
        assertThat(alignment.deletions()).isEqualTo(1);
        assertThat(alignment.insertions()).isEqualTo(1);
        assertThat(alignment.trueWords()).isEqualTo(3);
    }

    @Test
    void nothingHeardIsAllDeleted() {
        assertThat(WordAlignment.of(words("call the office"), List.of()).deletions())
                .isEqualTo(3);
    }

    @Test
    void countsAreThoseOfNistsSclite() throws Exception {
        Path sclite = sclite();
        Random random = new Random(7);
        TrnFile truths = new TrnFile();
        TrnFile heards = new TrnFile();
        List<WordAlignment> ours = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<String> truth = sentence(random, 1 + random.nextInt(40));
            List<String> heard = misheard(truth, random);
            ours.add(WordAlignment.of(truth, heard));
            truths.add(truth, "voice", "clip-%03d".formatted(i));
            heards.add(heard, "voice", "clip-%03d".formatted(i));
        }
        Path reference = folder.resolve("ref.trn");
        Path hypothesis = folder.resolve("hyp.trn");
        truths.write(reference);
        heards.write(hypothesis);
        List<List<Integer>> theirs = scores(sclite, reference, hypothesis);
        assertThat(theirs).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            WordAlignment alignment = ours.get(i);
            int correct = alignment.trueWords() - alignment.substitutions() - alignment.deletions();
            assertThat(List.of(correct, alignment.substitutions(), alignment.deletions(), alignment.insertions()))
                    .as("clip %d", i)
                    .isEqualTo(theirs.get(i));
        }
    }

    private List<List<Integer>> scores(Path sclite, Path reference, Path hypothesis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        sclite.toString(),
                        "-i",
                        "rm",
                        "-r",
                        reference.toString(),
                        "trn",
                        "-h",
                        hypothesis.toString(),
                        "trn",
                        "-o",
                        "pralign",
                        "stdout")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        List<List<Integer>> scores = new ArrayList<>();
        Matcher line = SCORES.matcher(said);
        while (line.find()) {
            scores.add(Stream.of(1, 2, 3, 4)
                    .map(group -> Integer.parseInt(line.group(group)))
                    .toList());
        }
        return scores;
    }

    private static Path sclite() {
        List<Path> places = new ArrayList<>(List.of(Path.of("/usr/lib/sctk/bin/sclite")));
        String named = System.getenv("SCLITE");
        if (named != null) {
            places.addFirst(Path.of(named));
        }
        Path found = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(found != null, "NIST's sclite is not installed; apt-get install sctk brings it");
        return java.util.Objects.requireNonNull(found);
    }

    private static List<String> sentence(Random random, int length) {
        List<String> vocabulary = words("the patient takes five milligrams of it daily and denies pain period");
        return random.ints(length, 0, vocabulary.size())
                .mapToObj(vocabulary::get)
                .toList();
    }

    private static List<String> misheard(List<String> truth, Random random) {
        List<String> heard = new ArrayList<>();
        for (String word : truth) {
            int fate = random.nextInt(10);
            if (fate == 0) {
                heard.add("other");
            } else if (fate == 1) {
                heard.addAll(List.of(word, word));
            } else if (fate > 2) {
                heard.add(word);
            }
        }
        return heard;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
