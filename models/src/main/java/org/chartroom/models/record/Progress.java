package org.chartroom.models.record;

/**
 * How far a worker is with a document.
 *
 * @param done pages read, or seconds of audio transcribed
 * @param of all of them; 0 while not known
 */
public record Progress(int done, int of) {
    public Progress {
        if (done < 0 || of < 0) {
            throw new IllegalArgumentException("progress counts from 0");
        }
    }
}
