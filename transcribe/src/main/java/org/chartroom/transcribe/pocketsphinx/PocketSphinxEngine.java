package org.chartroom.transcribe.pocketsphinx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.ConfidenceScale;
import org.chartroom.transcribe.PcmStream;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngine;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;

/**
 * CMU PocketSphinx with as many decoders as calls come at once, up to a few: more calls wait. Each utterance is handed over whole, so that its
 * cepstral mean is its own and nothing carries over from one recording to the next. Longer streams than
 * {@value #UTTERANCE_SECONDS} seconds are taken in utterances of that length; cut them at silence before.
 */
public final class PocketSphinxEngine implements SpeechEngine {
    /**
     * Hopeless: Italian and Chinese speech came to 0.13 and 0.31, the poorest usable recording to 0.43. Unsure: the two
     * recordings in loud noise came to 0.22 and 0.27. Clear French and German speech, at 0.36 and 0.43,
     * still becomes a doubtful draft. Heard with the dictation model on 2026-11-26; see also {@code docs/performance.md},
     * section Speech.
     */
    private static final ConfidenceScale SCALE = new ConfidenceScale(0.33, 0.45);

    /** Each has a model of its own in memory, and a reader has room for so many. */
    private static final int MOST_DECODERS = 2;

    private static final int RATE = 16_000;
    private static final int UTTERANCE_SECONDS = 60;
    private static final double SECONDS_PER_FRAME = 0.01;
    private static final int SILENT_PEAK = 48;
    private static final int LONGEST_WORD = 512;

    private final SphinxLibrary library;
    private final SpeechConfig.PocketSphinx config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Deque<Decoder> idle = new ArrayDeque<>();
    private int decoders;
    private boolean closed;

    /** A decoder with its model and the options it was made with; for one thread at a time. */
    private record Decoder(MemorySegment pointer, MemorySegment options) {}

    private PocketSphinxEngine(SphinxLibrary library, SpeechConfig.PocketSphinx config) {
        this.library = library;
        this.config = config;
    }

    /**
     * Loads libraries and model.
     *
     * @throws SpeechException with {@link SpeechProblem#MODEL_BAD} when one is missing or damaged
     */
    public static PocketSphinxEngine open(SpeechConfig.PocketSphinx config) throws SpeechException {
        check(config);
        PocketSphinxEngine engine = new PocketSphinxEngine(SphinxLibrary.load(config.libraries()), config);
        engine.giveBack(engine.take());
        return engine;
    }

    private Decoder load() throws SpeechException {
        List<String> arguments = new ArrayList<>(List.of(
                "-hmm", config.acousticModel().toString(),
                "-lm", config.languageModel().toString(),
                "-dict", config.dictionary().toString(),
                "-samprate", Integer.toString(RATE),
                // Dropped frames would make every later word seem to come too early.
                "-remove_silence", "no",
                // The engine's own beams lose the right words of a dictation; wider ones cost a fifth more time, which
                // limits on how many ways are followed at once save again where the sound is poor.
                "-beam", "1e-57",
                "-pbeam", "1e-57",
                "-maxhmmpf", "4500",
                "-maxwpf", "20",
                "-logfn", "/dev/null"));
        // The library keeps pointers into what it was given.
        Arena memory = Arena.ofAuto();
        MemorySegment argv = memory.allocate(ValueLayout.ADDRESS, arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            argv.setAtIndex(ValueLayout.ADDRESS, i, memory.allocateFrom(arguments.get(i)));
        }
        MemorySegment options =
                library.parseOptions.toPointer(MemorySegment.NULL, library.args.toPointer(), arguments.size(), argv, 1);
        if (options.equals(MemorySegment.NULL)) {
            throw bad("the model of the built-in speech engine cannot be loaded");
        }
        MemorySegment decoder = library.init.toPointer(options);
        if (decoder.equals(MemorySegment.NULL)) {
            library.freeOptions.toInt(options);
            throw bad("the model of the built-in speech engine cannot be loaded");
        }
        return new Decoder(decoder, options);
    }

    /** A decoder nobody else has, loading one more as long as there may be more. */
    private Decoder take() throws SpeechException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new IllegalStateException("the engine is closed");
                }
                Decoder waiting = idle.poll();
                if (waiting != null) {
                    return waiting;
                }
                if (decoders < MOST_DECODERS) {
                    // Counted after it is there: loading may fail. Others wait for the lock meanwhile, as they would
                    // for the disk.
                    Decoder fresh = load();
                    decoders++;
                    return fresh;
                }
                freed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Decoder decoder) {
        lock.lock();
        try {
            idle.push(decoder);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "pocketsphinx";
    }

    @Override
    public String model() {
        return name(config);
    }

    @Override
    public int mostAtOnce() {
        return MOST_DECODERS;
    }

    @Override
    public int sampleRateHz() {
        return RATE;
    }

    @Override
    public ConfidenceScale confidenceScale() {
        return SCALE;
    }

    @Override
    public List<SpokenWord> transcribe(PcmStream pcm, Progress progress) throws SpeechException {
        if (pcm.sampleRateHz() != RATE) {
            throw new IllegalArgumentException("PocketSphinx hears " + RATE + " Hz, not " + pcm.sampleRateHz());
        }
        List<SpokenWord> words = new ArrayList<>();
        Decoder decoder = take();
        try (Arena call = Arena.ofConfined()) {
            MemorySegment audio = call.allocate(ValueLayout.JAVA_SHORT, (long) UTTERANCE_SECONDS * RATE);
            long done = 0;
            for (int count = fill(pcm, audio); count > 0; count = fill(pcm, audio)) {
                hear(decoder.pointer(), audio, count, (double) done / RATE, words, call);
                done += count;
                progress.reached(done * 1000 / RATE, 0);
            }
        } finally {
            giveBack(decoder);
        }
        return words;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            while (decoders > 0) {
                Decoder decoder = idle.poll();
                if (decoder == null) {
                    freed.awaitUninterruptibly();
                } else {
                    library.free.toInt(decoder.pointer());
                    library.freeOptions.toInt(decoder.options());
                    decoders--;
                }
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void hear(
            MemorySegment decoder, MemorySegment audio, int count, double offset, List<SpokenWord> words, Arena call)
            throws SpeechException {
        if (isSilent(audio, count)) {
            return;
        }
        if (library.startStream.toInt(decoder) < 0 || library.startUtterance.toInt(decoder) < 0) {
            throw failed();
        }
        int searched = library.processRaw.toInt(decoder, audio, (long) count, 0, 1);
        int ended = library.endUtterance.toInt(decoder);
        if (searched < 0 || ended < 0) {
            throw failed();
        }
        MemorySegment first = call.allocate(ValueLayout.JAVA_INT);
        MemorySegment last = call.allocate(ValueLayout.JAVA_INT);
        MemorySegment scores = call.allocate(ValueLayout.JAVA_INT, 3);
        MemorySegment logMath = library.logMath.toPointer(decoder);
        double length = (double) count / RATE;
        MemorySegment segment = library.segments.toPointer(decoder, MemorySegment.NULL);
        while (!segment.equals(MemorySegment.NULL)) {
            String word = library.segmentWord
                    .toPointer(segment)
                    .reinterpret(LONGEST_WORD)
                    .getString(0, StandardCharsets.UTF_8);
            if (!isFiller(word)) {
                library.segmentFrames.run(segment, first, last);
                int log = library.segmentProbability.toInt(segment, scores, scores.asSlice(4), scores.asSlice(8));
                double confidence = Math.clamp(library.exp.toDouble(logMath, log), 0.0, 1.0);
                double start = Math.min(first.get(ValueLayout.JAVA_INT, 0) * SECONDS_PER_FRAME, length);
                double end = Math.clamp((last.get(ValueLayout.JAVA_INT, 0) + 1) * SECONDS_PER_FRAME, start, length);
                words.add(new SpokenWord(plain(word), offset + start, offset + end, confidence));
            }
            segment = library.nextSegment.toPointer(segment);
        }
    }

    private static int fill(PcmStream pcm, MemorySegment audio) throws SpeechException {
        short[] chunk = new short[8192];
        int room = (int) (audio.byteSize() / 2);
        int length = 0;
        while (length < room) {
            short[] into = room - length >= chunk.length ? chunk : new short[room - length];
            int count = pcm.read(into);
            if (count == 0) {
                break;
            }
            MemorySegment.copy(into, 0, audio, ValueLayout.JAVA_SHORT, length * 2L, count);
            length += count;
        }
        return length;
    }

    /** Pure silence: the decoder has to find some word, and finds one even there. */
    private static boolean isSilent(MemorySegment audio, int count) {
        for (int i = 0; i < count; i++) {
            if (Math.abs(audio.getAtIndex(ValueLayout.JAVA_SHORT, i)) > SILENT_PEAK) {
                return false;
            }
        }
        return true;
    }

    /** Silence and noises: {@code <s>}, {@code </s>}, {@code <sil>}, {@code [NOISE]}, {@code ++BREATH++}. */
    private static boolean isFiller(String word) {
        return word.isBlank() || word.startsWith("<") || word.startsWith("[") || word.startsWith("++");
    }

    /** Without the mark of a second pronunciation, such as {@code the(2)}. */
    private static String plain(String word) {
        int mark = word.endsWith(")") ? word.lastIndexOf('(') : -1;
        return (mark > 0 ? word.substring(0, mark) : word).toLowerCase(Locale.ROOT);
    }

    private static String name(SpeechConfig.PocketSphinx config) {
        String file = config.languageModel().getFileName().toString();
        return file.replaceFirst("\\.(lm|arpa)?(\\.bin|\\.gz)?$", "");
    }

    /**
     * The library ends the whole process when a file it has begun to load turns out to be wrong; so the plain cases are
     * found here.
     */
    private static void check(SpeechConfig.PocketSphinx config) throws SpeechException {
        try {
            DictationModel.bring(config.languageModel(), config.dictionary());
        } catch (IOException e) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The model of the built-in speech engine cannot be unpacked. Check the owner of the folder for"
                            + " native programs and the free space on its disk.",
                    e);
        }
        for (String name : List.of("mdef", "feat.params", "means", "variances", "transition_matrices")) {
            checkFile(config.acousticModel().resolve(name));
        }
        if (!Files.exists(config.acousticModel().resolve("sendump"))) {
            checkFile(config.acousticModel().resolve("mixture_weights"));
        }
        checkFile(config.acousticModel().resolve("noisedict"));
        checkFile(config.languageModel());
        checkFile(config.dictionary());
        for (String name : List.of("means", "variances", "transition_matrices")) {
            checkStart(config.acousticModel().resolve(name), "s3");
        }
        String language = start(config.languageModel());
        if (!language.startsWith("Trie Language Model")
                && !language.startsWith("Darpa Trigram LM")
                && !language.contains("\\data\\")
                && !language.startsWith("\u001f\u008b")) {
            throw bad("the language model of the built-in speech engine is of no known kind");
        }
    }

    private static void checkFile(Path file) throws SpeechException {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw bad("the built-in speech engine lacks " + file.getFileName());
            }
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.MODEL_BAD, "The built-in speech engine cannot be read.", e);
        }
    }

    private static void checkStart(Path file, String expected) throws SpeechException {
        if (!start(file).startsWith(expected)) {
            throw bad("in the built-in speech engine, " + file.getFileName() + " is damaged");
        }
    }

    private static String start(Path file) throws SpeechException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SpeechException(SpeechProblem.MODEL_BAD, "The built-in speech engine cannot be read.", e);
        }
    }

    private static SpeechException bad(String what) {
        return new SpeechException(
                SpeechProblem.MODEL_BAD,
                Character.toUpperCase(what.charAt(0)) + what.substring(1)
                        + ". Run the doctor command and follow what it says.");
    }

    private static SpeechException failed() {
        return new SpeechException(
                SpeechProblem.ENGINE_FAILED,
                "The built-in speech engine failed on this recording. It is kept; transcribe it again or by hand.");
    }
}
