package org.chartroom.transcribe;

import java.util.ArrayList;
import java.util.List;

/** Where sound sets in after silence, found by loudness alone. */
final class Sounds {
    private static final double QUIET = 0.002;
    private static final int QUIET_FRAMES = 15;
    private static final int FRAMES_A_SECOND = 100;

    private Sounds() {}

    /**
     * The beginnings of sounds, in seconds: the first 10 ms within 54 dB of the loudest, after at least 150 ms
     * that are not. Weak consonants such as "th" are that soft beside a vowel.
     */
    static List<Double> starts(short[] samples, int rateHz) {
        int frame = rateHz / FRAMES_A_SECOND;
        double[] loudness = new double[samples.length / frame];
        double loudest = 0;
        for (int f = 0; f < loudness.length; f++) {
            double sum = 0;
            for (int i = f * frame; i < (f + 1) * frame; i++) {
                sum += (double) samples[i] * samples[i];
            }
            loudness[f] = Math.sqrt(sum / frame);
            loudest = Math.max(loudest, loudness[f]);
        }
        List<Double> starts = new ArrayList<>();
        int quiet = QUIET_FRAMES;
        for (int f = 0; f < loudness.length; f++) {
            if (loudness[f] <= loudest * QUIET) {
                quiet++;
                continue;
            }
            if (quiet >= QUIET_FRAMES) {
                starts.add((double) f / FRAMES_A_SECOND);
            }
            quiet = 0;
        }
        return starts;
    }
}
