package org.chartroom.transcribe;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts speech into phrases while it is being spoken: a phrase ends as soon as a short pause follows it, so that its words
 * can be shown within moments. Where {@link SilenceCutter} looks for the best place to cut a finished recording, this one
 * cannot wait for what comes. For one thread.
 */
public final class PhraseCutter {
    private static final int PAUSE_FRAMES = 45;
    private static final int PAD_FRAMES = 20;
    private static final int LEAST_SOUND_FRAMES = 10;
    /** Nobody is to wait longer for a first word, even of somebody who never draws breath. */
    private static final int MOST_FRAMES = 6 * Loudness.FRAMES_PER_SECOND;
    /** Levels of so many frames say what is silence here. */
    private static final int MEMORY_FRAMES = 30 * Loudness.FRAMES_PER_SECOND;

    private final int frameSamples;
    private short[] window = new short[1 << 16];
    private int length;
    private long windowStart;
    /** Levels of the latest frames, those of the window last. */
    private double[] levels = new double[0];

    private int windowFrames;

    /**
     * A phrase.
     *
     * @param startSample where it starts in the recording
     * @param samples its audio, with a little silence at both ends
     */
    public record Phrase(long startSample, short[] samples) {
        /** The first sample after it. */
        public long endSample() {
            return startSample + samples.length;
        }
    }

    /** @param startSample where in the recording the first sample lies that is given to {@link #add} */
    public PhraseCutter(int sampleRateHz, long startSample) {
        this.frameSamples = Math.max(1, sampleRateHz / Loudness.FRAMES_PER_SECOND);
        this.windowStart = startSample;
    }

    /** More was said. */
    public void add(short[] samples) {
        if (length + samples.length > window.length) {
            window = Arrays.copyOf(window, Math.max(window.length * 2, length + samples.length));
        }
        System.arraycopy(samples, 0, window, length, samples.length);
        length += samples.length;
        int frames = length / frameSamples;
        double[] more = new double[frames - windowFrames];
        for (int i = 0; i < more.length; i++) {
            int from = (windowFrames + i) * frameSamples;
            more[i] = Loudness.level(window, from, from + frameSamples);
        }
        int keep = Math.min(levels.length, Math.max(MEMORY_FRAMES, windowFrames));
        double[] all =
                Arrays.copyOf(Arrays.copyOfRange(levels, levels.length - keep, levels.length), keep + more.length);
        System.arraycopy(more, 0, all, keep, more.length);
        levels = all;
        windowFrames = frames;
    }

    /** The next phrase that is over; empty when more has to be said before there is one. */
    public Optional<Phrase> next() {
        return cut(false);
    }

    /** What was said since the last phrase, though no pause followed: nothing more comes for now. */
    public Optional<Phrase> rest() {
        return cut(true);
    }

    private Optional<Phrase> cut(boolean over) {
        boolean[] remembered = Loudness.loudFrames(levels);
        boolean[] loud = Arrays.copyOfRange(remembered, remembered.length - windowFrames, remembered.length);
        int first = 0;
        while (first < loud.length && !loud[first]) {
            first++;
        }
        if (first == loud.length) {
            // Silence so far; a little of it stays, for the phrase that may begin.
            drop(Math.max(0, loud.length - PAD_FRAMES));
            return Optional.empty();
        }
        int last = first;
        int quiet = 0;
        int longest = 0;
        int best = -1;
        int sound = 0;
        for (int frame = first; frame < loud.length; frame++) {
            if (loud[frame]) {
                if (quiet >= longest) {
                    longest = quiet;
                    best = frame - quiet / 2;
                }
                quiet = 0;
                sound++;
                last = frame;
            } else {
                quiet++;
                if (quiet >= PAUSE_FRAMES) {
                    return phrase(first, last, frame - quiet / 2, sound);
                }
            }
            if (frame - first >= MOST_FRAMES) {
                int cut = longest >= 5 ? best : frame;
                return phrase(first, cut, cut, sound);
            }
        }
        return over ? phrase(first, last, loud.length, sound) : Optional.empty();
    }

    private Optional<Phrase> phrase(int first, int last, int cut, int soundFrames) {
        int from = Math.max(0, first - PAD_FRAMES) * frameSamples;
        int to = Math.min(Math.min(cut, last + 1 + PAD_FRAMES) * frameSamples, length);
        Optional<Phrase> phrase = soundFrames < LEAST_SOUND_FRAMES || to <= from
                ? Optional.empty()
                : Optional.of(new Phrase(windowStart + from, Arrays.copyOfRange(window, from, to)));
        drop(cut);
        return phrase;
    }

    private void drop(int frames) {
        int samples = Math.min(length, frames * frameSamples);
        System.arraycopy(window, samples, window, 0, length - samples);
        length -= samples;
        windowStart += samples;
        windowFrames -= Math.min(windowFrames, frames);
    }
}
