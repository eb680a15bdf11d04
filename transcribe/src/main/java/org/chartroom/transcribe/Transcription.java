package org.chartroom.transcribe;

import java.util.List;
import org.chartroom.models.text.Transcript;

/** What came of transcribing a recording. Silence and failure are outcomes of their own, never an empty transcript. */
public sealed interface Transcription {
    /** The outline of the sound as far as it could be decoded, for drawing; empty when nothing could be. */
    Waveform waveform();

    /**
     * Words were heard.
     *
     * @param remarks what a person should know about the recording, in sentences; usually none
     */
    record Heard(Transcript transcript, Waveform waveform, List<String> remarks) implements Transcription {
        public Heard {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * No words.
     *
     * @param problem why, by what can be done about it
     * @param message the same for a person: what happened, and what to do now
     * @param audioMs how much of the recording was decoded, ms
     */
    record NotHeard(SpeechProblem problem, String message, long audioMs, Waveform waveform) implements Transcription {}
}
