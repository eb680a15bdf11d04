package org.chartroom.transcribe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.format.FormattedNote;
import org.chartroom.transcribe.format.NoteFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A recording into a formatted transcript: decode, cut at silence, recognise piece by piece, format. The audio streams
 * through; an hour of it needs no more memory than half a minute. Safe for use by several threads as far as the engine
 * is; closes nothing that was handed to it.
 */
public final class Transcriber {
    private static final String NOT_INTELLIGIBLE = "What was said could not be made out: there is loud noise, another"
            + " language, or no speech at all. The recording is kept. Listen to it and type the note, or have it dictated"
            + " again closer to the microphone.";

    private final PcmDecoder decoder;
    private final SpeechEngine engine;
    private final NoteFormatter formatter;

    public Transcriber(PcmDecoder decoder, SpeechEngine engine, NoteFormatter formatter) {
        this.decoder = decoder;
        this.engine = engine;
        this.formatter = formatter;
    }

    /** From the start, keeping nothing of the way there. */
    public Transcription transcribe(Path audio, Progress progress) {
        return transcribe(audio, List.of(), piece -> {}, progress);
    }

    /**
     * @param audio any kind of recording FFmpeg decodes
     * @param finished pieces of the same recording that were heard before an interruption; not listened to again
     * @param onPiece given each newly heard piece as soon as it is done, in order
     * @param progress told after each piece
     * @return never null and never an exception for what is wrong with the recording
     */
    public Transcription transcribe(
            Path audio, List<HeardPiece> finished, Consumer<HeardPiece> onPiece, Progress progress) {
        Map<Long, HeardPiece> known = new HashMap<>();
        finished.forEach(piece -> known.put(piece.startMs(), piece));
        int rate = engine.sampleRateHz();
        Waveform.Builder outline = new Waveform.Builder(rate);
        SilenceCutter cutter = null;
        try (DecodedAudio pcm = decoder.open(audio, rate)) {
            cutter = new SilenceCutter(pcm, outline);
            List<SpokenWord> words = new ArrayList<>();
            boolean sound = false;
            for (SilenceCutter.Piece piece = cutter.next(); piece != null; piece = cutter.next()) {
                sound = true;
                HeardPiece heard = hear(piece, rate, known, onPiece);
                words.addAll(heard.words());
                progress.reached(heard.endMs(), pcm.totalMs());
            }
            long audioMs = cutter.samplesRead() * 1000 / rate;
            if (words.isEmpty()) {
                return new Transcription.NotHeard(SpeechProblem.NO_SPEECH, noSpeech(sound), audioMs, outline.build());
            }
            Waveform waveform = outline.build();
            if (!Intelligibility.of(words, waveform).allowsDraft(engine.confidenceScale())) {
                return new Transcription.NotHeard(SpeechProblem.NOT_INTELLIGIBLE, NOT_INTELLIGIBLE, audioMs, waveform);
            }
            FormattedNote note = formatter.format(words);
            Transcript transcript = new Transcript(
                    engine.name(), engine.model(), audioMs, words, note.text(), note.edits(), note.sections());
            return new Transcription.Heard(transcript, waveform, remarks(pcm));
        } catch (SpeechException e) {
            long audioMs = cutter == null ? 0 : cutter.samplesRead() * 1000 / rate;
            return new Transcription.NotHeard(e.problem(), e.getMessage(), audioMs, outline.build());
        }
    }

    private HeardPiece hear(
            SilenceCutter.Piece piece, int rate, Map<Long, HeardPiece> known, Consumer<HeardPiece> onPiece)
            throws SpeechException {
        long startMs = piece.startSample() * 1000 / rate;
        long endMs = piece.endSample() * 1000 / rate;
        HeardPiece before = known.get(startMs);
        if (before != null && before.endMs() == endMs) {
            return before;
        }
        double offset = (double) piece.startSample() / rate;
        List<SpokenWord> words = new ArrayList<>();
        for (SpokenWord word : engine.transcribe(PcmStream.of(piece.samples(), rate), Progress.none())) {
            words.add(new SpokenWord(word.word(), word.start() + offset, word.end() + offset, word.confidence()));
        }
        HeardPiece heard = new HeardPiece(startMs, endMs, words);
        onPiece.accept(heard);
        return heard;
    }

    private static String noSpeech(boolean sound) {
        return sound
                ? "The recording has sound, but no speech was recognised. Listen to it; the recording is kept."
                : "The recording is silent. Check the microphone and dictate again; the recording is kept.";
    }

    private static List<String> remarks(DecodedAudio pcm) {
        @Nullable String damage = pcm.damage();
        return damage == null ? List.of() : List.of(damage);
    }
}
