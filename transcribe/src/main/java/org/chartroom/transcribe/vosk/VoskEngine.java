package org.chartroom.transcribe.vosk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.ConfidenceScale;
import org.chartroom.transcribe.PcmStream;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngine;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;

/**
 * Vosk: one model shared by all calls, a recogniser of its own for each. Pointers never leave this class, are checked
 * when they are made and freed once.
 */
public final class VoskEngine implements SpeechEngine {
    private static final int CHUNK_SAMPLES = 4000;

    private final VoskLibrary library;
    private final VoskModelFolder folder;
    private final MemorySegment model;
    private final String phrases;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private VoskEngine(VoskLibrary library, VoskModelFolder folder, MemorySegment model, String phrases) {
        this.library = library;
        this.folder = folder;
        this.model = model;
        this.phrases = phrases;
    }

    /**
     * Checks and loads a model.
     *
     * @throws SpeechException with {@link SpeechProblem#MODEL_BAD} when the model is missing, damaged or incomplete, or
     *     cannot hear the phrases asked for
     */
    public static VoskEngine open(SpeechConfig.Vosk config) throws SpeechException {
        VoskModelFolder folder = VoskModelFolder.check(config.model());
        if (!config.phrases().isEmpty() && !folder.dynamicGraph()) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The Vosk model " + folder.name()
                            + " has a fixed graph and takes no phrases. Use one with a dynamic" + " graph.");
        }
        VoskLibrary library = VoskLibrary.load(config.natives());
        MemorySegment model;
        try (Arena call = Arena.ofConfined()) {
            model = library.newModel.toPointer(call.allocateFrom(folder.path().toString(), StandardCharsets.UTF_8));
        }
        if (model.equals(MemorySegment.NULL)) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The Vosk model " + folder.name() + " is damaged and cannot be loaded. Install the model again.");
        }
        VoskEngine engine = new VoskEngine(library, folder, model, phraseList(config.phrases()));
        try {
            engine.refuseUnknown(config.phrases());
            try (Recogniser trial = engine.recogniser()) {
                trial.finish();
            }
        } catch (SpeechException | RuntimeException e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    @Override
    public String name() {
        return "vosk";
    }

    @Override
    public String model() {
        return folder.name();
    }

    @Override
    public int sampleRateHz() {
        return folder.sampleRateHz();
    }

    /** As many as the machine has processors for: each has a recogniser of its own. */
    @Override
    public int mostAtOnce() {
        return Integer.MAX_VALUE;
    }

    /** Whether the model can output a word at all; drug names it does not know will never be heard. */
    public boolean knows(String word) {
        lock.readLock().lock();
        try (Arena call = Arena.ofConfined()) {
            checkOpen();
            return library.findWord.toInt(model, call.allocateFrom(word, StandardCharsets.UTF_8)) >= 0;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Not measured: each Vosk model has a scale of its own. */
    @Override
    public ConfidenceScale confidenceScale() {
        return ConfidenceScale.UNMEASURED;
    }

    @Override
    public List<SpokenWord> transcribe(PcmStream pcm, Progress progress) throws SpeechException {
        int rate = folder.sampleRateHz();
        if (pcm.sampleRateHz() != rate) {
            throw new IllegalArgumentException(
                    "the model " + folder.name() + " hears " + rate + " Hz, not " + pcm.sampleRateHz());
        }
        List<SpokenWord> words = new ArrayList<>();
        lock.readLock().lock();
        try {
            checkOpen();
            try (Recogniser recogniser = recogniser()) {
                short[] chunk = new short[CHUNK_SAMPLES];
                long heard = 0;
                long told = 0;
                for (int count = pcm.read(chunk); count > 0; count = pcm.read(chunk)) {
                    words.addAll(recogniser.accept(chunk, count));
                    heard += count;
                    if (heard - told >= rate) {
                        told = heard;
                        progress.reached(heard * 1000 / rate, 0);
                    }
                }
                words.addAll(recogniser.finish());
                progress.reached(heard * 1000 / rate, 0);
            }
        } finally {
            lock.readLock().unlock();
        }
        return words;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                library.freeModel.run(model);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    private void refuseUnknown(List<String> wanted) throws SpeechException {
        Set<String> unknown = new TreeSet<>();
        for (String phrase : wanted) {
            for (String word : phrase.strip().split("\\s+")) {
                if (!knows(word.toLowerCase(Locale.ROOT))) {
                    unknown.add(word);
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The Vosk model " + folder.name() + " does not know: " + String.join(", ", unknown)
                            + ". Leave these words out or use a larger model.");
        }
    }

    /** A JSON list, never empty and never with an empty phrase: libvosk dereferences null on those. */
    private static String phraseList(List<String> phrases) {
        if (phrases.isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("[");
        for (String phrase : phrases) {
            String plain = phrase.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            if (plain.isEmpty() || plain.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
                throw new IllegalArgumentException("a phrase is made of words");
            }
            list.append(list.length() > 1 ? ", \"" : "\"").append(plain).append('"');
        }
        return list.append(']').toString();
    }

    private Recogniser recogniser() throws SpeechException {
        float rate = folder.sampleRateHz();
        Arena memory = Arena.ofAuto();
        MemorySegment pointer = phrases.isEmpty()
                ? library.newRecogniser.toPointer(model, rate)
                : library.newRecogniserForPhrases.toPointer(
                        model, rate, memory.allocateFrom(phrases, StandardCharsets.UTF_8));
        if (pointer.equals(MemorySegment.NULL)) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The Vosk model " + folder.name() + " loads but cannot be used. Install the model again.");
        }
        library.setWords.run(pointer, 1);
        return new Recogniser(library, pointer, memory);
    }

    /** One stream's recogniser, for one thread and one use. */
    private static final class Recogniser implements AutoCloseable {
        private final VoskLibrary library;
        private final MemorySegment pointer;
        private final MemorySegment samples;

        Recogniser(VoskLibrary library, MemorySegment pointer, Arena memory) {
            this.library = library;
            this.pointer = pointer;
            this.samples = memory.allocate(ValueLayout.JAVA_SHORT, CHUNK_SAMPLES);
        }

        List<SpokenWord> accept(short[] chunk, int count) throws SpeechException {
            MemorySegment.copy(chunk, 0, samples, ValueLayout.JAVA_SHORT, 0, count);
            int state = library.accept.toInt(pointer, samples, count);
            if (state < 0) {
                throw new SpeechException(
                        SpeechProblem.ENGINE_FAILED,
                        "Vosk failed on this recording. It is kept; transcribe it again or by hand.");
            }
            return state == 0 ? List.of() : VoskResult.words(text(library.result.toPointer(pointer)));
        }

        List<SpokenWord> finish() {
            return VoskResult.words(text(library.finalResult.toPointer(pointer)));
        }

        private static String text(MemorySegment answer) {
            return answer.equals(MemorySegment.NULL)
                    ? ""
                    : answer.reinterpret(Integer.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            library.freeRecogniser.run(pointer);
        }
    }
}
