package org.chartroom.transcribe;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of speech at its silences into pieces of at most half a minute, leaving out long silence. What counts as
 * silence follows the recording: a share of the way from its quietest to its loudest moments within the last half
 * minute. The same audio is always cut the same way. For one thread.
 */
final class SilenceCutter {
    static final int MAX_PIECE_SECONDS = 30;

    private static final int FRAMES_PER_SECOND = Loudness.FRAMES_PER_SECOND;
    private static final int MAX_FRAMES = MAX_PIECE_SECONDS * FRAMES_PER_SECOND;
    private static final int FROM_FRAMES = 10 * FRAMES_PER_SECOND;
    private static final int PAUSE_FRAMES = 30;
    private static final int LONG_PAUSE_FRAMES = 2 * FRAMES_PER_SECOND;
    private static final int PAD_FRAMES = 25;

    /**
     * A piece of the recording.
     *
     * @param startSample where it starts in the recording
     * @param samples its audio, with a little silence at both ends
     */
    record Piece(long startSample, short[] samples) {
        long endSample() {
            return startSample + samples.length;
        }
    }

    private final PcmStream pcm;
    private final Waveform.Builder outline;
    private final LongConsumer silentUpTo;
    private final int frameSamples;
    private final short[] window;
    private final short[] chunk = new short[4096];
    private int length;
    private long windowStart;
    private boolean atEnd;

    /** @param silentUpTo told the sample before which nothing but silence lies since the last piece, in long silence */
    SilenceCutter(PcmStream pcm, Waveform.Builder outline, LongConsumer silentUpTo) {
        this.pcm = pcm;
        this.outline = outline;
        this.silentUpTo = silentUpTo;
        this.frameSamples = Math.max(1, pcm.sampleRateHz() / FRAMES_PER_SECOND);
        this.window = new short[MAX_FRAMES * frameSamples];
    }

    /** Samples of the recording read so far. */
    long samplesRead() {
        return windowStart + length;
    }

    /** The next piece with sound in it, or null at the end. */
    @Nullable
    Piece next() throws SpeechException {
        while (true) {
            fill();
            if (length == 0) {
                return null;
            }
            boolean[] loud = loudFrames();
            int frames = loud.length;
            int first = 0;
            while (first < frames && !loud[first]) {
                first++;
            }
            if (first == frames) {
                drop(Math.min(length, frames * frameSamples));
                silentUpTo.accept(windowStart);
                continue;
            }
            int cut = cutAfter(loud, first);
            int last = cut - 1;
            while (last > first && !loud[last]) {
                last--;
            }
            int from = Math.max(0, first - PAD_FRAMES) * frameSamples;
            int to = Math.min(Math.min(cut, last + 1 + PAD_FRAMES) * frameSamples, length);
            Piece piece = new Piece(windowStart + from, Arrays.copyOfRange(window, from, to));
            drop(Math.min(cut * frameSamples, length));
            return piece;
        }
    }

    private void fill() throws SpeechException {
        while (!atEnd && length < window.length) {
            short[] into = window.length - length >= chunk.length ? chunk : new short[window.length - length];
            int count = pcm.read(into);
            if (count == 0) {
                atEnd = true;
                return;
            }
            outline.add(into, count);
            System.arraycopy(into, 0, window, length, count);
            length += count;
        }
    }

    private void drop(int samples) {
        System.arraycopy(window, samples, window, 0, length - samples);
        length -= samples;
        windowStart += samples;
    }

    private boolean[] loudFrames() {
        int frames = (length + frameSamples - 1) / frameSamples;
        double[] level = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            int from = frame * frameSamples;
            level[frame] = Loudness.level(window, from, Math.min(from + frameSamples, length));
        }
        return Loudness.loudFrames(level);
    }

    /** The frame before which the piece ends. */
    private int cutAfter(boolean[] loud, int first) {
        int frames = loud.length;
        int bestPause = -1;
        int longest = 0;
        int pauseStart = -1;
        for (int frame = first; frame < frames; frame++) {
            if (loud[frame]) {
                if (pauseStart >= 0) {
                    int pause = frame - pauseStart;
                    int middle = pauseStart + pause / 2;
                    if (pause >= LONG_PAUSE_FRAMES) {
                        return middle;
                    }
                    if (pause >= PAUSE_FRAMES && middle - first >= FROM_FRAMES) {
                        return middle;
                    }
                    if (pause >= longest) {
                        longest = pause;
                        bestPause = middle;
                    }
                }
                pauseStart = -1;
            } else if (pauseStart < 0) {
                pauseStart = frame;
            }
        }
        if (atEnd) {
            return frames;
        }
        if (pauseStart >= 0 && frames - pauseStart >= PAUSE_FRAMES) {
            return pauseStart + (frames - pauseStart) / 2;
        }
        return longest >= 5 ? bestPause : frames;
    }
}
