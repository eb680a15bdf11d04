package org.chartroom.transcribe;

import java.util.Arrays;
import java.util.List;
import org.chartroom.models.text.SpokenWord;

/**
 * Whether what was heard in a recording can serve as a draft. The engine's confidence alone does not tell: in loud noise
 * it is now and then quite sure of words that nobody said, and it is unsure of a fair telephone recording. So a recording
 * is refused when the engine is unsure <em>and</em> the sound has no quiet between the words, or when the engine is sure
 * of next to nothing. The measured distribution is in {@code docs/performance.md}, section Speech.
 *
 * @param confidence mean of the words, 0..1
 * @param swingDb from the quiet moments of the recording to its loud ones
 */
record Intelligibility(double confidence, double swingDb) {
    /**
     * With less between quiet and loud, noise fills the pauses of the speech. The recordings in noise have 8 dB
     * (jackhammer) and 16 dB (the noisy sample dictation); of the recordings that make a usable draft, the lowest has
     * 23 dB.
     */
    static final double DROWNED_DB = 20;

    private static final double QUIET = 0.10;
    private static final double LOUD = 0.95;

    static Intelligibility of(List<SpokenWord> words, Waveform sound) {
        double mean =
                words.stream().mapToDouble(SpokenWord::confidence).average().orElse(0);
        return new Intelligibility(mean, swingDb(sound.peaks()));
    }

    boolean allowsDraft(ConfidenceScale scale) {
        boolean drowned = swingDb < DROWNED_DB;
        return confidence >= (drowned ? scale.unsure() : scale.hopeless());
    }

    private static double swingDb(byte[] peaks) {
        int[] levels = new int[peaks.length / 2];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.max(Math.abs(peaks[2 * i]), Math.abs(peaks[2 * i + 1]));
        }
        if (levels.length == 0) {
            return 0;
        }
        Arrays.sort(levels);
        // A step of the outline is the least that can be told from silence.
        double quiet = Math.max(1, levels[(int) (levels.length * QUIET)]);
        double loud = Math.max(1, levels[(int) (levels.length * LOUD)]);
        return 20 * Math.log10(loud / quiet);
    }
}
