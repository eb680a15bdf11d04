package org.chartroom.transcribe;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.format.FormattedNote;
import org.chartroom.transcribe.format.NoteFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A recording into a formatted transcript: decode, cut at silence, recognise piece by piece, format. The audio streams
 * through; an hour of it needs no more memory than a minute. Safe for use by several threads as far as the engine
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

    /** From the start, keeping nothing of the way there, one piece after the other. */
    public Transcription transcribe(Path audio, Progress progress) {
        return transcribe(audio, List.of(), piece -> {}, progress, () -> 1);
    }

    /**
     * @param audio any kind of recording FFmpeg decodes
     * @param finished pieces of the same recording that were heard before an interruption; those of this engine and model
     *     are not listened to again
     * @param onPiece given each newly heard piece, in order, as soon as it and those before it are done; called on this
     *     thread
     * @param progress told after each piece and in long silence; called on this thread
     * @param streams how many pieces may be listened to side by side, asked before each; fewer are where the engine
     *     cannot do so many
     * @return never null and never an exception for what is wrong with the recording
     */
    public Transcription transcribe(
            Path audio,
            List<HeardPiece> finished,
            Consumer<HeardPiece> onPiece,
            Progress progress,
            IntSupplier streams) {
        int rate = engine.sampleRateHz();
        Waveform.Builder outline = new Waveform.Builder(rate);
        SilenceCutter cutter = null;
        try (DecodedAudio pcm = decoder.open(audio, rate);
                Listening listening = new Listening(engine, finished, onPiece, progress, pcm)) {
            cutter = new SilenceCutter(pcm, outline, listening::silentUpTo);
            for (SilenceCutter.Piece piece = cutter.next(); piece != null; piece = cutter.next()) {
                listening.add(piece, streams.getAsInt());
            }
            List<SpokenWord> words = listening.finish();
            long audioMs = cutter.samplesRead() * 1000 / rate;
            if (words.isEmpty()) {
                return new Transcription.NotHeard(
                        SpeechProblem.NO_SPEECH, noSpeech(listening.anySound()), audioMs, outline.build());
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
