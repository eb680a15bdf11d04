package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What was misheard over many recordings. The word error rate is (substitutions + deletions + insertions) over the true
 * words; a critical error is a critical word that was not heard as it was said, or one that was heard where another word or
 * none was said, over the critical words that were said. Ranges are bootstrapped over the recordings (percentiles of
 * {@value #DRAWS} draws, seed fixed).
 */
final class SpeechScore {
    private static final int DRAWS = 2_000;
    private static final long SEED = 20260316;

    private final CriticalWords critical;
    private final List<Clip> clips = new ArrayList<>();
    private final Map<String, int[]> kinds = new TreeMap<>();

    private record Clip(int words, int substitutions, int deletions, int insertions, int critical, int criticalErrors) {
        int errors() {
            return substitutions + deletions + insertions;
        }
    }

    SpeechScore(CriticalWords critical) {
        this.critical = critical;
    }

    void add(WordAlignment alignment) {
        int said = 0;
        int wrong = 0;
        for (WordAlignment.Step step : alignment.steps()) {
            Optional<String> truth = Optional.ofNullable(step.truth()).flatMap(critical::kind);
            Optional<String> heard = Optional.ofNullable(step.heard()).flatMap(critical::kind);
            if (truth.isPresent()) {
                int[] counts = kinds.computeIfAbsent(truth.get(), _ -> new int[2]);
                counts[0]++;
                said++;
                if (!step.correct()) {
                    counts[1]++;
                    wrong++;
                }
            } else if (heard.isPresent()) {
                kinds.computeIfAbsent(heard.get(), _ -> new int[2])[1]++;
                wrong++;
            }
        }
        clips.add(new Clip(
                alignment.trueWords(),
                alignment.substitutions(),
                alignment.deletions(),
                alignment.insertions(),
                said,
                wrong));
    }

    int count() {
        return clips.size();
    }

    /** All errors over all words; 0 when nothing was scored. */
    double wordErrorRate() {
        return rate(clips, true);
    }

    double criticalErrorRate() {
        return rate(clips, false);
    }

    /** Writes words, S/D/I, the rate and its range under keys that begin with {@code prefix}. */
    void putWords(ObjectNode object, String prefix) {
        if (clips.isEmpty()) {
            object.putNull(prefix);
            return;
        }
        object.put(prefix, JsonOut.rounded(wordErrorRate(), 4));
        putRange(object, prefix, true);
        object.put(
                        prefix + "Substitutions",
                        clips.stream().mapToInt(Clip::substitutions).sum())
                .put(
                        prefix + "Deletions",
                        clips.stream().mapToInt(Clip::deletions).sum())
                .put(
                        prefix + "Insertions",
                        clips.stream().mapToInt(Clip::insertions).sum());
    }

    void putCritical(ObjectNode object) {
        if (clips.stream().noneMatch(clip -> clip.critical() > 0)) {
            object.putNull("criticalErrorRate");
            return;
        }
        object.put("criticalErrorRate", JsonOut.rounded(criticalErrorRate(), 4));
        putRange(object, "criticalErrorRate", false);
        object.put("criticalWords", clips.stream().mapToInt(Clip::critical).sum());
        ObjectNode byKind = object.putObject("criticalByKind");
        kinds.forEach(
                (kind, counts) -> byKind.putObject(kind).put("words", counts[0]).put("errors", counts[1]));
    }

    private void putRange(ObjectNode object, String key, boolean words) {
        Random random = new Random(SEED);
        double[] rates = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Clip> drawn = new ArrayList<>(clips.size());
            for (int i = 0; i < clips.size(); i++) {
                drawn.add(clips.get(random.nextInt(clips.size())));
            }
            rates[draw] = rate(drawn, words);
        }
        Arrays.sort(rates);
        object.putArray(key + "Ci95")
                .add(JsonOut.rounded(rates[DRAWS / 40], 4))
                .add(JsonOut.rounded(rates[DRAWS - 1 - DRAWS / 40], 4));
    }

    private static double rate(List<Clip> clips, boolean words) {
        long errors = clips.stream()
                .mapToLong(clip -> words ? clip.errors() : clip.criticalErrors())
                .sum();
        long length = clips.stream()
                .mapToLong(clip -> words ? clip.words() : clip.critical())
                .sum();
        return length == 0 ? 0 : (double) errors / length;
    }
}
