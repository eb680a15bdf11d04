package org.chartroom.transcribe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.SpokenWord;

/**
 * The pieces of one recording on their way through the engine, some of them side by side, their words in order. For one
 * thread, on which everybody is told; the next piece is cut while the ones before it are listened to. Closing waits for
 * what is still in the engine.
 */
final class Listening implements AutoCloseable {
    private final SpeechEngine engine;
    private final Map<Long, HeardPiece> known = new HashMap<>();
    private final Consumer<HeardPiece> onPiece;
    private final Progress progress;
    private final DecodedAudio pcm;
    private final ExecutorService ears = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("listening-", 0).factory());
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<SpokenWord> words = new ArrayList<>();
    private boolean sound;
    private long reachedMs;

    /** @param anew whether it had not been heard before */
    private record Pending(Future<HeardPiece> piece, boolean anew) {}

    Listening(
            SpeechEngine engine,
            List<HeardPiece> finished,
            Consumer<HeardPiece> onPiece,
            Progress progress,
            DecodedAudio pcm) {
        this.engine = engine;
        this.onPiece = onPiece;
        this.progress = progress;
        this.pcm = pcm;
        finished.stream()
                .filter(piece ->
                        piece.engine().equals(engine.name()) && piece.model().equals(engine.model()))
                .forEach(piece -> known.put(piece.startMs(), piece));
    }

    /** Takes the next piece, after waiting until it is one of so many in the engine. */
    void add(SilenceCutter.Piece piece, int atOnce) throws SpeechException {
        sound = true;
        while (pending.size() >= Math.clamp(atOnce, 1, engine.mostAtOnce())) {
            settle();
        }
        HeardPiece before = known.get(startMs(piece));
        pending.add(
                before != null && before.endMs() == endMs(piece)
                        ? new Pending(CompletableFuture.completedFuture(before), false)
                        : new Pending(ears.submit(() -> hear(piece)), true));
    }

    /** Nothing but silence comes before this sample and after the pieces so far. */
    void silentUpTo(long sample) {
        if (pending.isEmpty()) {
            reached(sample * 1000 / engine.sampleRateHz());
        }
    }

    boolean anySound() {
        return sound;
    }

    /** All words, after waiting for them. */
    List<SpokenWord> finish() throws SpeechException {
        while (!pending.isEmpty()) {
            settle();
        }
        return words;
    }

    private void settle() throws SpeechException {
        Pending first = pending.remove();
        HeardPiece heard;
        try {
            heard = first.piece().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpeechException(SpeechProblem.TIMEOUT, "Transcribing was interrupted. Try again.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SpeechException speech -> throw speech;
                case RuntimeException ours -> throw ours;
                case null, default -> throw new IllegalStateException("the engine broke down", e.getCause());
            }
        }
        words.addAll(heard.words());
        if (first.anew()) {
            onPiece.accept(heard);
        }
        reached(heard.endMs());
    }

    private void reached(long ms) {
        reachedMs = Math.max(reachedMs, ms);
        progress.reached(reachedMs, pcm.totalMs());
    }

    private HeardPiece hear(SilenceCutter.Piece piece) throws SpeechException {
        double offset = (double) piece.startSample() / engine.sampleRateHz();
        List<SpokenWord> heard = new ArrayList<>();
        PcmStream samples = PcmStream.of(piece.samples(), engine.sampleRateHz());
        for (SpokenWord word : engine.transcribe(samples, Progress.none())) {
            heard.add(new SpokenWord(word.word(), word.start() + offset, word.end() + offset, word.confidence()));
        }
        return new HeardPiece(engine.name(), engine.model(), startMs(piece), endMs(piece), heard);
    }

    private long startMs(SilenceCutter.Piece piece) {
        return piece.startSample() * 1000 / engine.sampleRateHz();
    }

    private long endMs(SilenceCutter.Piece piece) {
        return piece.endSample() * 1000 / engine.sampleRateHz();
    }

    @Override
    public void close() {
        ears.close();
    }
}
