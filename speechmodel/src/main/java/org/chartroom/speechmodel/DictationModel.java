package org.chartroom.speechmodel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the language model and the dictionary of the built-in speech engine; see {@code speechmodel/README.md}. Every
 * twentieth note is left out of the training and tells how well the model fits texts it has not seen.
 */
public final class DictationModel {
    private static final long SEED = 20261126;
    private static final int INVENTED_NOTES = 40_000;
    private static final int READINGS = 2;
    private static final int LEFT_OUT = 20;
    private static final int GENERAL_WORDS = 40_000;
    private static final int LEAST_COUNT = 2 * READINGS;
    /** What an entry has to add, in nats a word of running text. */
    private static final double LEAST_GAIN = 1.3e-8;

    private static final double NOTES = 0.34;
    private static final double INVENTED = 0.18;
    private static final double TALK = 0.08;
    private static final double GENERAL = 0.40;

    private DictationModel() {}

    /**
     * Arguments: the folder of the training texts, the folders of held-out texts between colons, the engine's model folder
     * ({@code .cache/pocketsphinx/model/en-us}), the folder to write, and perhaps a folder for notes that were left out, to be
     * read aloud. What was counted, taken out and measured goes to {@code report.txt} in the folder to write.
     */
    public static void main(String[] arguments) throws IOException {
        Path texts = Path.of(arguments[0]);
        HeldOut heldOut = HeldOut.of(folders(arguments[1]));
        Path engine = Path.of(arguments[2]);
        Path out = Files.createDirectories(Path.of(arguments[3]));

        Path aloud = arguments.length > 4 ? Files.createDirectories(Path.of(arguments[4])) : null;
        try (PrintStream said =
                new PrintStream(Files.newOutputStream(out.resolve("report.txt")), true, StandardCharsets.UTF_8)) {
            build(texts, heldOut, engine, out, aloud, said);
        }
    }

    private static void build(
            Path texts, HeldOut heldOut, Path engine, Path out, @Nullable Path aloud, PrintStream said)
            throws IOException {
        Map<String, List<String>> dictionary = Pronunciations.read(engine.resolve("cmudict-en-us.dict"));
        SpokenForm spoken = new SpokenForm(dictionary.keySet());
        TrainingTexts sources = TrainingTexts.in(texts);
        List<List<String>> notes = new ArrayList<>();
        List<List<String>> unseen = new ArrayList<>();
        List<String> unseenNotes = new ArrayList<>();
        for (int i = 0; i < sources.notes().size(); i++) {
            for (int reading = 0; reading < READINGS; reading++) {
                Random chance = new Random(SEED + 31L * i + reading);
                List<List<String>> lines = spoken.of(sources.notes().get(i), chance, Narrator.manner(chance));
                if (i % LEFT_OUT != 0) {
                    notes.addAll(lines);
                } else if (reading == 0) {
                    unseen.addAll(lines);
                    List<List<String>> dictated =
                            spoken.of(sources.notes().get(i), new Random(i), Narrator.Manner.ALL_SIGNS);
                    unseenNotes.add(String.join(
                            "\n",
                            dictated.stream().map(l -> String.join(" ", l)).toList()));
                }
            }
        }
        List<List<String>> talk = new ArrayList<>();
        for (int i = 0; i < sources.talk().size(); i++) {
            talk.addAll(spoken.of(sources.talk().get(i), new Random(SEED + i), Narrator.Manner.NO_SIGNS));
        }
        DictationGrammar grammar = DictationGrammar.load();
        List<List<String>> invented = new ArrayList<>();
        List<List<String>> unseenInvented = new ArrayList<>();
        for (int i = 0; i < INVENTED_NOTES; i++) {
            (i % 100 == 0 ? unseenInvented : invented).addAll(grammar.note(new Random(SEED * 7 + i)));
        }
        prove(heldOut, "notes", notes, said);
        prove(heldOut, "talk", talk, said);
        prove(heldOut, "invented notes", invented, said);

        Trigrams generalModel = SphinxTrie.read(engine.resolve("en-us.lm.bin"));
        List<String> general = IntStream.range(0, generalModel.words().size())
                .boxed()
                .sorted(Comparator.comparingDouble(w -> -generalModel.unigram(w)))
                .limit(GENERAL_WORDS)
                .map(w -> generalModel.words().get(w))
                .filter(dictionary::containsKey)
                .toList();
        Vocabulary vocabulary = Vocabulary.empty();
        vocabulary.count(notes, 1);
        vocabulary.count(talk, READINGS);
        vocabulary.count(invented, LEAST_COUNT);
        List<String> words = vocabulary.words(LEAST_COUNT, general);
        said.printf(Locale.ROOT, "%d words%n", words.size());

        List<Trigrams> parts = List.of(
                KneserNey.of(notes, words),
                KneserNey.of(invented, words),
                KneserNey.of(talk, words),
                over(words, generalModel));
        for (Trigrams part : parts) {
            report(said, "part", part, unseen, unseenInvented, talk);
        }
        Trigrams model = new Mixture(parts, new double[] {NOTES, INVENTED, TALK, GENERAL}).pruned(LEAST_GAIN);
        report(said, "model", model, unseen, unseenInvented, talk);

        Files.write(out.resolve("dictation.lm.gz"), PackedModel.write(model));
        Pronunciations pronunciations = Pronunciations.learntFrom(dictionary);
        StringBuilder lines = new StringBuilder();
        for (String word : words) {
            if (Vocabulary.isWord(word)) {
                List<String> ways = pronunciations.of(word);
                for (int i = 0; i < ways.size(); i++) {
                    lines.append(word).append(i == 0 ? "" : "(" + (i + 1) + ")").append(' ');
                    lines.append(ways.get(i)).append('\n');
                }
            }
        }
        Files.write(
                out.resolve("dictation.dict.gz"),
                PackedModel.packed(lines.toString().getBytes(StandardCharsets.UTF_8)));
        said.printf(Locale.ROOT, "%d pronunciations guessed from the letters%n", pronunciations.guessed());
        if (aloud != null) {
            for (int i = 0; i < unseenNotes.size(); i++) {
                Files.writeString(aloud.resolve(String.format(Locale.ROOT, "note-%03d.txt", i)), unseenNotes.get(i));
            }
        }
    }

    private static List<Path> folders(String folders) {
        return Arrays.stream(folders.split(":")).map(Path::of).toList();
    }

    /** Takes copies of held-out texts out of the training lines, and fails when one is left. */
    private static void prove(HeldOut heldOut, String name, List<List<String>> lines, PrintStream said) {
        int before = lines.size();
        lines.removeIf(heldOut::copies);
        long runs = lines.stream().filter(heldOut::sharesRun).count();
        double nearest = lines.stream().mapToDouble(heldOut::nearest).max().orElse(0);
        long words = lines.stream().mapToLong(List::size).sum();
        said.printf(
                Locale.ROOT,
                "%s: %d lines, %d words; %d lines taken out as copies of held-out texts; %d lines left with %d words in a"
                        + " row of them, nearest %.2f%n",
                name,
                lines.size(),
                words,
                before - lines.size(),
                runs,
                HeldOut.RUN,
                nearest);
        if (runs > 0 || nearest >= HeldOut.SHARE) {
            throw new IllegalStateException("held-out text is left in the training lines");
        }
    }

    private static void report(
            PrintStream said,
            String name,
            Trigrams model,
            List<List<String>> notes,
            List<List<String>> invented,
            List<List<String>> talk) {
        said.printf(
                Locale.ROOT,
                "%s: %d bigrams, %d trigrams; perplexity of unseen notes %.0f, of unseen invented notes %.0f, of talk %.0f%n",
                name,
                model.bigramKeys().length,
                model.trigramKeys().length,
                model.perplexity(notes),
                model.perplexity(invented),
                model.perplexity(talk));
    }

    /** A model over other words: entries with words that are not among them are left out. */
    private static Trigrams over(List<String> words, Trigrams model) {
        Trigrams over = new Trigrams(words);
        int[] to = model.words().stream().mapToInt(over::number).toArray();
        for (int w = 0; w < words.size(); w++) {
            int from = model.number(words.get(w));
            over.setUnigram(
                    w, from < 0 ? Trigrams.NEVER : model.unigram(from), from < 0 ? 0 : model.unigramBackoff(from));
        }
        for (long key : model.bigramKeys()) {
            int a = to[Trigrams.first(key)];
            int b = to[Trigrams.second(key)];
            if (a >= 0 && b >= 0) {
                Trigrams.Pair pair = model.bigram(key);
                over.putBigram(a, b, pair.probability(), pair.backoff());
            }
        }
        for (long key : model.trigramKeys()) {
            long head = Trigrams.headOf(key);
            int a = to[Trigrams.first(head)];
            int b = to[Trigrams.second(head)];
            int c = to[Trigrams.third(key)];
            if (a >= 0 && b >= 0 && c >= 0) {
                over.putTrigram(a, b, c, model.trigram(key));
            }
        }
        return over;
    }
}
