package org.chartroom.transcribe.format;

/**
 * A stretch of a recording.
 *
 * @param start seconds from the start of the recording
 * @param end seconds from the start of the recording, not before {@code start}
 */
public record AudioSpan(double start, double end) {
    public AudioSpan {
        if (!(start >= 0 && end >= start)) {
            throw new IllegalArgumentException("a span runs forward, was " + start + ".." + end + " s");
        }
    }
}
