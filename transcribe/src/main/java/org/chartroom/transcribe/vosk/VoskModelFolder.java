package org.chartroom.transcribe.vosk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;

/**
 * A folder that was found to be a whole Vosk model, before native code sees it: libvosk ends the process on some
 * incomplete ones.
 *
 * @param path the folder
 * @param name its name, which is how models are known
 * @param sampleRateHz the rate its features were made for
 * @param dynamicGraph whether phrases can be given at run time
 * @param graphBytes size of the graph that holds the language model
 */
public record VoskModelFolder(Path path, String name, int sampleRateHz, boolean dynamicGraph, long graphBytes) {
    /** The smallest published English dictation model has 23 MB here; closed vocabularies stay below 1 MB. */
    private static final long DICTATION_GRAPH_BYTES = 8L << 20;

    private static final Set<String> MODEL_OPTIONS = Set.of(
            "min-active",
            "max-active",
            "beam",
            "lattice-beam",
            "acoustic-scale",
            "frame-subsampling-factor",
            "frames-per-chunk",
            "extra-left-context-initial",
            "computation.debug",
            "debug-computation",
            "optimization",
            "max-mem",
            "lattice-prune-interval",
            "beam-delta",
            "hash-ratio",
            "prune-scale",
            "determinize-lattice",
            "minimize",
            "phone-determinize",
            "word-determinize",
            "delta",
            "ivector-silence-weighting.silence-weight",
            "ivector-silence-weighting.max-state-duration",
            "ivector-silence-weighting.silence-phones");

    /**
     * @throws SpeechException with {@link SpeechProblem#MODEL_BAD} and what is wrong
     */
    public static VoskModelFolder check(Path folder) throws SpeechException {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        boolean newer = Files.exists(folder.resolve("am/final.mdl"));
        Path acoustic = folder.resolve(newer ? "am/final.mdl" : "final.mdl");
        Path graph = newer ? folder.resolve("graph") : folder;
        mustHave(acoustic, "its acoustic model");
        String start = start(acoustic);
        if (!start.startsWith("\0B<TransitionModel>") && !start.startsWith("<TransitionModel>")) {
            throw bad("its acoustic model is damaged");
        }
        Path features = firstOf(
                newer
                        ? List.of(folder.resolve("conf/mfcc.conf"), folder.resolve("conf/fbank.conf"))
                        : List.of(folder.resolve("mfcc.conf")));
        if (newer) {
            mustHave(folder.resolve("conf/model.conf"), "its settings");
            checkSettings(folder.resolve("conf/model.conf"));
        }
        Path fixed = graph.resolve("HCLG.fst");
        boolean dynamic = !Files.exists(fixed);
        if (dynamic) {
            mustHave(graph.resolve("HCLr.fst"), "half of its graph");
            mustHave(graph.resolve("Gr.fst"), "half of its graph");
            mustHave(graph.resolve("disambig_tid.int"), "a part of its graph");
        } else {
            mustHave(fixed, "its graph");
        }
        Path language = dynamic ? graph.resolve("Gr.fst") : fixed;
        if (!start(language).startsWith("\u00d6\u00fd\u00b2~")) {
            throw bad("its graph is damaged");
        }
        Path ivector = folder.resolve("ivector");
        if (Files.exists(ivector.resolve("final.ie"))) {
            for (String file : List.of(
                    "final.ie", "final.dubm", "final.mat", "splice.conf", "online_cmvn.conf", "global_cmvn.stats")) {
                mustHave(ivector.resolve(file), "ivector/" + file);
            }
        }
        return new VoskModelFolder(
                folder, name == null ? "vosk" : name.toString(), rate(features), dynamic, size(language));
    }

    /** Whether its vocabulary is large enough for free dictation. */
    public boolean takesDictation() {
        return graphBytes >= DICTATION_GRAPH_BYTES;
    }

    private static int rate(Path features) throws SpeechException {
        for (String line : lines(features)) {
            String option = line.strip();
            if (option.startsWith("--sample-frequency=")) {
                String value = option.substring("--sample-frequency=".length()).strip();
                try {
                    double rate = Double.parseDouble(value);
                    if (rate >= 4_000 && rate <= 48_000) {
                        return (int) rate;
                    }
                } catch (NumberFormatException e) {
                    throw bad("its sample rate is no number");
                }
                throw bad("its sample rate is out of range");
            }
        }
        return 16_000; // Kaldi's own default
    }

    private static void checkSettings(Path settings) throws SpeechException {
        for (String line : lines(settings)) {
            String option = line.replaceFirst("#.*", "").strip();
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String key = option.startsWith("--")
                    ? option.substring(2, equals < 0 ? option.length() : equals).replace('_', '-')
                    : "";
            if (!MODEL_OPTIONS.contains(key.toLowerCase(Locale.ROOT)) && !key.startsWith("endpoint.")) {
                throw bad("its settings hold '" + option + "', which nothing understands");
            }
        }
    }

    private static List<String> lines(Path file) throws SpeechException {
        try {
            if (Files.size(file) > 1 << 20) {
                throw bad(file.getFileName() + " is far too large");
            }
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.MODEL_BAD, "The speech model cannot be read from the disk.", e);
        }
    }

    private static Path firstOf(List<Path> files) throws SpeechException {
        for (Path file : files) {
            if (Files.isRegularFile(file) && size(file) > 0) {
                return file;
            }
        }
        throw bad(files.getFirst().getFileName() + " is missing");
    }

    private static void mustHave(Path file, String what) throws SpeechException {
        if (!Files.isRegularFile(file)) {
            throw bad(what + " is missing");
        }
        if (size(file) == 0) {
            throw bad(what + " is empty");
        }
    }

    private static long size(Path file) throws SpeechException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.MODEL_BAD, "The speech model cannot be read from the disk.", e);
        }
    }

    private static String start(Path file) throws SpeechException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.MODEL_BAD, "The speech model cannot be read from the disk.", e);
        }
    }

    private static SpeechException bad(String what) {
        return new SpeechException(
                SpeechProblem.MODEL_BAD, "The Vosk model is unusable: " + what + ". Install the model again.");
    }
}
