package org.chartroom.transcribe;

import java.util.Arrays;

/**
 * The outline of a recording for drawing: for each hundredth of a second the lowest and the highest sample, as two
 * signed bytes (-128..127 of full scale). Immutable.
 */
public final class Waveform {
    /** Pairs per second of audio. */
    public static final int PAIRS_PER_SECOND = 100;

    private final byte[] peaks;

    private Waveform(byte[] peaks) {
        this.peaks = peaks;
    }

    /** @param peaks lowest and highest by turns; copied */
    public static Waveform of(byte[] peaks) {
        if (peaks.length % 2 != 0) {
            throw new IllegalArgumentException("peaks come in pairs, were " + peaks.length + " bytes");
        }
        return new Waveform(peaks.clone());
    }

    /** Lowest and highest by turns, as a copy. */
    public byte[] peaks() {
        return peaks.clone();
    }

    /** Length in ms, to 10 ms. */
    public long durationMs() {
        return peaks.length / 2 * (1000L / PAIRS_PER_SECOND);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Waveform that && Arrays.equals(peaks, that.peaks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(peaks);
    }

    @Override
    public String toString() {
        return "Waveform[" + durationMs() + " ms]";
    }

    /** Gathers the outline while the audio streams by. */
    static final class Builder {
        private final int samplesPerPair;
        private byte[] peaks = new byte[4096];
        private int length;
        private int low;
        private int high;
        private int inPair;

        Builder(int sampleRateHz) {
            this.samplesPerPair = Math.max(1, sampleRateHz / PAIRS_PER_SECOND);
        }

        void add(short[] samples, int count) {
            for (int i = 0; i < count; i++) {
                low = Math.min(low, samples[i]);
                high = Math.max(high, samples[i]);
                if (++inPair == samplesPerPair) {
                    endPair();
                }
            }
        }

        Waveform build() {
            if (inPair > 0) {
                endPair();
            }
            return new Waveform(Arrays.copyOf(peaks, length));
        }

        private void endPair() {
            if (length + 2 > peaks.length) {
                peaks = Arrays.copyOf(peaks, peaks.length * 2);
            }
            peaks[length++] = (byte) (low >> 8);
            peaks[length++] = (byte) (high >> 8);
            low = 0;
            high = 0;
            inPair = 0;
        }
    }
}
