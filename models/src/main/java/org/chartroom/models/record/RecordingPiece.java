package org.chartroom.models.record;

import org.chartroom.models.blob.Blob;

/**
 * A piece of a recording in progress.
 *
 * @param number from 1, without gaps
 * @param firstSample its first sample, counted from the first of the recording
 * @param file its samples: 16 bits each, little-endian
 */
public record RecordingPiece(RecordingId recording, int number, long firstSample, Blob file) {
    public RecordingPiece {
        if (number < 1 || firstSample < 0 || file.bytes() == 0 || file.bytes() % Recording.SAMPLE_BYTES != 0) {
            throw new IllegalArgumentException("a piece has a number from 1, a place, and whole samples");
        }
    }

    /** How many samples it has. */
    public long samples() {
        return file.bytes() / Recording.SAMPLE_BYTES;
    }
}
