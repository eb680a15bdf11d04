package org.chartroom.transcribe;

import java.util.Arrays;

/**
 * Where there is sound in a stretch of audio. What counts as silence follows the stretch: a share of the way from its
 * quietest to its loudest moments.
 */
final class Loudness {
    /** Frames a second. */
    static final int FRAMES_PER_SECOND = 100;

    private static final double SILENT_DB = -57;
    private static final double LEAST_SWING_DB = 5;
    private static final int LEAST_FRAMES_TO_JUDGE = FRAMES_PER_SECOND;
    private static final double SHARE_OF_SWING = 0.25;

    private Loudness() {}

    /** Which frames are loud. @param level of each frame, see {@link #level} */
    static boolean[] loudFrames(double[] level) {
        int frames = level.length;
        double[] sorted = level.clone();
        Arrays.sort(sorted);
        boolean[] loud = new boolean[frames];
        if (frames == 0) {
            return loud;
        }
        double quiet = sorted[frames / 10];
        double high = sorted[(int) Math.min(frames - 1L, frames * 95L / 100)];
        if (high < SILENT_DB) {
            return loud;
        }
        if (high - quiet < LEAST_SWING_DB) {
            // Speech swells and falls with every syllable; what stays level for seconds is a hum, a tone or a hiss.
            Arrays.fill(loud, frames < LEAST_FRAMES_TO_JUDGE);
            return loud;
        }
        double threshold = Math.max(SILENT_DB, quiet + Math.max(LEAST_SWING_DB / 2, SHARE_OF_SWING * (high - quiet)));
        for (int frame = 0; frame < frames; frame++) {
            loud[frame] = level[frame] > threshold;
        }
        return loud;
    }

    /** Level in dB of full scale, without the mean: a microphone's constant offset is no sound. */
    static double level(short[] samples, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i];
        }
        double mean = (double) sum / (to - from);
        double power = 0;
        for (int i = from; i < to; i++) {
            double swing = samples[i] - mean;
            power += swing * swing;
        }
        return 10 * Math.log10(power / (to - from) / (32768.0 * 32768.0) + 1e-12);
    }
}
