package org.chartroom.transcribe;

/** Told how far a recording has been heard. Called on the thread that does the work; must return quickly. */
@FunctionalInterface
public interface Progress {
    /**
     * @param heardMs how much of the recording is done, ms from its start; never falls
     * @param totalMs length of the recording in ms as its header says; 0 when it does not
     */
    void reached(long heardMs, long totalMs);

    /** Tells nobody. */
    static Progress none() {
        return (heardMs, totalMs) -> {};
    }
}
