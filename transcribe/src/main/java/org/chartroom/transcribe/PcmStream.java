package org.chartroom.transcribe;

/**
 * Mono audio as signed 16-bit samples, read from front to back once. Not safe for use by several threads at a time. The
 * one who opened it closes it.
 */
public interface PcmStream extends AutoCloseable {
    /** Samples per second. */
    int sampleRateHz();

    /**
     * Reads the next samples, waiting for at least one.
     *
     * @param samples where they go, from index 0
     * @return how many were read; 0 at the end of the audio, never in between
     * @throws SpeechException when the audio cannot be decoded further, or is longer than allowed
     */
    int read(short[] samples) throws SpeechException;

    /** Frees what stands behind the stream; may be called more than once. */
    @Override
    void close();

    /** Samples already in memory, which must not change while the stream is read. */
    static PcmStream of(short[] samples, int sampleRateHz) {
        return new PcmClip(samples, sampleRateHz);
    }
}
