package org.chartroom.transcribe;

/** A piece of audio that lies in memory. */
final class PcmClip implements PcmStream {
    private final short[] samples;
    private final int sampleRateHz;
    private int next;

    PcmClip(short[] samples, int sampleRateHz) {
        if (sampleRateHz < 1) {
            throw new IllegalArgumentException("a sample rate is positive, was " + sampleRateHz);
        }
        this.samples = samples;
        this.sampleRateHz = sampleRateHz;
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int read(short[] into) {
        int count = Math.min(into.length, samples.length - next);
        System.arraycopy(samples, next, into, 0, count);
        next += count;
        return count;
    }

    @Override
    public void close() {
        next = samples.length;
    }
}
