package org.chartroom.transcribe;

import java.util.List;
import org.chartroom.models.text.SpokenWord;

/**
 * A recogniser with its model loaded. {@link #transcribe} may be called by several threads at once: an engine that can
 * only do one recording at a time lets the others wait. What one call hears does not depend on the calls before it: the
 * same audio gives the same words, their times to some hundredths of a second and their confidences to some hundredths
 * (an engine may add a little noise to its input).
 *
 * <p>The one who opened an engine closes it; closing waits for the calls that are still running, and may be repeated.
 * A call on a closed engine fails with {@link IllegalStateException} and never reaches native code.
 */
public interface SpeechEngine extends AutoCloseable {
    /** {@code vosk} or {@code pocketsphinx}. */
    String name();

    /** Name of the acoustic and language model. */
    String model();

    /** The rate, in samples a second, at which this engine wants its audio. */
    int sampleRateHz();

    /** How many calls of {@link #transcribe} really run side by side, 1 or more; further ones wait for each other. */
    int mostAtOnce();

    /** How this engine's confidences are to be taken; {@link ConfidenceScale#UNMEASURED} when nobody measured them. */
    ConfidenceScale confidenceScale();

    /**
     * Listens to a stream until its end. The caller keeps the stream and closes it.
     *
     * @param pcm audio at {@link #sampleRateHz()}
     * @param progress told about once per second of audio; its total is always 0
     * @return the words heard, lower case, in time order, times in seconds from the stream's start; empty when nothing
     *     was understood
     * @throws SpeechException when the stream cannot be read or the recogniser fails
     * @throws IllegalArgumentException when the stream has another rate
     */
    List<SpokenWord> transcribe(PcmStream pcm, Progress progress) throws SpeechException;

    /** Frees the model; waits for running calls. */
    @Override
    void close();
}
